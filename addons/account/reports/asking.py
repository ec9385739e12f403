"""What all reports are asked: company, currency, period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from addons.account.models import Entry
from addons.base.models import Company, Currency
from core import Answers, AskDay, AskOne, Env, Refused, Text

if TYPE_CHECKING:
    from addons.account.models import EntryLine


def companies(env: Env) -> Sequence[tuple[str, str]]:
    """The reader's companies, the current one first."""
    company = env[Company]
    current = company.id == (env.user.company_id or 0)
    wanted = sa.select(company.id, company.name).where(company.id.in_(env.user.company_ids))
    return [(str(id_), name) for id_, name in env.session.execute(wanted.order_by(~current, company.name))]


def currencies(env: Env) -> Sequence[tuple[str, str]]:
    """Currencies that anything was booked in, those of companies first: entries are in their document's currency."""
    currency, entry, company = env[Currency], env[Entry], env[Company]
    booked = sa.select(entry.id).where(entry.currency_id == currency.id).exists()
    of_company = sa.select(company.id).where(
        company.currency_id == currency.id, company.id == (env.user.company_id or 0)
    )
    wanted = sa.select(currency.code, of_company.exists()).where(sa.or_(booked, of_company.exists()))
    found = sorted(env.session.execute(wanted), key=lambda one: (not one[1], one[0]))
    return [(code, code) for code, _ in found]


ask_company = AskOne("company", "Company", among=companies)
ask_currency = AskOne("currency", "Currency", among=currencies)


def first_of_year(env: Env) -> date:
    """Where the current year begins."""
    return env.today().replace(month=1, day=1)


def today(env: Env) -> date:
    """The reader's day."""
    return env.today()


ask_from = AskDay("start", "From", default=first_of_year)
ask_to = AskDay("end", "Until", default=today)


def periods(env: Env) -> Sequence[tuple[str, Mapping[str, object]]]:
    """Periods that are asked for often."""
    day = env.today()
    month, quarter, year = day.replace(day=1), day.replace(month=day.month - (day.month - 1) % 3, day=1), day.year
    last_month, last_quarter = _before(month, 1), _before(quarter, 3)
    return [
        (Text("This month"), {"start": month, "end": _end(month, 1)}),
        (Text("Last month"), {"start": last_month, "end": _end(last_month, 1)}),
        (Text("This quarter"), {"start": quarter, "end": _end(quarter, 3)}),
        (Text("Last quarter"), {"start": last_quarter, "end": _end(last_quarter, 3)}),
        (Text("This year"), {"start": date(year, 1, 1), "end": date(year, 12, 31)}),
        (Text("Last year"), {"start": date(year - 1, 1, 1), "end": date(year - 1, 12, 31)}),
    ]


def _before(first: date, months: int) -> date:
    """The first of the month that is so many months earlier."""
    count = first.year * 12 + first.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _end(first: date, months: int) -> date:
    """The last day of so many months from a first of the month on."""
    return _before(first, -months) - timedelta(days=1)


def period_of(asked: Answers) -> tuple[date, date]:
    """The first and the last day. Raises Refused for a period that ends before it begins."""
    first, last = asked["start"], asked["end"]
    if last < first:
        raise Refused("The period ends before it begins.", about="end")
    return first, last


def company_of(asked: Answers) -> int:
    """The company that the report is about. Raises Refused where the reader belongs to none."""
    if not asked["company"]:
        raise Refused("You belong to no company.")
    return int(asked["company"])


def currency_of(asked: Answers) -> int:
    """The currency that the report is in, by its id."""
    currency = asked.env[Currency]
    return asked.env.session.scalars(sa.select(currency.id).where(currency.code == asked["currency"])).one()


def in_currency(asked: Answers, wanted: sa.Select[Any], line: type[EntryLine]) -> sa.Select[Any]:
    """Only items in the asked currency. Where all are in one, nothing need be looked up."""
    if len(currencies(asked.env)) == 1:
        return wanted
    entry = asked.env[Entry]
    return wanted.join(entry, entry.id == line.entry_id).where(entry.currency_id == currency_of(asked))
