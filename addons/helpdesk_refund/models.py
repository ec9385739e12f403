"""What refunds add to teams, tickets and invoices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from addons.account.models import Invoice, Journal
from addons.account.wizards import reverse
from addons.helpdesk.models import Team, Ticket
from addons.helpdesk_sale.models import TicketSale
from core import Env, Mapped, Text, boolean, foreign_key, many2one, one2many

if TYPE_CHECKING:
    from addons.helpdesk_sale.models import ContactDocuments
    from addons.sale_account.models import ContactInvoices

    class Customer(ContactDocuments, ContactInvoices):
        """A contact as the addons below this one make it."""


NO_REASON = Text("no reason given")


class TeamRefunds(Team):
    """A team may offer refunds (SPEC AS-3)."""

    use_refunds: Mapped[bool] = boolean("Refunds", tracked=True)


class TicketRefunds(TicketSale):
    """A ticket knows the credit notes that came from it."""

    if TYPE_CHECKING:
        customer: Mapped[Customer | None]

    credit_notes: Mapped[list[Invoice]] = one2many("Credit Notes", "account.invoice", by="ticket_id")

    @classmethod
    def document_links(cls, env: Env) -> Iterator[Any]:
        """Credit notes name their ticket."""
        yield from super().document_links(env)
        yield env[InvoiceTicket].ticket_id

    def refund(
        self, invoices: Sequence[Invoice], *, on: date, reason: str | None, journal: Journal | None
    ) -> list[Invoice]:
        """A draft credit note of each invoice, told of on all documents (SPEC RF-12, RF-19). System work."""
        made = reverse(invoices, on=on, reason=reason, journal=journal, ticket=self)
        for note, invoice in zip(made, invoices, strict=True):
            self.post_note("Credit note {name} created from invoice {number}", name=note, number=invoice)
            note.post_note("Created from ticket {ticket}: {reason}", ticket=self, reason=reason or NO_REASON)
        return made


class InvoiceTicket(Invoice):
    """A credit note may have come from a ticket (SPEC SB-6)."""

    ticket_id: Mapped[int | None] = foreign_key("helpdesk.ticket", free=True, copied=False, read_only=True)
    ticket: Mapped[Ticket | None] = many2one("Ticket", "ticket_id", read_only=True, copied=False)
