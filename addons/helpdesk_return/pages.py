"""Returns on tickets, teams and transfers."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from addons.helpdesk.pages import (
    about_the_goods,
    after_sales,
    customers_documents,
    documents,
    not_enabled,
    smart_buttons,
)
from addons.helpdesk_return.models import TeamReturns, TicketReturns, TransferTicket
from addons.helpdesk_return.wizards import ReverseTransfer
from addons.stock.models import Lot, Transfer
from addons.stock.pages import real_state, transfer_smart_buttons, with_real_state
from core import Action, DocumentState, Into, Show, SmartButton


def customer_has_a_delivery(ticket: TicketReturns) -> bool:
    """Whether something was delivered to the customer that could come back (SPEC RT-2)."""
    return ticket.has_delivery


def is_tracked(ticket: TicketReturns) -> bool:
    """Whether the ticket's product has lots or serial numbers (SPEC HD-11)."""
    return ticket.product is not None and ticket.product.tracking != "none"


def lots_of_customer(ticket: TicketReturns) -> sa.Select[Lot]:
    """Lots of the product that were delivered to the customer (SPEC HD-11)."""
    if ticket.customer is None or ticket.product is None:
        return sa.select(ticket.env[Lot]).where(sa.false())
    return ticket.customer.delivered_lots(ticket.company_id, ticket.product)


return_button = Action(
    "Return", on=Ticket, opens=ReverseTransfer, option=TeamReturns.use_returns, via=Ticket.team, off=not_enabled,
    shown=customer_has_a_delivery, icon="undo-2", order=30,
)  # fmt: skip
returns = SmartButton(
    "Return", on=Ticket, to=Transfer, by=TransferTicket.ticket_id, only=lambda t: t.state != "cancelled",
    icon="undo-2", order=30,
)  # fmt: skip
ticket = SmartButton("Ticket", on=Transfer, to=Ticket, by=TransferTicket.ticket_id, icon="ticket", order=30)
states = DocumentState(
    on=Ticket, to=Transfer, by=TransferTicket.ticket_id, state=real_state, load=with_real_state, label="Return",
    order=30,
)  # fmt: skip
lot = Show(TicketReturns.lot, among=lots_of_customer, shown=is_tracked, system=customers_documents, searched=True)

parts: list[Any] = [
    Into(after_sales, return_button),
    Into(smart_buttons, returns),
    Into(documents, states),
    Into(about_the_goods, lot),
    Into(transfer_smart_buttons, ticket),
]
