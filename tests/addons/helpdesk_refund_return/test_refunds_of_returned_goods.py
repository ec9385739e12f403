"""The pop-up "Refund" where goods are returned too: lots narrow the invoices, and what did not come back is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from addons.sale.models import Order
from addons.stock.models import Lot
from addons.stock.passports import timeline
from core import Env
from tests.addons.helpdesk.desk import a_team, hire
from tests.addons.helpdesk_refund.refunding import invoices_of
from tests.addons.helpdesk_refund.refunding import opened as opened_refund
from tests.addons.helpdesk_return.returning import a_ticket_of, deliveries, delivery_of
from tests.addons.helpdesk_sale.orders import product
from tests.kernels import Acting


@pytest.fixture
def desk(acting: Callable[..., Acting]) -> Acting:
    """Both services are on for the team "Service"; Marta's and Oliver's deliveries are invoiced. On each engine."""
    return acting("helpdesk_refund_return", scene=(hire, a_team_with_both, deliveries, invoice_everything))


def a_team_with_both(env: Env) -> None:
    a_team(env, use_returns=True, use_refunds=True)


def invoice_everything(env: Env) -> None:
    for order in env.session.scalars(sa.select(env[Order]).order_by(env[Order].id)):
        made: Any = order
        invoice = made.create_invoice()
        invoice.date = date(2026, 11, 2)
        for line in invoice.lines:
            line.price = Decimal(10)
        invoice.post()


def lot(env: Env, name: str) -> Lot:
    return env.session.scalars(sa.select(env[Lot]).where(env[Lot].name == name)).one()


@pytest.mark.req("RF-4")
def test_the_lot_is_asked_for_tracked_products_only(desk: Acting) -> None:
    with desk.rolled_back() as env:
        ticket = a_ticket_of(env, "Marta")
        shown = {name: [f.name for f in opened_refund(env, ticket, product=product(env, name))._shown()]
                 for name in ("Helmet", "Bike")}  # fmt: skip
        assert "lot" not in shown["Helmet"]
        assert shown["Bike"].index("lot") == shown["Bike"].index("product") + 1


@pytest.mark.req("RF-4")
def test_another_product_forgets_the_lot(desk: Acting) -> None:
    with desk.rolled_back() as env:
        ticket = a_ticket_of(env, "Marta", "Bike", lot=lot(env, "B-1"))
        assert opened_refund(env, ticket).lot == lot(env, "B-1")
        assert opened_refund(env, ticket, product=product(env, "Helmet")).lot is None


@pytest.mark.req("RF-6")
def test_invoices_are_narrowed_by_what_was_delivered_with_the_lot(desk: Acting) -> None:
    def offered(env: Env, form: Any) -> list[Any]:
        return list(env.session.scalars(form._fields["invoices"].among(form)))

    with desk.rolled_back() as env:
        ticket = a_ticket_of(env, "Oliver")
        first, second = invoices_of(env, "Oliver")
        assert offered(env, opened_refund(env, ticket)) == [second, first]
        battery = product(env, "Battery")
        assert offered(env, opened_refund(env, ticket, product=battery, lot=lot(env, "LOT-1"))) == [second]


@pytest.mark.req("RT-18")
def test_what_did_not_come_back_is_said(desk: Acting) -> None:
    with desk.rolled_back() as env:
        ticket, invoice = a_ticket_of(env, "Oliver"), invoices_of(env, "Oliver")[0]
        assert opened_refund(env, ticket, invoices=[invoice]).note() == "Helmet: 5 credited, 0 returned."
        order: Any = invoice.order
        delivery = delivery_of(env, order)
        back = delivery.reverse({delivery.lines[0]: Decimal(2)}, to=delivery.source)
        back.validate()
        env.session.flush()
        env.session.expire_all()
        assert opened_refund(env, ticket, invoices=[invoice]).note() == "Helmet: 5 credited, 2 returned."
        assert order.lines[0].to_credit == 2


@pytest.mark.req("ST-7")
def test_the_passport_of_a_serial_number_tells_of_tickets_and_credit_notes_to_who_may_read_them(desk: Acting) -> None:
    def make(env: Env) -> tuple[int, int]:
        ticket = a_ticket_of(env, "Marta", "Bike", lot=lot(env, "B-1"))
        notes = ticket.refund(invoices_of(env, "Marta"), on=date(2026, 11, 3), reason=None, journal=None)
        notes[0].post()
        return lot(env, "B-1").id, lot(env, "LOT-1").id

    bike, battery = desk.run(make)

    def told(id_: int, *roles: str) -> list[str]:
        with desk.rolled_back(roles or None) as env:
            return [f"{entry.text} {entry.link}".strip() for entry in timeline(env, env.session.get_one(env[Lot], id_))]

    everything = told(bike)
    assert sum(one.startswith("Ticket: ") for one in everything) == 1
    assert [one.split()[0] for one in everything if one.startswith("Credited")] == ["Credited"]
    assert any(one.startswith("Delivered to Marta") for one in everything)
    assert not any(one.startswith(("Ticket: ", "Credited")) for one in told(bike, "stock.user"))
    assert any(one.startswith("Delivered to Marta") for one in told(bike, "stock.user"))
    assert not any(one.startswith(("Ticket: ", "Credited")) for one in told(battery)), "another lot's story"
