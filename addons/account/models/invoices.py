"""Invoices and credit notes, of customers and of vendors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as calendar_date
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from addons.account.models.companies import CompanyAccounting
from addons.account.models.crediting import round_off
from addons.account.models.journals import journals_of
from addons.account.models.kinds import BOUGHT, CREDIT_NOTES, IN_WORDS, PAYMENT, PAYMENT_TONES, STATES, TONES, TYPES
from addons.account.models.lines import InvoiceLine, InvoiceTax
from addons.account.models.matching import applied_to, unmatch
from addons.account.models.posting import post, take_back
from addons.account.reckoning import reckon
from addons.base.models import Company
from addons.base.models.companies import refuse_other_companies
from addons.mail.models import Thread
from core import (
    AccessDenied,
    Mapped,
    Refused,
    Text,
    check,
    choice,
    day,
    foreign_key,
    index,
    many2one,
    money,
    one2many,
    reacts_to,
    system_work,
    text,
)

if TYPE_CHECKING:
    from addons.account.models.journals import Journal
    from addons.account.models.taxes import Tax
    from addons.base.models import Contact, Currency

FACTS = (
    "type", "customer_id", "customer", "date", "due_date", "journal_id", "journal", "currency_id", "currency",
    "company_id", "company", "reversed_id", "reversed", "untaxed", "tax", "total",
)  # fmt: skip
"""What is true of a posted document for ever (SPEC AM-3)."""
IN_ONE_COMPANY = ("company_id", "company", "journal_id", "journal", "customer_id", "customer")
"""What must belong together (SPEC AR-6)."""


class Invoice(Thread, model="account.invoice", title="Invoice", titles="Invoices"):
    """An invoice or a credit note (SPEC AM-2, AM-3): draft, posted, or cancelled before it was ever posted.

    `residual` is what is still to be paid, `credited` what posted credit notes took of it. Both are running totals:
    they are taken by conditional updates, and never leave 0 … total.
    """

    display = "{number}"
    unnamed = "Draft"
    search_by = ("number", "reference")
    order_by = ("-id",)

    number: Mapped[str | None] = text("Number", read_only=True, size=40, copied=False)
    type: Mapped[str] = choice("Type", TYPES, default="invoice")
    customer_id: Mapped[int | None] = foreign_key("base.contact", index=False)
    customer: Mapped[Contact | None] = many2one("Customer", "customer_id", tracked=True)
    date: Mapped[calendar_date | None] = day("Date", copied=False, tracked=True, help="Empty: the day it is posted.")
    due_date: Mapped[calendar_date | None] = day("Due Date", copied=False, help="Empty: by the company's days to pay.")
    reference: Mapped[str | None] = text("Reference", copied=False)
    journal_id: Mapped[int] = foreign_key("account.journal", required=True)
    journal: Mapped[Journal] = many2one("Journal", "journal_id", tracked=True)
    company_id: Mapped[int] = foreign_key("base.company", required=True, index=False)
    company: Mapped[Company] = many2one("Company", "company_id")
    currency_id: Mapped[int] = foreign_key("base.currency", required=True)
    currency: Mapped[Currency] = many2one("Currency", "currency_id")
    state: Mapped[str] = choice(
        "State", STATES, tones=TONES, default="draft", read_only=True, tracked=True, copied=False
    )
    payment: Mapped[str] = choice(
        "Payment", PAYMENT, tones=PAYMENT_TONES, default="not_paid", read_only=True, copied=False
    )
    reversed_id: Mapped[int | None] = foreign_key("account.invoice", copied=False, read_only=True)
    reversed: Mapped[Invoice | None] = many2one("Credits Invoice", "reversed_id", copied=False, read_only=True)
    reason: Mapped[str | None] = text("Reason", size=500, help="Printed on the credit note.")
    untaxed: Mapped[Decimal] = money("Untaxed Amount", default=0, read_only=True, copied=False)
    tax: Mapped[Decimal] = money("Taxes", default=0, read_only=True, copied=False)
    total: Mapped[Decimal] = money("Total", default=0, read_only=True, copied=False, tracked=True)
    residual: Mapped[Decimal] = money("Amount Due", default=0, read_only=True, copied=False)
    credited: Mapped[Decimal] = money("Credited", default=0, read_only=True, copied=False)
    seal: Mapped[str | None] = text(
        "Seal", size=64, read_only=True, copied=False, help="A fingerprint of what it said when it was posted."
    )
    lines: Mapped[list[InvoiceLine]] = one2many(
        "Invoice Lines", "account.invoice_line", by="invoice_id", order_by="sequence", cascade=True
    )
    taxes: Mapped[list[InvoiceTax]] = one2many("Taxes", "account.invoice_tax", by="invoice_id", cascade=True)

    constraints = (
        index("company_id", "number", unique=True, where="number IS NOT NULL"),
        check("state <> 'posted' or total >= 0", "total_not_negative"),
        check("state <> 'posted' or (residual >= 0 and residual <= total)", "residual_in_bounds"),
        check("state <> 'posted' or (credited >= 0 and credited <= total)", "credited_in_bounds"),
        index("company_id", "type", "state", "date", "id"),
        index("customer_id", "type", "state", "id"),
        index("company_id", "payment", "due_date", "id"),
        index("company_id", "due_date", "id", where="residual > 0 AND state = 'posted'", name="ix_account_invoice_due"),
    )

    def defaults(self) -> None:
        """An invoice of the current company, in its currency and its first journal for sales."""
        super().defaults()
        if self.env.user.company_id:
            self.company_id = self.env.user.company_id
            self.take_from_the_company()

    @reacts_to("company", "type")
    def take_from_the_company(self) -> None:
        """Currency and journal are the company's."""
        with self.env.system("currency and journal of a new document") as system:
            company_id = self.linked_id("company")
            self.currency_id = system.session.get_one(system[Company], company_id).currency_id
            journals = journals_of(system, company_id, "purchase" if self.type in BOUGHT else "sale")
            if (journal := system.session.scalars(journals.limit(1)).first()) is not None:
                self.journal_id = journal.id

    @reacts_to("date")
    def fall_due(self) -> None:
        """The due date follows the date."""
        if self.date is not None and not self.is_credit_note:
            self.due_date = self.date + timedelta(days=self.terms.payment_days)

    # --- what follows from its lines ----------------------------------------------------------------------------------

    def settle(self) -> None:
        """Keeps nets, taxes and totals of a draft (SPEC AM-7). What was posted stays."""
        super().settle()
        if self.state != "draft" or self.currency is None:
            return
        lines = list(self.lines)
        found = reckon([one.priced for one in lines], self.currency.digits, per_line=self.terms.tax_rounding == "line")
        for line, net in zip(lines, found.nets, strict=True):
            line.keep(subtotal=net)
        kept = {one.tax: one for one in self.taxes}
        for tax in kept.keys() - found.taxes.keys():
            self.taxes.remove(kept[tax])
        for key, one in found.taxes.items():
            tax = cast("Tax", key)
            row = kept.get(tax)
            if row is None:
                row = self.env[InvoiceTax](tax=tax)
                self.taxes.append(row)
            row.keep(base=one.base, amount=one.amount)
        self.keep(untaxed=found.net, tax=found.tax, total=found.total)
        if self.reversed is not None:
            round_off(self)
        self.keep(residual=self.total)

    @property
    def terms(self) -> CompanyAccounting:
        """The company, as invoicing knows it. A draft of an open form knows its number only."""
        company = self.company or self.env.session.get(self.env[Company], self.linked_id("company"))
        assert isinstance(company, CompanyAccounting)
        return company

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Posted documents stay as they are; amounts are not negative; companies are not mixed."""
        yield from super().check()
        numbered = self.stored("number") is not None and self.has_changes("number")
        changed = [name for name in FACTS if self.has_changes(name)] if self.stored("state") == "posted" else []
        if changed or numbered:
            changed = changed or ["number"]
            about = changed[0].removesuffix("_id")
            yield Refused("{number} is posted: it cannot be changed.", about=about, number=self.number)
        if self.total is not None and self.total < 0:
            yield "lines", "The total cannot be negative."
        if self.has_changes(*IN_ONE_COMPANY):
            company_id = self.linked_id("company")
            yield from refuse_other_companies(self, company_id, journal=self.journal, customer=self.customer)
            for line in self.lines:
                yield from line.strangers(company_id)

    def linked_documents(self) -> Iterator[Any]:
        """What has a number stays (SPEC AM-11)."""
        yield from super().linked_documents()
        if self.number is not None:
            raise Refused("Posted documents cannot be deleted. Create a credit note instead.")

    # --- what is known of it ------------------------------------------------------------------------------------------

    @property
    def is_credit_note(self) -> bool:
        """Whether it gives back instead of asking."""
        return self.type in CREDIT_NOTES

    @property
    def sign(self) -> int:
        """1 if customers come to owe by it, or we are owed less: its receivable side is debited. Else -1."""
        return 1 if self.type in ("invoice", "vendor_credit_note") else -1

    @property
    def creditable(self) -> Decimal:
        """How much of it posted credit notes have left."""
        return self.total - self.credited

    @property
    def may_post(self) -> bool:
        """Whether the person behind this Env may post: invoicing users, and the system itself (SPEC RF-21)."""
        return self.env.user.is_system or "account.user" in self.env.user.roles

    # --- what is done with it -----------------------------------------------------------------------------------------

    def post(self) -> None:
        """Makes it count: number, entries, what is due (SPEC AM-4). Raises Refused with what is missing."""
        if not self.may_post:
            raise AccessDenied("post", "accounting documents", ("Invoicing user",))
        self._post_document()

    @system_work("post a document")
    def _post_document(self) -> None:
        post(self)

    @system_work("take back a posted document")
    def reset_to_draft(self) -> None:
        """Opens a posted document again: period open, no payment, no credit note (SPEC AM-3).

        Its entry stays in the books, and one that takes it back is written.
        """
        self.lock()
        if self.state != "posted":
            raise Refused("{number} is {state}.", number=self.number or "", state=Text(IN_WORDS[self.state]))
        if "account.manager" not in self.env.user.roles and not self.env.user.is_system:
            raise AccessDenied("reset", "accounting documents", ("Accounting manager",))
        take_back(self)

    @system_work("cancel a draft")
    def cancel(self) -> None:
        """Gives up a draft. What was posted once is credited instead."""
        self.lock()
        if self.state != "draft" or self.number is not None:
            raise Refused("Posted documents cannot be cancelled. Create a credit note instead.")
        self.state = "cancelled"

    @system_work("work on a cancelled draft again")
    def reopen(self) -> None:
        """A cancelled draft may be worked on again."""
        self.lock()
        if self.state != "cancelled":
            raise Refused("Only a cancelled draft can be opened again.")
        self.state = "draft"

    @system_work("take a payment off a document")
    def unreconcile(self) -> None:
        """Takes payments and credits off: they are outstanding again, and the whole amount is due."""
        self.lock()
        for match in applied_to(self):
            unmatch(match)

    def lock(self) -> None:
        """Whoever works on the same document waits."""
        self.env.lock(self)
