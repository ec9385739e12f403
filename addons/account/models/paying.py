"""Registering payments (SPEC AM-10). System work."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from addons.account.models.accounts import account_of
from addons.account.models.companies import CompanyAccounting
from addons.account.models.entries import Entry, EntryLine
from addons.account.models.kinds import BOUGHT
from addons.account.models.matching import settle
from addons.account.models.payments import Payment
from core import Refused

if TYPE_CHECKING:
    from addons.account.models.invoices import Invoice
    from addons.account.models.journals import Journal

ZERO = Decimal(0)


def pay(invoice: Invoice, amount: Decimal, *, journal: Journal, on: date, memo: str | None = None) -> Payment:
    """A payment of a posted document; what exceeds its amount due stays outstanding with the customer.

    Raises Refused for an amount that is no payment, and in a closed period.
    """
    env = invoice.env
    invoice.lock()
    if invoice.state != "posted":
        raise Refused("Only posted documents can be paid.")
    if amount <= 0:
        raise Refused("The amount must be greater than zero.", about="amount")
    if amount != invoice.currency.rounded(amount):
        raise Refused("Amounts in {currency} have {digits} decimal places at most.", about="amount",
                      currency=invoice.currency.code, digits=invoice.currency.digits)  # fmt: skip
    if journal.company_id != invoice.company_id:
        raise Refused("{a} and {b} belong to different companies.", about="journal", a=invoice.number, b=journal.name)
    company = invoice.company
    assert isinstance(company, CompanyAccounting) and invoice.customer is not None
    company.refuse_closed(on, "date")
    made = env.new(
        Payment, direction="in" if invoice.sign > 0 else "out", contact=invoice.customer, date=on, amount=amount,
        residual=amount, memo=memo or invoice.number, journal=journal, company=invoice.company,
        currency=invoice.currency,
    )  # fmt: skip
    env.session.flush()
    settle(invoice, made, min(amount, invoice.residual))
    entry = _entry(made, "payable" if invoice.type in BOUGHT else "receivable")
    made.number = entry.name = journal.next_name(on)
    env.session.add(entry)
    env.session.flush()
    env.hook.payment_made(env=env, payment=made)
    return made


def _entry(payment: Payment, side: str) -> Entry:
    """Money against what was owed. Not stored yet."""
    env, journal = payment.env, payment.journal
    label = payment.memo or payment.journal.name
    entry = env[Entry](
        name="", date=payment.date, journal=journal, company=payment.company, currency=payment.currency,
        payment=payment,
    )  # fmt: skip
    money = journal.default_account or account_of(env, payment.company_id, "bank")
    owed = account_of(env, payment.company_id, side)
    for account, amount in ((money, -payment.sign * payment.amount), (owed, payment.sign * payment.amount)):
        entry.lines.append(
            env[EntryLine](
                account=account, label=label, debit=max(amount, ZERO), credit=max(-amount, ZERO),
                contact=payment.contact, date=payment.date, company=payment.company,
            )
        )  # fmt: skip
    return entry
