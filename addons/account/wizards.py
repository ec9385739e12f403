"""Pop-ups of invoicing: credit notes, payments, outstanding credits.

What a refund asks is shared: an addon that refunds from its own documents makes a wizard with invoices of its own and
uses `REASON`, `sales_journals` and `reverse` (SPEC AM-5, RF-8 to RF-13).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from addons.account.models import Invoice, Journal, Payment
from addons.account.models.crediting import new_copy, new_credit_note, refuse_uncreditable
from addons.account.models.journals import journals_of
from addons.account.models.matching import settle_what_is_due
from addons.account.models.paying import pay
from addons.account.models.posting import lock_whole
from core import Decimal, Env, Refused, Wizard, button, calendar, entry, number, pick, reacts_to, shows

REASON = "Reason displayed on Credit Note"
NO_DATE, NO_JOURNAL = "Set a reversal date.", "Select a journal."

# --- credit notes -----------------------------------------------------------------------------------------------------


def sales_journals(env: Env, company_id: int | None) -> sa.Select[Journal]:
    """Where credit notes of customers can be written (SPEC RF-9)."""
    return journals_of(env, company_id, "sale")


def refuse_early(invoices: Iterable[Invoice], on: date, about: object) -> Iterator[Refused]:
    """What stands against a reversal date (SPEC RF-17)."""
    for invoice in invoices:
        if invoice.date is not None and on < invoice.date:
            text = "The reversal date cannot be before the invoice date ({date})."
            yield Refused(text, about=about, date=invoice.date)
            return
    for invoice in invoices:
        if (until := invoice.terms.locked_until) is not None and on <= until:
            yield Refused("The period up to {date} is closed.", about=about, date=until)
            return


def reverse(
    invoices: Sequence[Invoice], *, on: date, reason: str | None, journal: Journal | None, **links: Any
) -> list[Invoice]:
    """A draft credit note of each invoice, in the journal given or else in each one's own (SPEC RF-12)."""
    if invoices:
        lock_whole(invoices[0].env, *(one.id for one in invoices))
    for invoice in invoices:
        refuse_uncreditable(invoice)
    return [new_credit_note(one, on=on, reason=reason, journal=journal, **links) for one in invoices]


def reverse_and_invoice_again(notes: Iterable[Invoice], **links: Any) -> list[Invoice]:
    """Posts credit notes at once and gives a new draft of each invoice (SPEC RF-13).

    Raises Refused for one that was credited in part already: what is left is not the whole (SPEC RF-18).
    """
    made = []
    for note in notes:
        invoice = note.reversed
        assert invoice is not None
        if invoice.credited:
            raise Refused("{number} can still be credited for {amount} at most.", about="invoices",
                          number=invoice.number, amount=invoice.currency.shown(invoice.creditable))  # fmt: skip
        note.post()
        made.append(new_copy(invoice, **links))
    return made


def may_post(form: Any) -> bool:
    """Whether the user may post, so that the button is there (SPEC RF-21)."""
    return bool(form.record.may_post)


class CreditInvoice(Wizard, title="Credit Note", on=Invoice, system="credit an invoice"):
    """Credits a posted invoice; the same as from a ticket, without what the ticket knows (SPEC AM-5)."""

    record: Invoice
    reason = entry(REASON, size=500)
    journal = pick("Journal", among=lambda form: journals_like(form.record), required=NO_JOURNAL)
    on = calendar("Reversal date", required=NO_DATE)

    @classmethod
    def may_open(cls, record: Invoice) -> bool:
        """Only what is posted, and not credited in full."""
        refuse_uncreditable(record)
        return super().may_open(record)

    def opened(self) -> None:
        """Today, in the invoice's journal."""
        self.journal, self.on = self.record.journal, self.env.today()

    def check(self) -> Iterator[tuple[object, str] | Refused]:
        """The date fits the invoice."""
        yield from refuse_early([self.record], self.on, CreditInvoice.on)

    @button("Reverse", primary=True)
    def reverse(self) -> Invoice:
        """A draft to be looked at."""
        return reverse([self.record], on=self.on, reason=self.reason or None, journal=self.journal)[0]

    @button("Reverse and Create Invoice", shown=may_post)
    def reverse_and_invoice_again(self) -> Invoice:
        """A posted credit note and a new draft invoice, which is opened."""
        notes = reverse([self.record], on=self.on, reason=self.reason or None, journal=self.journal)
        return reverse_and_invoice_again(notes)[0]


def journals_like(invoice: Invoice) -> sa.Select[Journal]:
    """The journals of an invoice's kind."""
    return journals_of(invoice.env, invoice.company_id, invoice.journal.type)


# --- payments ---------------------------------------------------------------------------------------------------------


def money_journals(form: RegisterPayment) -> sa.Select[Journal]:
    """Where money comes in."""
    return journals_of(form.env, form.record.company_id, "bank", "cash")


def digits_of_currency(form: RegisterPayment) -> int:
    """How finely the invoice's currency is counted."""
    return form.record.currency.digits


class RegisterPayment(Wizard, title="Register Payment", on=Invoice, system="register a payment"):
    """Money that came in, or went out, for a document; a part of it too (SPEC AM-10)."""

    record: Invoice
    due = shows("Amount Due")
    journal = pick("Journal", among=money_journals, required="Select a journal.")
    amount = number("Amount", digits=digits_of_currency, required="Enter an amount.")
    on = calendar("Payment date", required="Set a payment date.")
    memo = entry("Memo", size=200)

    def opened(self) -> None:
        """All that is due, today."""
        self.due = self.record.currency.shown(self.record.residual)
        if (journal := self.env.session.scalars(money_journals(self).limit(1)).first()) is not None:
            self.journal = journal
        self.amount = self.record.currency.rounded(self.record.residual)
        self.on, self.memo = self.env.today(), self.record.number or ""

    def check(self) -> Iterator[tuple[object, str] | Refused]:
        """Something is paid."""
        if self.amount <= 0:
            yield RegisterPayment.amount, "The amount must be greater than zero."

    def note(self) -> str:
        """More than is due is kept for later."""
        if self.amount is not None and self.amount > self.record.residual:
            return "More than is due: the rest stays as an outstanding credit of the customer."
        return ""

    @button("Register", primary=True)
    def register(self) -> None:
        """Back to the document, which says what is still due."""
        pay(self.record, self.amount, journal=self.journal, on=self.on, memo=self.memo or None)


# --- outstanding credits ----------------------------------------------------------------------------------------------


def outstanding_notes(form: ApplyCredit) -> sa.Select[Invoice]:
    """Credit notes of the customer with something left."""
    return open_credit_notes(form.record)


def open_credit_notes(invoice: Invoice) -> sa.Select[Invoice]:
    """Posted credit notes of an invoice's customer, in its currency, with something left."""
    note = invoice.env[Invoice]
    return (
        sa.select(note)
        .where(
            note.company_id == invoice.company_id, note.currency_id == invoice.currency_id, note.state == "posted",
            note.type == ("credit_note" if invoice.type == "invoice" else "vendor_credit_note"), note.residual > 0,
            note.customer_id.in_(people_like(invoice)),
        )
        .order_by(note.id)
    )  # fmt: skip


def outstanding_payments(form: ApplyCredit) -> sa.Select[Payment]:
    """Payments of the customer with something left."""
    payment, invoice = form.env[Payment], form.record
    return (
        sa.select(payment)
        .where(
            payment.company_id == invoice.company_id, payment.currency_id == invoice.currency_id,
            payment.direction == ("in" if invoice.type == "invoice" else "out"), payment.residual > 0,
            payment.contact_id.in_(people_like(invoice)),
        )
        .order_by(payment.id)
    )  # fmt: skip


def people_like(invoice: Invoice) -> sa.Select[Any]:
    """The ids of the contacts that are the same customer."""
    assert invoice.customer is not None
    contact = type(invoice.customer)
    entity = invoice.customer.commercial_id or invoice.customer.id
    return sa.select(contact.id).where(contact.commercial_id == entity)


class ApplyCredit(Wizard, title="Apply Credit", on=Invoice, system="apply an outstanding credit"):
    """Settles an invoice by what the customer has left of credit notes and payments (SPEC AM-10)."""

    record: Invoice
    due = shows("Amount Due")
    credit = pick("Credit Note", among=outstanding_notes, empty="The customer has no outstanding credit note.")
    payment = pick("Payment", among=outstanding_payments, empty="The customer has no outstanding payment.")
    left = shows("Not applied yet")

    def opened(self) -> None:
        """What there is to settle."""
        self.due = self.record.currency.shown(self.record.residual)

    @reacts_to(credit, payment)
    def show_what_is_left(self) -> None:
        """Of what was chosen."""
        chosen = [one for one in (self.credit, self.payment) if one is not None]
        self.left = self.record.currency.shown(sum((one.residual for one in chosen), Decimal(0))) if chosen else ""

    def check(self) -> Iterator[tuple[object, str] | Refused]:
        """Something is applied."""
        if self.credit is None and self.payment is None:
            yield ApplyCredit.credit, "Select a credit note or a payment."

    @button("Apply", primary=True)
    def apply(self) -> None:
        """Takes as much as is due."""
        for one in (self.credit, self.payment):
            if one is not None:
                settle_what_is_due(self.record, one)
