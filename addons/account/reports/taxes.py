"""Taxes of a period: what was charged, what was paid to vendors, and what is left to pay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from addons.account.models import Invoice, InvoiceTax, Tax
from addons.account.models.kinds import BOUGHT, CREDIT_NOTES
from addons.account.reports.asking import (
    ask_company,
    ask_currency,
    ask_from,
    ask_to,
    company_of,
    currency_of,
    period_of,
    periods,
)
from addons.base.models import Contact
from core import Answers, AskRecord, Heading, Report, Table, TableRow, Text, url_to

ZERO = Decimal(0)
USES = {"sale": "Charged on sales", "purchase": "Paid on purchases"}
MOST = 2_000


def sign_of(type_: str) -> int:
    """Credit notes take back."""
    return -1 if type_ in CREDIT_NOTES else 1


def use_of(type_: str) -> str:
    """Whether a document of a type sells or buys."""
    return "purchase" if type_ in BOUGHT else "sale"


def tax_table(asked: Answers) -> Table:
    """Base and tax by tax; of one tax the documents."""
    first, last = period_of(asked)
    return _documents(asked, first, last) if asked["tax"] is not None else _taxes(asked, first, last)


def _posted(asked: Answers, first: date, last: date) -> tuple[Any, ...]:
    """Which documents count: those that are posted, by their date."""
    invoice = asked.env[Invoice]
    return (
        invoice.company_id == company_of(asked), invoice.currency_id == currency_of(asked), invoice.state == "posted",
        invoice.date >= first, invoice.date <= last,
    )  # fmt: skip


def _taxes(asked: Answers, first: date, last: date) -> Table:
    env, invoice, part, tax = asked.env, asked.env[Invoice], asked.env[InvoiceTax], asked.env[Tax]
    wanted = (
        sa.select(part.tax_id, invoice.type, sa.func.sum(part.base), sa.func.sum(part.amount))
        .join(invoice, invoice.id == part.invoice_id)
        .where(*_posted(asked, first, last))
        .group_by(part.tax_id, invoice.type)
    )
    sums: dict[tuple[str, int], list[Decimal]] = {}
    for tax_id, type_, base, amount in env.session.execute(wanted):
        so_far = sums.setdefault((use_of(type_), tax_id), [ZERO, ZERO])
        so_far[0] += sign_of(type_) * base
        so_far[1] += sign_of(type_) * amount
    ids = {tax_id for _, tax_id in sums}
    known = env.session.scalars(sa.select(tax).where(tax.id.in_(ids)).order_by(tax.sequence, tax.name)).all()
    rows: list[TableRow] = []
    owed = ZERO
    for use, title in USES.items():
        mine = [(one, sums[use, one.id]) for one in known if (use, one.id) in sums]
        if not mine:
            continue
        rows.append(TableRow(title, kind="title"))
        rows += [TableRow(one.name, values, url=asked.url(tax=one.id)) for one, values in mine]
        total = [sum((values[place] for _, values in mine), ZERO) for place in (0, 1)]
        rows.append(TableRow("Total", total, kind="total"))
        owed += total[1] if use == "sale" else -total[1]
    if rows:
        rows.append(TableRow("To pay to the tax office", [None, owed], kind="total"))
    return Table([Heading("Tax", "text"), Heading("Taxable amount"), Heading("Tax")], rows, asked["currency"])


def _documents(asked: Answers, first: date, last: date) -> Table:
    env, invoice, part, contact = asked.env, asked.env[Invoice], asked.env[InvoiceTax], asked.env[Contact]
    wanted = (
        sa.select(invoice.id, invoice.number, invoice.type, invoice.date, contact.name, part.base, part.amount)
        .join(invoice, invoice.id == part.invoice_id)
        .outerjoin(contact, contact.id == invoice.customer_id)
        .where(*_posted(asked, first, last), part.tax_id == asked["tax"].id)
        .order_by(invoice.date, invoice.id)
    )
    rows, total = [], [ZERO, ZERO]
    found: Sequence[Any] = env.session.execute(wanted).all()
    for id_, number, type_, day, customer, base, amount in found:
        values = [sign_of(type_) * base, sign_of(type_) * amount]
        total = [so_far + value for so_far, value in zip(total, values, strict=True)]
        if len(rows) < MOST:
            rows.append(TableRow(number, [day, customer, *values], url=url_to(env, Invoice, id_)))
    if rows:
        rows.append(TableRow("Total", [None, None, *total], kind="total"))
    said = Text("These are the first {n} documents. The totals are those of all.", n=MOST)
    headings = [Heading("Document", "text"), Heading("Date", "day"), Heading("Contact", "text"),
                Heading("Taxable amount"), Heading("Tax")]  # fmt: skip
    return Table(headings, rows, asked["currency"], [said] if len(found) > MOST else [])


tax_report = Report(
    "taxes-due", title="Tax Report", reads=(Invoice, InvoiceTax, Tax), gives=tax_table, presets=periods,
    asks=(ask_from, ask_to, ask_company, ask_currency, AskRecord("tax", "Tax", Tax)),
    empty=("No taxes", "In this period no document with taxes was posted."),
)  # fmt: skip
