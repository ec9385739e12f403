"""Pop-ups of tickets."""

from __future__ import annotations

import sqlalchemy as sa

from addons.base.models import Contact
from addons.helpdesk.models import Ticket
from addons.mail.composing import EmailComposer
from core import Wizard, button, pick


def other_customers(form: ChangeCustomer) -> sa.Select[Contact]:
    """Any contact but the ticket's customer."""
    contact = form.env[Contact]
    return sa.select(contact).where(contact.active, contact.id != (form.record.customer_id or 0)).order_by(contact.name)


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
