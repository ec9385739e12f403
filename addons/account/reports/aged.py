"""Who owes us, whom we owe, and for how long: the open amounts of a day by how late they are.

What is open on a day is what is open now and what was settled later, so that only documents are looked at that are open
or were settled since. The total is the balance of the receivable (or payable) accounts on that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from addons.account.models import Account, Entry, EntryLine, Invoice, Match, Payment
from addons.account.reports.asking import ask_company, ask_currency, company_of, currency_of, today
from addons.base.models import Contact
from core import Answers, AskDay, AskRecord, Env, Heading, Report, Table, TableRow, Text, url_of

ZERO = Decimal(0)
EDGES = (0, 30, 60, 90)
"""Days late up to which a column goes; the first is what is not due."""
LATE = (Text("Not due"), "1–30", "31–60", "61–90", Text("Older"))
MOST = 2_000
"""Rows on a page; totals are those of all."""


@dataclass(frozen=True)
class Side:
    """Receivables or payables: types of documents and directions of payments, each with its sign."""

    account: str
    documents: Mapping[str, int]
    payments: Mapping[str, int]


RECEIVABLE = Side("receivable", {"invoice": 1, "credit_note": -1}, {"in": -1, "out": 1})
PAYABLE = Side("payable", {"bill": 1, "vendor_credit_note": -1}, {"out": -1, "in": 1})


class Open:
    """The open amounts of one side on a day: sums by a key and how late they are."""

    def __init__(self, asked: Answers, side: Side) -> None:
        self.env: Env = asked.env
        self.side, self.day = side, asked["day"]
        self.company, self.currency, self.customer = company_of(asked), currency_of(asked), asked["contact"]
        self.invoice, self.payment, self.match = self.env[Invoice], self.env[Payment], self.env[Match]

    def by_customer(self) -> dict[Any, list[Decimal]]:
        """("", commercial entity) -> open amounts by how late they are."""
        contact = self.env[Contact]
        firm = sa.func.coalesce(contact.commercial_id, contact.id)
        return self._sums(("", firm), ("", firm))

    def by_document(self) -> dict[Any, list[Decimal]]:
        """(model, id) -> open amounts of the asked customer."""
        return self._sums((Invoice.__model__, self.invoice.id), (Payment.__model__, self.payment.id))

    def _sums(self, document: tuple[str, Any], payment: tuple[str, Any]) -> dict[Any, list[Decimal]]:
        found: dict[Any, list[Decimal]] = defaultdict(lambda: [ZERO] * len(LATE))
        for name, signs, wanted in (
            *((document[0], self.side.documents, one) for one in self._documents(document[1])),
            *((payment[0], self.side.payments, one) for one in self._payments(payment[1])),
        ):
            for id_, kind, late, amount in self.env.session.execute(wanted):
                found[name, id_][late] += signs[kind] * amount
        return {key: amounts for key, amounts in found.items() if any(amounts)}

    def _documents(self, key: Any) -> Iterator[sa.Select[Any]]:
        """What is open now, and what was settled after the day: by payments, by credits, and of others by it."""
        invoice, match, posted = self.invoice, self.match, sa.literal("posted", literal_execute=True)
        head = (key, invoice.type, self._late(sa.func.coalesce(invoice.due_date, invoice.date)))
        mine = (
            invoice.company_id == self.company, invoice.currency_id == self.currency, invoice.state == posted,
            _by_no_index(invoice.type).in_(self.side.documents), _by_no_index(invoice.date) <= self.day,
        )  # fmt: skip
        yield self._grouped(head, invoice.residual, (*mine, _is_left(invoice.residual)), invoice.customer_id)
        other = aliased(invoice)
        for source, by, settled in (
            (self.payment, match.payment_id, match.invoice_id), (other, match.credit_id, match.invoice_id),
            (other, match.invoice_id, match.credit_id),
        ):  # fmt: skip
            if (later := self._later(source, by, settled)) is not None:
                yield self._grouped(head, later.c.amount, mine, invoice.customer_id, (later, later.c.id == invoice.id))

    def _payments(self, key: Any) -> Iterator[sa.Select[Any]]:
        """What of payments is on no document: now, or was not on that day."""
        payment, match = self.payment, self.match
        head = (key, payment.direction, self._late(payment.date))
        mine = (
            payment.company_id == self.company, payment.currency_id == self.currency,
            _by_no_index(payment.date) <= self.day, self._is_of_side(),
        )  # fmt: skip
        yield self._grouped(head, payment.residual, (*mine, _is_left(payment.residual)), payment.contact_id)
        if (later := self._later(self.invoice, match.invoice_id, match.payment_id)) is not None:
            yield self._grouped(head, later.c.amount, mine, payment.contact_id, (later, later.c.id == payment.id))

    def _later(self, source: Any, by: Any, settled: Any) -> Any:
        """What documents or payments after the day settle, by what they settle; None where there are none of them."""
        match = self.match
        after = (source.company_id == self.company, source.date > self.day)
        if not self.env.session.scalar(sa.select(sa.select(source.id).where(*after).exists())):
            return None
        found = sa.select(settled.label("id"), sa.func.sum(match.amount).label("amount"))
        return found.join(source, source.id == by).where(*after).group_by(settled).subquery()

    def _is_of_side(self) -> Any:
        """Money of customers, or of vendors: by the account that its entry went to."""
        entry, line, account = self.env[Entry], self.env[EntryLine], self.env[Account]
        items = sa.select(line.id).join(entry, entry.id == line.entry_id).join(account, account.id == line.account_id)
        return items.where(entry.payment_id == self.payment.id, account.type == self.side.account).exists()

    def _late(self, due: Any) -> Any:
        """The column that an amount stands in by its due date."""
        limits = [(due >= self.day - timedelta(days=edge), number) for number, edge in enumerate(EDGES)]
        return sa.case(*limits, else_=len(EDGES))

    def _grouped(
        self, head: Sequence[Any], amount: Any, mine: Sequence[Any], contact_id: Any, joined: tuple[Any, ...] = ()
    ) -> sa.Select[Any]:
        """The sums of an amount by a head, of the asked customer or of all."""
        contact = self.env[Contact]
        wanted = sa.select(*head, sa.func.sum(amount))
        wanted = (wanted.join(*joined) if joined else wanted).join(contact, contact.id == contact_id)
        wanted = wanted.where(*mine).group_by(*head)
        if self.customer is None:
            return wanted
        firm = self.customer.commercial_id or self.customer.id
        return wanted.where(sa.func.coalesce(contact.commercial_id, contact.id) == firm)


def _is_left(amount: Any) -> Any:
    """Whether something is left of an amount, written so that the database knows the index of what is open."""
    return amount > sa.literal(ZERO, amount.type, literal_execute=True)


def _by_no_index(column: Any) -> Any:
    """A column that the database is to look at in rows that it has already: what is open are few of all."""
    return sa.func.coalesce(column, column)


def aged(side: Side, asked: Answers) -> Table:
    """Customers by how late they are; of one customer the documents."""
    found = Open(asked, side)
    one = asked["contact"] is not None
    sums = found.by_document() if one else found.by_customer()
    rows = list(_documents(asked, sums) if one else _customers(asked, sums))
    headings = [Heading("Document" if one else "Customer" if side is RECEIVABLE else "Vendor", "text")]
    if one:
        headings += [Heading("Date", "day"), Heading("Due Date", "day")]
    headings += [*(Heading(label) for label in LATE), Heading("Total")]
    notes = []
    if len(rows) > MOST:
        notes.append(Text("These are the {n} rows with the largest amounts. The totals are those of all.", n=MOST))
        rows = rows[:MOST]
    if rows:
        total = [sum(amounts, ZERO) for amounts in zip(*sums.values(), strict=True)]
        rows.append(TableRow("Total", [*([None, None] if one else []), *total, sum(total, ZERO)], kind="total"))
    return Table(headings, rows, asked["currency"], notes)


def _customers(asked: Answers, sums: Mapping[Any, Sequence[Decimal]]) -> Iterator[TableRow]:
    names = _names(asked.env, [id_ for _, id_ in sums])
    for (_, id_), amounts in _largest_first(sums):
        yield TableRow(names.get(id_, f"#{id_}"), [*amounts, sum(amounts, ZERO)], url=asked.url(contact=id_))


def _names(env: Env, ids: Sequence[int]) -> dict[int, str]:
    contact = env[Contact]
    found: dict[int, str] = {}
    for start in range(0, len(ids), 500):
        wanted = sa.select(contact.id, contact.name).where(contact.id.in_(ids[start : start + 500]))
        found.update((id_, name) for id_, name in env.session.execute(wanted))
    return found


def _documents(asked: Answers, sums: Mapping[Any, Sequence[Decimal]]) -> Iterator[TableRow]:
    records: dict[tuple[str, int], Any] = {}
    for layer in (Invoice, Payment):
        ids = [id_ for model, id_ in sums if model == layer.__model__]
        cls = asked.env[layer]
        for record in asked.env.session.scalars(sa.select(cls).where(cls.id.in_(ids[:MOST]))) if ids else ():
            records[layer.__model__, record.id] = record
    shown = [(key, amounts) for key, amounts in sums.items() if key in records]
    for key, amounts in sorted(shown, key=lambda one: _due(records[one[0]])):
        record = records[key]
        yield TableRow(
            str(record), [record.date, getattr(record, "due_date", None), *amounts, sum(amounts, ZERO)],
            url=url_of(asked.env, record),
        )  # fmt: skip


def _due(record: Any) -> tuple[date, int]:
    return getattr(record, "due_date", None) or record.date, record.id


def _largest_first(sums: Mapping[Any, Sequence[Decimal]]) -> Iterable[tuple[Any, Sequence[Decimal]]]:
    return sorted(sums.items(), key=lambda one: (-sum(one[1], ZERO), one[0]))


ASKS = (AskDay("day", "As of", default=today), ask_company, ask_currency, AskRecord("contact", "Contact", Contact))
READS = (Invoice, Payment, Match, EntryLine, Contact)
aged_receivables = Report(
    "aged-receivables", title="Aged Receivables", reads=READS, asks=ASKS, gives=partial(aged, RECEIVABLE),
    empty=("Nobody owes anything", "On this day no invoice was open."),
)  # fmt: skip
aged_payables = Report(
    "aged-payables", title="Aged Payables", reads=READS, asks=ASKS, gives=partial(aged, PAYABLE),
    empty=("Nothing is owed", "On this day no bill was open."),
)  # fmt: skip
