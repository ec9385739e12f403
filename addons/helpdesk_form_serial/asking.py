"""From the code on a product to a ticket about it: the product, its number, and the order that it came with."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from addons.helpdesk_form.models import PLACE, TeamForm
from addons.helpdesk_return.models import TicketReturns
from addons.sale.models import Order
from addons.sale_stock.models import TransferOrder
from addons.stock.models import Location, Lot, MoveLine, lot_of_token
from addons.stock.passports import SerialService
from core import Env, Text

SERIAL = "serial:"


def offer(system: Env, lot: Lot) -> Iterator[SerialService]:
    """A link to the public form of the first team of the lot's company that has one. System work."""
    team = system[TeamForm]
    first = sa.select(team.form_address).where(
        team.use_website_form, team.form_address.is_not(None), team.active, team.company_id == lot.company_id
    ).order_by(team.id).limit(1)  # fmt: skip
    if (name := system.session.scalar(first)) is not None:
        address = f"{PLACE}/{name}?about={quote(f'{SERIAL}{lot.token}', safe=':')}"
        yield SerialService(Text("Open a ticket"), address, icon="message-square", primary=True)


def lot_meant(system: Env, about: str) -> Lot | None:
    """The lot that a request is about; None for a code that nobody knows. System work."""
    return lot_of_token(system, about.removeprefix(SERIAL)) if about.startswith(SERIAL) else None


def link_serial(system: Env, ticket: Ticket, lot: Lot) -> None:
    """Product and number, and the order of the last delivery unless it is another customer's. System work."""
    assert isinstance(ticket, TicketReturns)
    if lot.company_id != ticket.company_id:
        return
    ticket.product, ticket.lot = lot.product, lot
    order = _order_of(system, lot)
    if order is not None and (ticket.customer is None or order.customer.same_customer(ticket.customer)):
        ticket.sales_order = order


def _order_of(system: Env, lot: Lot) -> Order | None:
    order, transfer, line, place = system[Order], system[TransferOrder], system[MoveLine], system[Location]
    last = (
        sa.select(order).join(transfer, transfer.order_id == order.id).join(line, line.transfer_id == transfer.id)
        .join(place, place.id == transfer.destination_id)
        .where(line.lot_id == lot.id, transfer.state == "done", place.type == "customer", order.state == "confirmed")
        .order_by(line.id.desc()).limit(1)
    )  # fmt: skip
    return system.session.scalars(last).first()
