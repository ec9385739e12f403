"""Refunds on tickets, teams and invoices."""

from __future__ import annotations

from typing import Any

from addons.account.models import Invoice
from addons.account.pages import invoice_smart_buttons, real_state, with_real_state
from addons.helpdesk.models import Ticket
from addons.helpdesk.pages import after_sales, documents, not_enabled, smart_buttons
from addons.helpdesk_refund.models import InvoiceTicket, TeamRefunds
from addons.helpdesk_refund.wizards import Refund
from core import Action, DocumentState, Into, SmartButton

refund_button = Action(
    "Refund", on=Ticket, opens=Refund, option=TeamRefunds.use_refunds, via=Ticket.team, off=not_enabled,
    icon="receipt", order=10,
)  # fmt: skip
credit_notes = SmartButton(
    "Credit Notes", on=Ticket, to=Invoice, by=InvoiceTicket.ticket_id, only=lambda i: i.state == "posted",
    icon="receipt", order=10,
)  # fmt: skip
ticket = SmartButton("Ticket", on=Invoice, to=Ticket, by=InvoiceTicket.ticket_id, icon="ticket", order=30)
states = DocumentState(
    on=Ticket, to=Invoice, by=InvoiceTicket.ticket_id, state=real_state, load=with_real_state, label="Credit Note",
    order=10,
)  # fmt: skip

parts: list[Any] = [
    Into(after_sales, refund_button),
    Into(smart_buttons, credit_notes),
    Into(documents, states),
    Into(invoice_smart_buttons, ticket),
]
