"""Returns and repairs, ended ones too, follow a merged ticket and come back (SPEC HD-23)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.addons.helpdesk.desk import a_ticket
from tests.addons.helpdesk_return.returning import martas_delivery
from tests.addons.helpdesk_sale.orders import contact
from tests.addons.repair.workshop import under_repair, use_all
from tests.addons.stock.warehouse import warehouse
from tests.kernels import Acting


@pytest.mark.req("HD-23")
def test_what_is_done_follows_too(desk: Acting) -> None:
    with desk.rolled_back() as env:
        source: Any = a_ticket(env, "The motor stutters", customer=contact(env, "Marta"))
        target: Any = a_ticket(env, "It stutters again", customer=contact(env, "Marta"))
        delivery = martas_delivery(env)
        back: Any = source.take_back(delivery, dict.fromkeys(delivery.lines, Decimal(1)), warehouse(env).stock)
        back.validate()
        repair: Any = under_repair(env, ("Pads", 1), ticket=source)
        use_all(repair)
        repair.end_repair()
        assert (back.state, repair.state) == ("done", "repaired")
        target.merge([source])
        assert (back.ticket, repair.ticket, source.repairs, source.transfers) == (target, target, [], [])
        source.undo_merge()
        assert (back.ticket, repair.ticket, target.repairs, target.transfers) == (source, source, [], [])
        assert (back.state, repair.state) == ("done", "repaired")
