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
from core import Answers, AskDay, AskRecord, Env, Heading, Report, Table, TableRow, url_of

ZERO = Decimal(0)
EDGES = (0, 30, 60, 90)
"""Days late up to which a column goes; the first is what is not due."""
LATE = ("Not due", "1–30", "31–60", "61–90", "Older")
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
        invoice, match = self.invoice, self.match
        mine = (
            invoice.company_id == self.company, invoice.currency_id == self.currency, invoice.state == "posted",
            invoice.type.in_(self.side.documents), invoice.date <= self.day,
        )  # fmt: skip
        head = (key, invoice.type, self._late(sa.func.coalesce(invoice.due_date, invoice.date)))
        open_now = sa.select(*head, sa.func.sum(invoice.residual)).where(*mine, invoice.residual > 0)
        settled = sa.select(*head, sa.func.sum(match.amount)).where(*mine)
        credit, other = aliased(invoice), aliased(invoice)
        by_payment = settled.join(match, match.invoice_id == invoice.id)
        by_payment = by_payment.join(self.payment, self.payment.id == match.payment_id)
        by_credit = settled.join(match, match.invoice_id == invoice.id).join(credit, credit.id == match.credit_id)
        of_others = settled.join(match, match.credit_id == invoice.id).join(other, other.id == match.invoice_id)
        for wanted in (
            open_now, by_payment.where(self.payment.date > self.day), by_credit.where(credit.date > self.day),
            of_others.where(other.date > self.day),
        ):  # fmt: skip
            yield self._grouped(wanted, invoice.customer_id, head)

    def _payments(self, key: Any) -> Iterator[sa.Select[Any]]:
        """What of payments is on no document: now, or was not on that day."""
        payment, match = self.payment, self.match
        mine = (
            payment.company_id == self.company, payment.currency_id == self.currency, payment.date <= self.day,
            self._is_of_side(),
        )  # fmt: skip
        head = (key, payment.direction, self._late(payment.date))
        outstanding = sa.select(*head, sa.func.sum(payment.residual)).where(*mine, payment.residual > 0)
        later = sa.select(*head, sa.func.sum(match.amount)).join(match, match.payment_id == payment.id)
        later = later.join(self.invoice, self.invoice.id == match.invoice_id).where(*mine, self.invoice.date > self.day)
        for wanted in (outstanding, later):
            yield self._grouped(wanted, payment.contact_id, head)

    def _is_of_side(self) -> Any:
        """Money of customers, or of vendors: by the account that its entry went to."""
        entry, line, account = self.env[Entry], self.env[EntryLine], self.env[Account]
        items = sa.select(line.id).join(entry, entry.id == line.entry_id).join(account, account.id == line.account_id)
        return items.where(entry.payment_id == self.payment.id, account.type == self.side.account).exists()

    def _late(self, due: Any) -> Any:
        """The column that an amount stands in by its due date."""
        limits = [(due >= self.day - timedelta(days=edge), number) for number, edge in enumerate(EDGES)]
        return sa.case(*limits, else_=len(EDGES))

    def _grouped(self, wanted: sa.Select[Any], contact_id: Any, head: Sequence[Any]) -> sa.Select[Any]:
        contact = self.env[Contact]
        wanted = wanted.join(contact, contact.id == contact_id).group_by(*head)
        if self.customer is None:
            return wanted
        firm = self.customer.commercial_id or self.customer.id
        return wanted.where(sa.func.coalesce(contact.commercial_id, contact.id) == firm)


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
        notes.append(f"These are the {MOST} rows with the largest amounts. The totals are those of all.")
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
