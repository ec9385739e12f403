"""What returns put into the ticket."""

from __future__ import annotations

from typing import Any

from addons.counter.models import Ticket
from addons.counter.pages import after_sales, documents, smart_buttons, ticket_form
from addons.depot.models import Transfer
from addons.depot_returns.models import TeamReturns, TicketReturns
from addons.depot_returns.wizards import ReverseTransfer, customer_has_a_delivery
from core import Action, DocumentState, Into, Show, SmartButton, State

return_button = Action(
    "Return", on=Ticket, opens=ReverseTransfer, option=TeamReturns.use_returns, via=Ticket.team,
    shown=customer_has_a_delivery, icon="undo-2", order=30,
)  # fmt: skip
returns = SmartButton("Return", on=Ticket, to=Transfer, by=Transfer.ticket_id, only=lambda t: t.state != "cancelled")


def state_of(transfer: Transfer) -> State:
    """Where a return stands."""
    if transfer.state == "done":
        return State("Received", "good", closed=True)
    return State("Waiting for the goods", "busy", next_step="Validate the receipt")


return_states = DocumentState(on=Ticket, to=Transfer, by=Transfer.ticket_id, state=state_of, label="Return")
parts: list[Any] = [
    Into(after_sales, return_button),
    Into(smart_buttons, returns),
    Into(documents, return_states),
    Into(ticket_form, Show(TicketReturns.product), after=Ticket.email),
    Into(ticket_form, Show(TicketReturns.sales_order, system="orders of a customer"), after=TicketReturns.product),
]
