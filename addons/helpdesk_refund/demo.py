"""The demonstration's refunds: switched on for one team, with a draft credit note on a ticket."""

from __future__ import annotations

from addons.helpdesk.demo import ticket_titled
from addons.helpdesk_refund.models import TeamRefunds, TicketRefunds
from core import Env


def load(env: Env) -> None:
    """Prepares a refund. `env` is a system Env."""
    ticket = ticket_titled(env, "Display flickers")
    assert isinstance(ticket, TicketRefunds)
    assert isinstance(ticket.team, TeamRefunds)
    ticket.team.use_refunds = True
    env.session.flush()
    assert ticket.customer is not None
    invoices = env.session.scalars(ticket.customer.posted_invoices(ticket.company_id).limit(1)).all()
    if invoices:
        ticket.refund(invoices, on=env.today(), reason=f"Ticket #{ticket.number}", journal=invoices[0].journal)
