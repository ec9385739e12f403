"""Invoices and credit notes on paper."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from addons.account.models import Entry, Invoice, InvoiceLine, Journal
from addons.account.models.journals import is_iban, journals_of
from addons.account.paying_codes import in_groups, payment_code
from addons.base.models import language_of, letter_of
from core import Printout

KINDS = {"invoice": "Invoice", "credit_note": "Credit Note"}
DRAFTS = {"invoice": "Draft Invoice", "credit_note": "Draft Credit Note"}
PRINTED = ("invoice", "credit_note")
"""Types of documents that are ours to send; bills come from vendors."""


def is_sent_by_us(invoice: Invoice) -> bool:
    """Whether it is stored, and for a customer."""
    return invoice.id is not None and invoice.type in PRINTED and invoice.state != "cancelled"


def on_paper(invoice: Invoice) -> dict[str, Any]:
    """What stands on an invoice or a credit note. `invoice` is the system's copy of it."""
    lines = _lines_of(invoice)
    return {
        "title": f"{_kind(invoice)} {invoice.number or ''}".strip(),
        "kind": _kind(invoice),
        "i": invoice,
        "letter": letter_of(invoice.company, invoice.customer),
        "lines": lines,
        "discounts": any(line.discount for line in lines),
        "currency": invoice.currency.code,
        "settled": invoice.total - invoice.residual,
        **_how_to_pay(invoice),
    }


def _lines_of(invoice: Invoice) -> Sequence[InvoiceLine]:
    """Its lines, with what is shown of each: as many statements for sixty as for one."""
    line = invoice.env[InvoiceLine]
    wanted = sa.select(line).where(line.invoice_id == invoice.id).order_by(line.sequence, line.id)
    return invoice.env.session.scalars(wanted.options(selectinload(line.taxes), joinedload(line.unit))).all()


def _kind(invoice: Invoice) -> str:
    return (KINDS if invoice.state == "posted" else DRAFTS)[invoice.type]


def _how_to_pay(invoice: Invoice) -> dict[str, Any]:
    """The bank account to pay to, and its code where a bank's app can read one: for euros alone."""
    if invoice.is_credit_note or invoice.state != "posted" or invoice.residual <= 0:
        return {"bank": None, "code": None}
    journal = invoice.env[Journal]
    banks = journals_of(invoice.env, invoice.company_id, "bank").where(journal.iban.is_not(None), journal.iban != "")
    bank = invoice.env.session.scalars(banks.limit(1)).first()
    if bank is None or not bank.iban:
        return {"bank": None, "code": None}
    payee, code = letter_of(invoice.company, None).name, None
    if invoice.currency.code == "EUR" and is_iban(bank.iban):
        code = payment_code(
            name=payee, iban=bank.iban, bic=bank.bic or "", amount=Decimal(invoice.residual), text=invoice.number or ""
        )
    return {"bank": {"payee": payee, "iban": in_groups(bank.iban), "bic": bank.bic}, "code": code}


def edition_of(invoice: Invoice) -> str:
    """Which posting it is of: one that was taken back and posted again is another document."""
    if invoice.state != "posted":
        return ""
    entry = invoice.env[Entry]
    last = invoice.env.session.scalar(sa.select(sa.func.max(entry.id)).where(entry.invoice_id == invoice.id))
    return f"posted {last}"


def name_of(invoice: Invoice) -> str:
    """What its file is called."""
    return invoice.number or f"{_kind(invoice)} {invoice.id}"


def language(invoice: Invoice) -> str | None:
    """The customer's."""
    return language_of(invoice.customer)


invoice_printout = Printout(
    "Invoice", on=Invoice, template="account/invoice.html", gives=on_paper, shown=is_sent_by_us, file_name=name_of,
    locale=language, edition=edition_of,
)  # fmt: skip
