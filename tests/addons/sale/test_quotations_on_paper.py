"""Quotations and orders on paper: what they say, in the customer's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from addons.base.models import Contact
from addons.sale.models import Line
from core import Env, Refused
from core.testing.acts import on_paper
from tests.addons.sale.test_orders import a_product, an_order
from tests.kernels import Acting

SELLER = ("sale.user",)


@pytest.fixture
def sale(acting: Callable[..., Acting]) -> Acting:
    return acting("sale")


def a_german_customer(env: Env) -> Contact:
    firm = env.new(Contact, name="Veloria GmbH", is_company=True, locale="de", street="Sandtorkai 7", reference="K-7")
    env.session.flush()
    made = env.new(Contact, name="Amelie Brandt", parent=firm)
    env.session.flush()
    return made


@pytest.mark.req("SO-5", "XC-5")
def test_a_quotation_says_what_is_offered_and_has_room_for_a_signature(sale: Acting) -> None:
    with sale.rolled_back(SELLER) as env:
        order = an_order(env, 20, customer=a_german_customer(env))
        order.ordered_at, order.reference = datetime(2026, 11, 2, 12, tzinfo=UTC), "PO 4711"
        order.note = "Delivery <within> two weeks."
        order.lines.append(
            env[Line](
                product=a_product(env, "Cargo One"), quantity=Decimal(1), price=Decimal(4290), discount=Decimal(10)
            )
        )
        env.session.flush()
        text = on_paper(env, order, "order")
        for said in (
            f"Angebot {order.number}", "02.11.2026", "PO 4711", "K-7", "Veloria GmbH Amelie Brandt Sandtorkai 7",
            "1.398,00", "4.290,00", "10 %", "3.861,00", "Gesamt 5.259,00 €", "Delivery <within> two weeks.", "Unterschrift",
        ):  # fmt: skip
            assert said in text, f"{said!r} is not in {text!r}"


@pytest.mark.req("SO-5")
def test_a_confirmed_order_is_a_confirmation_and_a_cancelled_one_is_nothing(sale: Acting) -> None:
    with sale.rolled_back(SELLER) as env:
        order = an_order(env, 1)
        order.confirm()
        text = on_paper(env, order, "order")
        assert f"Order Confirmation {order.number}" in text and "Signature" not in text and "Discount" not in text
        order.cancel()
        with pytest.raises(Refused, match="cannot be printed as it is now"):
            on_paper(env, order, "order")
