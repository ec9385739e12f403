"""Entries: what documents write into the books. They are never changed: a wrong one is taken back by another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from core import (
    Mapped,
    Model,
    PlainModel,
    Refused,
    check,
    day,
    foreign_key,
    index,
    many2one,
    money,
    one2many,
    text,
)  # fmt: skip

if TYPE_CHECKING:
    from addons.account.models.accounts import Account
    from addons.account.models.invoices import Invoice
    from addons.account.models.journals import Journal
    from addons.account.models.payments import Payment
    from addons.account.models.taxes import Tax
    from addons.base.models import Company, Contact, Currency

ZERO = Decimal(0)


class Entry(Model, model="account.entry", title="Journal Entry", titles="Journal Entries"):
    """Debits and credits of one document, equal in sum (SPEC AM-4). Written by posting alone, and final."""

    display = "{name}"
    search_by = ("name",)
    order_by = ("-id",)

    name: Mapped[str] = text("Document", required=True, size=60, read_only=True)
    date: Mapped[date] = day("Date", required=True, read_only=True)
    journal_id: Mapped[int] = foreign_key("account.journal", required=True)
    journal: Mapped[Journal] = many2one("Journal", "journal_id", read_only=True)
    company_id: Mapped[int] = foreign_key("base.company", required=True, index=False)
    company: Mapped[Company] = many2one("Company", "company_id", read_only=True)
    currency_id: Mapped[int] = foreign_key("base.currency", required=True)
    currency: Mapped[Currency] = many2one("Currency", "currency_id", read_only=True)
    invoice_id: Mapped[int | None] = foreign_key("account.invoice")
    invoice: Mapped[Invoice | None] = many2one("Invoice", "invoice_id", read_only=True)
    payment_id: Mapped[int | None] = foreign_key("account.payment")
    payment: Mapped[Payment | None] = many2one("Payment", "payment_id", read_only=True)
    debit: Mapped[Decimal] = money("Debit", default=0, read_only=True)
    credit: Mapped[Decimal] = money("Credit", default=0, read_only=True)
    lines: Mapped[list[EntryLine]] = one2many("Lines", "account.entry_line", by="entry_id", cascade=True)

    constraints = (check("debit = credit", "balanced"), index("company_id", "date", "id"))

    def settle(self) -> None:
        """Its sums are those of its lines."""
        super().settle()
        self.debit = sum((line.debit for line in self.lines), ZERO)
        self.credit = sum((line.credit for line in self.lines), ZERO)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """What is debited is credited."""
        yield from super().check()
        if self.debit != self.credit:
            yield Refused("{name} does not balance: {debit} debited, {credit} credited.", about="lines",
                          name=self.name, debit=self.debit, credit=self.credit)  # fmt: skip


class EntryLine(PlainModel, model="account.entry_line", title="Journal Item", titles="Journal Items"):
    """An amount on one account. Company, journal and day stand here too, for reports."""

    display = "{label}"
    search_by = ("label",)
    order_by = ("-id",)

    entry_id: Mapped[int] = foreign_key("account.entry", required=True)
    entry: Mapped[Entry] = many2one("Entry", "entry_id", read_only=True)
    account_id: Mapped[int] = foreign_key("account.account", required=True)
    account: Mapped[Account] = many2one("Account", "account_id", read_only=True)
    contact_id: Mapped[int | None] = foreign_key("base.contact")
    contact: Mapped[Contact | None] = many2one("Contact", "contact_id", read_only=True)
    label: Mapped[str] = text("Label", required=True, size=240, read_only=True)
    debit: Mapped[Decimal] = money("Debit", currency="entry.currency", default=0, read_only=True)
    credit: Mapped[Decimal] = money("Credit", currency="entry.currency", default=0, read_only=True)
    tax_id: Mapped[int | None] = foreign_key("account.tax")
    tax: Mapped[Tax | None] = many2one("Tax", "tax_id", read_only=True)
    date: Mapped[date] = day("Date", required=True, read_only=True)
    company_id: Mapped[int] = foreign_key("base.company", required=True, index=False)
    company: Mapped[Company] = many2one("Company", "company_id", read_only=True)

    constraints = (
        check("debit >= 0 and credit >= 0 and (debit = 0 or credit = 0)", "one_side"),
        index("company_id", "account_id", "date", "id"),
    )
