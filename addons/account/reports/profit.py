"""Income, expenses and what is left, by account and month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import sqlalchemy as sa

from addons.account.models import Account, EntryLine
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
from addons.account.reports.ledger import ledger_of
from core import Answers, AskOne, Env, Heading, Refused, Report, Table, TableRow, Text

ZERO = Decimal(0)
STEPS = {"month": 1, "quarter": 3, "year": 12}
SIGNS = {"income": 1, "expense": -1}
"""Whether what is credited or what is debited counts."""
TITLES = {"income": "Income", "expense": "Expenses"}
TOTALS = {"income": "Total income", "expense": "Total expenses"}
DIVIDED = {"month": "Months", "quarter": "Quarters", "year": "Years", "none": "Not divided"}
WHOLE = Text("Amount")
MOST = 24
"""Columns of one table."""


def columns(_env: Env) -> Sequence[tuple[str, str]]:
    """How the period is divided."""
    return list(DIVIDED.items())


def parts_of(first: date, last: date, by: str) -> list[tuple[date, date]]:
    """The months, quarters or years of a period, each with its first and last day in it."""
    if by == "none":
        return [(first, last)]
    step, found, start = STEPS[by], [], first
    while start <= last:
        month = start.month - 1 - (start.month - 1) % step + step
        following = date(start.year + month // 12, month % 12 + 1, 1)
        found.append((start, min(last, following - timedelta(days=1))))
        start = following
    return found


def profit_table(asked: Answers) -> Table:
    """Accounts by the parts of the period."""
    first, last = period_of(asked)
    if (last.year - first.year) * 12 > MOST * STEPS["year"]:
        raise Refused("This period is too long.", about="start")
    parts = parts_of(first, last, asked["by"])
    if len(parts) > MOST:
        raise Refused("At most {n} columns: choose quarters or years.", about="by", n=MOST)
    sums = _sums(asked, first, last, parts)
    headings = [Heading("Account", "text"), *(Heading(_named(part, asked["by"])) for part in parts)]
    if len(parts) > 1:
        headings.append(Heading("Total"))
    rows: list[TableRow] = []
    result = [ZERO] * (len(headings) - 1)
    for type_, sign in SIGNS.items():
        accounts = [account for account in sums if account.type == type_]
        if not accounts:
            continue
        rows.append(TableRow(TITLES[type_], kind="title"))
        rows += _accounts(asked, accounts, sums, parts)
        total = [sum(amounts, ZERO) for amounts in zip(*(_with_total(sums[one]) for one in accounts), strict=True)]
        rows.append(TableRow(TOTALS[type_], total, kind="total"))
        result = [so_far + sign * amount for so_far, amount in zip(result, total, strict=True)]
    if rows:
        rows.append(TableRow("Profit", result, kind="total"))
    return Table(headings, rows, asked["currency"])


def _sums(asked: Answers, first: date, last: date, parts: Sequence[tuple[date, date]]) -> dict[Account, list[Decimal]]:
    """What each account of income and expenses comes to in each part of the period, accounts by their codes."""
    env, line, account = asked.env, asked.env[EntryLine], asked.env[Account]
    company = company_of(asked)
    year, month = sa.extract("year", line.date), sa.extract("month", line.date)
    mine = sa.select(account.id).where(account.company_id == company, account.type.in_(SIGNS))
    wanted = (
        sa.select(line.account_id, year, month, sa.func.sum(line.credit), sa.func.sum(line.debit))
        .where(line.company_id == company, line.account_id.in_(mine), line.date >= first, line.date <= last)
        .group_by(line.account_id, year, month)
    )
    found: dict[int, list[Decimal]] = defaultdict(lambda: [ZERO] * len(parts))
    for id_, in_year, in_month, credit, debit in env.session.execute(in_currency(asked, wanted, line)):
        day = max(first, date(int(in_year), int(in_month), 1))
        place = next(number for number, (start, end) in enumerate(parts) if start <= day <= end)
        found[id_][place] += credit - debit
    known = env.session.scalars(sa.select(account).where(account.id.in_(found)).order_by(account.code, account.id))
    return {one: [SIGNS[one.type] * amount for amount in found[one.id]] for one in known}


def _accounts(
    asked: Answers,
    accounts: Sequence[Account],
    sums: Mapping[Account, list[Decimal]],
    parts: Sequence[tuple[date, date]],
) -> Iterator[TableRow]:
    for account in accounts:
        amounts, whole = _with_total(sums[account]), (parts[0][0], parts[-1][1])
        links = {number: ledger_of(asked, account, *part) for number, part in enumerate([*parts, whole])}
        yield TableRow(str(account), amounts, url=links[len(parts)],
                       links={number: links[number] for number in range(len(amounts))})  # fmt: skip


def _with_total(amounts: list[Decimal]) -> list[Decimal]:
    return [*amounts, sum(amounts, ZERO)] if len(amounts) > 1 else amounts


def _named(part: tuple[date, date], by: str) -> str:
    first, last = part
    if by == "month":
        return f"{first.year}-{first.month:02}"
    if by == "quarter":
        return f"{first.year} Q{(first.month + 2) // 3}"
    return str(first.year) if by == "year" and first.year == last.year else WHOLE


profit = Report(
    "profit", title="Profit and Loss", reads=(EntryLine, Account), gives=profit_table, presets=periods,
    asks=(ask_from, ask_to, AskOne("by", "Columns", among=columns), ask_company, ask_currency),
    empty=("Nothing was booked", "In this period there is neither income nor an expense."),
)  # fmt: skip
