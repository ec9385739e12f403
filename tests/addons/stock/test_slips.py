"""Slips that travel with goods."""

from __future__ import annotations

from decimal import Decimal

import pytest

from addons.stock.models import Transfer
from addons.stock.models.transfers import TYPES
from addons.stock.printouts import KINDS
from core.testing.acts import on_paper
from tests.addons.stock.test_reversing import delivered, line_of
from tests.addons.stock.warehouse import warehouse
from tests.kernels import Acting


@pytest.mark.req("ST-3", "RT-11", "XC-5")
def test_a_slip_says_what_went_to_whom_and_a_return_slip_what_comes_back(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done = delivered(env)
        assert done.contact is not None
        done.contact.locale = "de"
        text = on_paper(env, done, "slip")
        for said in (f"Lieferschein {done.number}", "Marta Nowak", "Helmet 5", "Cargo One S1, S2 2", "Bewegt"):
            assert said in text, f"{said!r} is not in {text!r}"
        back = done.reverse({line_of(done, "S2"): Decimal(1)}, to=warehouse(env).returns)
        assert isinstance(back, Transfer)
        slip = on_paper(env, back, "slip")
        for said in (f"Rücksendeschein {back.number}", f"Return of {done.number}", "Cargo One S2 1", "Zu bewegen"):
            assert said in slip, f"{said!r} is not in {slip!r}"


def test_every_type_of_transfer_has_a_title_on_paper() -> None:
    assert KINDS.keys() == {*TYPES, "return"}
