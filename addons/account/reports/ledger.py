"""The ledger of an account: what was booked on it in a period, and its balance after each item."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from addons.account.models import Account, Entry, EntryLine
from addons.account.reports.asking import (
    ask_company,
    ask_currency,
    ask_from,
    ask_to,
    company_of,
    in_currency,
    period_of,
    periods,
)
from core import Answers, AskRecord, Heading, Refused, Report, Table, TableRow, Text, url_of

ZERO = Decimal(0)
ADDRESS = "/account/ledger"
MOST = 1_000
"""Items on a page."""


def ledger_of(asked: Answers, account: Account, first: date, last: date) -> str:
    """The address of the ledger of an account in a period, for the company and currency of another report."""
    return Answers(asked.env, ADDRESS, asked.query.without(*asked.values), {}).url(
        account=account.id, start=first, end=last, company=asked["company"], currency=asked["currency"]
    )


def ledger_table(asked: Answers) -> Table:
    """The items of one account; without one, what every account comes to."""
    first, last = period_of(asked)
    if asked["account"] is None:
        return _balances(asked, first, last)
    return _items(asked, asked["account"], first, last)


def _balances(asked: Answers, first: date, last: date) -> Table:
    """Every account that was booked on, with what was before, what came, and what is after."""
    line, account, company = asked.env[EntryLine], asked.env[Account], company_of(asked)
    before, since = line.date < first, line.date >= first
    wanted = (
        sa.select(
            line.account_id,
            *(sa.func.sum(sa.case((before, amount))) for amount in (line.debit, line.credit)),
            *(sa.func.sum(sa.case((since, amount))) for amount in (line.debit, line.credit)),
        )
        .where(line.company_id == company, line.date <= last)
        .group_by(line.account_id)
    )
    found = {id_: [amount or ZERO for amount in amounts] for id_, *amounts in
             asked.env.session.execute(in_currency(asked, wanted, line))}  # fmt: skip
    known = asked.env.session.scalars(
        sa.select(account).where(account.id.in_(found)).order_by(account.code, account.id)
    ).all()
    rows, total = [], [ZERO] * 4
    for one in known:
        was_debit, was_credit, debit, credit = found[one.id]
        values = [was_debit - was_credit, debit, credit, was_debit - was_credit + debit - credit]
        total = [so_far + value for so_far, value in zip(total, values, strict=True)]
        rows.append(TableRow(str(one), values, url=ledger_of(asked, one, first, last)))
    if rows:
        rows.append(TableRow("Total", total, kind="total"))
    headings = [Heading("Account", "text"), Heading("Before"), Heading("Debit"), Heading("Credit"), Heading("Balance")]
    return Table(headings, rows, asked["currency"])


def _items(asked: Answers, account: Account, first: date, last: date) -> Table:
    env, line = asked.env, asked.env[EntryLine]
    mine = (line.company_id == company_of(asked), line.account_id == account.id)
    if account.company_id != company_of(asked):
        raise Refused("This account belongs to another company.", about="company")
    sums = sa.select(sa.func.sum(line.debit), sa.func.sum(line.credit)).where(*mine, line.date < first)
    debit, credit = env.session.execute(in_currency(asked, sums, line)).one()
    balance = (debit or ZERO) - (credit or ZERO)
    items = sa.select(line).where(*mine, line.date >= first, line.date <= last).order_by(line.date, line.id)
    entry = env[Entry]
    items = items.limit(MOST + 1).options(
        joinedload(line.contact), joinedload(line.entry).joinedload(entry.invoice),
        joinedload(line.entry).joinedload(entry.payment),
    )  # fmt: skip
    found: Sequence[EntryLine] = env.session.scalars(in_currency(asked, items, line)).all()
    rows = [TableRow("Balance before", [None, None, None, None, None, balance], kind="total")]
    for one in found[:MOST]:
        balance += one.debit - one.credit
        contact = one.contact.name if one.contact is not None else None
        name = str(one.entry.invoice or one.entry.payment or one.entry)
        values = [one.date, contact, one.label, one.debit, one.credit, balance]
        rows.append(TableRow(name, values, url=url_of(env, one.entry)))
    sums_ = [sum((getattr(one, side) for one in found[:MOST]), ZERO) for side in ("debit", "credit")]
    rows.append(TableRow("Balance after", [None, None, None, *sums_, balance], kind="total"))
    said = Text("These are the first {n} items. Choose a shorter period to see the others.", n=MOST)
    headings = [
        Heading("Entry", "text"), Heading("Date", "day"), Heading("Contact", "text"), Heading("Label", "text"),
        Heading("Debit"), Heading("Credit"), Heading("Balance"),
    ]  # fmt: skip
    return Table(headings, rows, asked["currency"], [said] if found[MOST:] else [])


ledger = Report(
    "ledger", title="General Ledger", reads=(EntryLine, Entry, Account), gives=ledger_table, presets=periods,
    asks=(ask_from, ask_to, ask_company, ask_currency, AskRecord("account", "Account", Account)),
    empty=("Nothing was booked", "Up to this day no document was posted."),
)  # fmt: skip
