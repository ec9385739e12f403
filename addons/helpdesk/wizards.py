"""Pop-ups of tickets."""

from __future__ import annotations

import sqlalchemy as sa

from addons.base.models import Contact
from addons.helpdesk.models import MergedTicket, Ticket
from addons.mail.composing import EmailComposer
from core import Wizard, button, pick, pick_many, reacts_to


def other_customers(form: ChangeCustomer) -> sa.Select[Contact]:
    """Any contact but the ticket's customer."""
    contact = form.env[Contact]
    return sa.select(contact).where(contact.active, contact.id != (form.record.customer_id or 0)).order_by(contact.name)


def tickets_to_merge(form: MergeTickets) -> sa.Select[MergedTicket]:
    """Tickets in use of the same company."""
    ticket = form.env[MergedTicket]
    wanted = sa.select(ticket).where(ticket.active, ticket.company_id == form.record.company_id)
    return wanted.order_by(ticket.id.desc())


def chosen_tickets(form: MergeTickets) -> sa.Select[MergedTicket]:
    """Those that are to become one."""
    ticket = form.env[MergedTicket]
    ids = [form.record.id, *(one.id for one in form.tickets)]
    return sa.select(ticket).where(ticket.id.in_(ids)).order_by(ticket.id)


class ComposeEmail(EmailComposer, Wizard, title="Compose Email", on=Ticket):
    """An email about a ticket, to its followers and its customer (SPEC CT-3)."""


class ChangeCustomer(Wizard, title="Change Customer", on=Ticket):
    """Asks before the customer of a ticket with linked documents changes (SPEC HD-16)."""

    record: Ticket
    customer = pick("Customer", among=other_customers, required="Select a customer.")

    def note(self) -> str:
        """What will not change."""
        return "Documents that came from this ticket stay with the customer they were made for."

    @button("Change Customer", primary=True)
    def confirm(self) -> Ticket:
        """The ticket is now about another customer; its documents stay as they are."""
        self.record.become_about(self.customer)
        return self.record


class MergeTickets(Wizard, title="Merge Tickets", on=Ticket):
    """Makes several tickets about one thing one (SPEC HD-23)."""

    record: MergedTicket
    tickets = pick_many("Tickets", among=tickets_to_merge, required="Select the tickets to merge.")
    target = pick("Merge into", among=chosen_tickets, required="Select the ticket that stays.")

    def opened(self) -> None:
        """The ticket that it was opened on stays, unless another is older."""
        self.target = self.record

    @reacts_to(tickets)
    def keep_the_oldest(self) -> None:
        """What was asked first has the longest history."""
        self.target = min((self.record, *self.tickets), key=lambda ticket: ticket.id)

    def note(self) -> str:
        """What follows for people outside."""
        if len({one.customer_id for one in (self.record, *self.tickets)}) > 1:
            return "These tickets are of different customers: who follows one will read the messages of all."
        return "Messages, followers and documents move to the ticket that stays. The others are archived."

    @button("Merge", primary=True)
    def confirm(self) -> Ticket:
        """The one that stays is opened next."""
        self.target.merge([self.record, *self.tickets])
        return self.target
