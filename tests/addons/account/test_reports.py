"""Reports: what they say is what the books say, on any day, for whoever may read the books."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from addons.account.models import Account, EntryLine
from addons.account.models.crediting import new_credit_note
from addons.account.models.matching import settle
from addons.account.models.paying import pay
from addons.account.reports.profit import parts_of
from addons.base.models import Company, Contact
from core import Env, Table
from core.lifecycle.kernel import Kernel
from core.testing.site import Site
from core.ui.addresses import Query
from core.ui.registered import Pages
from core.ui.report_view import ReportAsked
from tests.addons.account.books import a_customer, a_tax, company_of, currency, journal, posted
from tests.kernels import Acting

USER = ("account.user",)
ZERO = Decimal(0)
BEGIN = date(2026, 1, 5)


def report(books: Acting, name: str, who: Any = USER, **asked: object) -> Table:
    """The table of a report, asked this."""

    def work(env: Env) -> Table:
        built = env.registry.facet(Pages).by_address[f"/account/{name}"]
        query = Query([(key.strip("_"), str(value)) for key, value in asked.items()])
        found = ReportAsked(env, built, query)
        assert found.table is not None, found.errors
        return found.table

    return books.run(work, who, write=False)


def rows(table: Table) -> dict[str, list[Any]]:
    """Name of a row -> its values."""
    return {row.name: list(row.values) for row in table.rows}


def euros(*amounts: str) -> list[Decimal]:
    return [Decimal(one) for one in amounts]


def a_busy_year(env: Env, seed: int) -> None:
    """Invoices of three customers, some paid late, some credited, some paid too much, and a few bills."""
    random, customers = Random(seed), [a_customer(env, name) for name in ("Ada", "Ben", "Cleo")]
    taxes = [a_tax(env, "19"), a_tax(env, "7"), a_tax(env, "10", included=True)]
    bank, notes = journal(env, "BNK"), []
    for number in range(14):
        day = BEGIN + timedelta(days=random.randrange(300))
        lines = [(str(random.randint(1, 5)), f"{random.randint(1, 90_000) / 100:.2f}", random.sample(taxes, random.randint(0, 2)))
                 for _ in range(random.randint(1, 3))]  # fmt: skip
        kind = {"type": "bill", "journal": journal(env, "BILL")} if number % 7 == 6 else {}
        invoice = posted(env, *lines, customer=random.choice(customers), on=day, **kind)
        later = day + timedelta(days=random.randrange(0, 90))
        if number % 3 == 0:
            pay(
                invoice,
                (invoice.total * random.choice([1, 2]) / 2 or Decimal(1)).quantize(Decimal("0.01")),
                journal=bank,
                on=later,
            )
        if number % 4 == 1 and not kind:
            note = new_credit_note(invoice, on=later, reason="back")
            note.lines[0].quantity = Decimal(1)
            env.session.flush()
            note.post()
            notes.append(note)
        if number % 5 == 2 and invoice.residual:
            pay(invoice, invoice.residual + Decimal("12.34"), journal=bank, on=later)
    for note in notes:
        env.session.refresh(note)
        if note.residual:
            pay(note, note.residual, journal=bank, on=(note.date or BEGIN) + timedelta(days=20))
            break


@pytest.mark.req("AM-10", "AM-7")
@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_open_on_a_day_is_the_balance_of_its_accounts(books: Acting, seed: int) -> None:
    books.run(lambda env: a_busy_year(env, seed))

    def balance(env: Env, kind: str, day: date) -> Decimal:
        line, account = env[EntryLine], env[Account]
        sums = sa.select(sa.func.sum(line.debit), sa.func.sum(line.credit)).join(account, account.id == line.account_id)
        debit, credit = env.session.execute(sums.where(account.type == kind, line.date <= day)).one()
        return (debit or ZERO) - (credit or ZERO)

    for days in (0, 40, 100, 170, 230, 300, 380, 500):
        day = BEGIN + timedelta(days=days)
        for name, kind, sign in (("aged-receivables", "receivable", 1), ("aged-payables", "payable", -1)):
            table = report(books, name, day=day)
            total = rows(table)["Total"][-1] if table.rows else ZERO
            assert total == sign * books.run(lambda env, k=kind, d=day: balance(env, k, d)), (name, day)  # type: ignore[misc]


@pytest.mark.req("AM-10")
def test_an_amount_moves_on_as_it_gets_older_and_goes_when_it_is_paid(books: Acting) -> None:
    def make(env: Env) -> None:
        firm = env.new(Contact, name="Veloria", is_company=True)
        env.session.flush()
        first = posted(env, ("1", "100.00"), customer=firm, on=date(2026, 1, 1), due_date=date(2026, 1, 31))
        buyer = env.new(Contact, name="Amelie", parent=firm)
        env.session.flush()
        posted(env, ("1", "50.00"), customer=buyer, on=date(2026, 3, 1), due_date=date(2026, 3, 31))
        pay(first, Decimal("30.00"), journal=journal(env, "BNK"), on=date(2026, 3, 10))

    books.run(make)
    for day, amounts in (
        (date(2025, 12, 31), None), (date(2026, 1, 31), ["100", "0", "0", "0", "0", "100"]),
        (date(2026, 2, 1), ["0", "100", "0", "0", "0", "100"]), (date(2026, 3, 2), ["50", "100", "0", "0", "0", "150"]),
        (date(2026, 3, 9), ["50", "0", "100", "0", "0", "150"]), (date(2026, 3, 10), ["50", "0", "70", "0", "0", "120"]),
        (date(2026, 5, 1), ["0", "0", "50", "70", "0", "120"]), (date(2026, 6, 1), ["0", "0", "0", "50", "70", "120"]),
    ):  # fmt: skip
        found = rows(report(books, "aged-receivables", day=day))
        assert found == ({} if amounts is None else {"Veloria": euros(*amounts), "Total": euros(*amounts)}), day


@pytest.mark.req("AM-10")
def test_a_customer_leads_to_the_documents_behind_the_amounts(books: Acting) -> None:
    def make(env: Env) -> None:
        ada = a_customer(env, "Ada")
        invoice = posted(env, ("1", "100.00"), customer=ada, on=date(2026, 1, 1))
        other = posted(env, ("1", "40.00"), customer=ada, on=date(2026, 1, 2))
        note = new_credit_note(other, on=date(2026, 1, 3))
        note.post()
        pay(invoice, Decimal("120.00"), journal=journal(env, "BNK"), on=date(2026, 1, 20))
        posted(env, ("1", "7.00"), customer=a_customer(env, "Ben"), on=date(2026, 1, 1))

    books.run(make)
    before = report(books, "aged-receivables", day="2026-01-15")
    [ada, *_] = before.rows
    assert (
        ada.name == "Ada" and ada.values[-1] == Decimal(100) and "contact=" in ada.url and "day=2026-01-15" in ada.url
    )
    mine = report(books, "aged-receivables", **dict(Query(ada.url.partition("?")[2]).pairs))
    assert [(row.name, row.values[-1]) for row in mine.rows] == [
        ("INV/2026/00001", Decimal(100)),
        ("Total", Decimal(100)),
    ]
    assert mine.rows[0].url.startswith("/account/invoice/") and mine.rows[0].values[:2] == [
        date(2026, 1, 1),
        date(2026, 1, 15),
    ]
    after = report(books, "aged-receivables", contact=Query(ada.url.partition("?")[2]).get("contact"), day="2026-02-01")
    assert rows(after) == {"BNK/2026/00001": [date(2026, 1, 20), None, *euros("0", "-20", "0", "0", "0", "-20")],
                           "Total": [None, None, *euros("0", "-20", "0", "0", "0", "-20")]}  # fmt: skip


@pytest.mark.req("AM-10")
def test_a_credit_that_settles_another_invoice_later_is_outstanding_until_then(books: Acting) -> None:
    def make(env: Env) -> None:
        ada = a_customer(env, "Ada")
        invoice = posted(env, ("1", "40.00"), customer=ada, on=date(2026, 1, 1))
        pay(invoice, Decimal("40.00"), journal=journal(env, "BNK"), on=date(2026, 1, 2))
        note = new_credit_note(invoice, on=date(2026, 1, 10))
        note.post()
        env.session.refresh(note)
        later = posted(env, ("1", "40.00"), customer=ada, on=date(2026, 3, 1))
        settle(later, note, Decimal("40.00"))

    books.run(make)
    for day, total in (
        (date(2026, 1, 1), "40"),
        (date(2026, 1, 2), None),
        (date(2026, 2, 1), "-40"),
        (date(2026, 3, 1), None),
    ):
        found = rows(report(books, "aged-receivables", day=day))
        assert (found["Total"][-1] if found else None) == (None if total is None else Decimal(total)), day


@pytest.mark.req("AM-7")
def test_profit_is_what_was_booked_by_account_and_month(books: Acting) -> None:
    def make(env: Env) -> None:
        posted(env, ("1", "100.00", [a_tax(env, "19")]), on=date(2026, 1, 31))
        invoice = posted(env, ("2", "50.00"), on=date(2026, 2, 1))
        new_credit_note(invoice, on=date(2026, 4, 1)).post()
        posted(env, ("1", "30.00"), type="bill", journal=journal(env, "BILL"), on=date(2026, 2, 28))

    books.run(make)
    table = report(books, "profit", start="2026-01-15", end="2026-04-30", by="month")
    assert [one.label for one in table.headings] == ["Account", "2026-01", "2026-02", "2026-03", "2026-04", "Total"]
    assert rows(table) == {
        "Income": [], "4000 Sales": euros("100", "100", "0", "-100", "100"),
        "Total income": euros("100", "100", "0", "-100", "100"), "Expenses": [],
        "5000 Cost of Goods": euros("0", "30", "0", "0", "30"), "Total expenses": euros("0", "30", "0", "0", "30"),
        "Profit": euros("100", "70", "0", "-100", "70"),
    }  # fmt: skip
    quarters = report(books, "profit", start="2026-01-01", end="2026-06-30", by="quarter")
    assert rows(quarters)["Profit"] == euros("170", "-100", "70")
    assert rows(report(books, "profit", start="2026-01-01", end="2026-12-31", by="none"))["Profit"] == euros("70")
    assert report(books, "profit", start="2025-01-01", end="2025-12-31").rows == []

    sales = next(row for row in table.rows if row.name == "4000 Sales")
    behind = report(books, "ledger", **dict(Query(sales.links[1].partition("?")[2]).pairs))
    assert rows(behind)["Balance before"][-1] == Decimal("-100") and rows(behind)["Balance after"][-1] == Decimal(
        "-200"
    )
    assert [row.values[4] for row in behind.rows if row.kind == "row"] == euros("100")


def test_a_period_is_divided_without_gaps() -> None:
    for by in ("month", "quarter", "year", "none"):
        parts = parts_of(date(2025, 11, 17), date(2027, 2, 3), by)
        assert parts[0][0] == date(2025, 11, 17) and parts[-1][1] == date(2027, 2, 3)
        assert all(one[1] + timedelta(days=1) == two[0] for one, two in zip(parts, parts[1:], strict=False))


@pytest.mark.req("AM-7")
@pytest.mark.parametrize("seed", [3, 4])
def test_taxes_are_the_sum_of_what_was_booked(books: Acting, seed: int) -> None:
    books.run(lambda env: a_busy_year(env, seed))

    def booked(env: Env, first: date, last: date) -> Decimal:
        line = env[EntryLine]
        sums = sa.select(sa.func.sum(line.credit), sa.func.sum(line.debit)).where(line.tax_id.is_not(None))
        credit, debit = env.session.execute(sums.where(line.date >= first, line.date <= last)).one()
        return (credit or ZERO) - (debit or ZERO)

    for first, last in ((BEGIN, date(2026, 12, 31)), (date(2026, 2, 1), date(2026, 5, 31)), (BEGIN, BEGIN)):
        table = report(books, "taxes-due", start=first, end=last)
        owed = rows(table)["To pay to the tax office"][1] if table.rows else ZERO
        assert owed == books.run(lambda env, f=first, t=last: booked(env, f, t)), (first, last)  # type: ignore[misc]
        for row in (one for one in table.rows if one.kind == "row"):
            documents = report(
                books,
                "taxes-due",
                **dict(Query(row.url.partition("?")[2]).put("start", str(first)).put("end", str(last)).pairs),
            )
            assert documents.rows[-1].values[-1] == sum((one.values[-1] for one in documents.rows[:-1]), ZERO)


@pytest.mark.req("AM-3")
def test_a_document_that_was_taken_back_is_in_no_report(books: Acting) -> None:
    def make(env: Env) -> None:
        invoice = posted(env, ("1", "100.00", [a_tax(env, "19")]), on=date(2026, 3, 1))
        invoice.reset_to_draft()

    books.run(make)
    year = {"start": "2026-01-01", "end": "2026-12-31"}
    assert report(books, "aged-receivables", day="2026-12-31").rows == []
    assert report(books, "taxes-due", **year).rows == []
    assert rows(report(books, "profit", by="none", **year))["Profit"] == euros("0")


@pytest.mark.req("AR-6")
def test_a_report_is_of_one_company_and_one_currency(books: Acting) -> None:
    def make(env: Env) -> int:
        ada = a_customer(env, "Ada")
        posted(env, ("1", "100.00"), customer=ada)
        posted(env, ("1", "5000"), customer=ada, currency=currency(env, "JPY"))
        other = env.new(Company, name="Other", currency=company_of(env).currency)
        env.session.flush()
        return other.id

    other = books.run(make)
    reader = books.run(lambda env: env.user, USER)
    assert rows(report(books, "aged-receivables", reader, day="2026-11-30"))["Total"][-1] == Decimal(100)
    yen = report(books, "aged-receivables", reader, day="2026-11-30", currency="JPY")
    assert rows(yen)["Total"][-1] == Decimal(5000) and yen.currency == "JPY"
    assert report(books, "profit", reader, start="2026-01-01", end="2026-12-31", by="none", company=other).rows == []


@pytest.mark.req("AM-10")
def test_as_many_statements_for_many_customers_as_for_one(books: Acting) -> None:
    def count(name: str) -> int:
        seen: list[str] = []
        note = lambda *given: seen.append(given[2])  # noqa: E731
        engine = books.kernel.database.engine
        sa.event.listen(engine, "before_cursor_execute", note)
        report(books, name)
        sa.event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    names = ("aged-receivables", "profit", "taxes-due", "ledger")

    def more(env: Env) -> None:
        for number in range(8):
            posted(env, ("1", "10.00", [a_tax(env, str(number + 1))]), customer=a_customer(env, f"C{number}"))

    books.run(lambda env: posted(env, ("1", "10.00", [a_tax(env, "19")])) and None)
    few = [count(name) for name in names]
    books.run(more)
    assert [count(name) for name in names] == few and max(few) < 20


# --- over HTTP --------------------------------------------------------------------------------------------------------


@pytest.fixture
def site(fresh_kernel: Callable[..., Kernel], tmp_path: Path) -> Iterator[Site]:
    with Site(fresh_kernel("account"), tmp_path) as made:
        made.acting.run(
            lambda env: posted(env, ("1", "1234.50", [a_tax(env, "19")]), customer=a_customer(env, "=Ada")) and None
        )
        yield made


@pytest.mark.req("AM-10", "AR-3")
def test_a_report_is_a_page_a_file_and_a_paper_for_who_reads_the_books(site: Site) -> None:
    books, other = site.of("account.user"), site.of("base.user")
    page = books.get("/account/aged-receivables?day=2026-12-31")
    assert page.status_code == 200 and "1,469.06" in page.text and 'value="2026-12-31"' in page.text
    assert "/account/aged-receivables" in books.get("/account/profit").text, "the menu leads there"
    file = books.get("/account/aged-receivables/export?day=2026-12-31")
    table = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert table[0] == ["Customer", "Not due", "1–30", "31–60", "61–90", "Older", "Total"]
    assert table[1] == ["'=Ada", "0.00", "0.00", "1469.06", "0.00", "0.00", "1469.06"]
    paper = books.get("/account/aged-receivables/print?day=2026-12-31")
    [text] = [one.extract_text() for one in PdfReader(io.BytesIO(paper.content)).pages]
    assert paper.headers["content-type"] == "application/pdf" and "1,469.06" in text and "1 / 1" in text
    for path in ("", "/export", "/print"):
        assert other.get(f"/account/aged-receivables{path}").status_code in (403, 404)
    assert "/account/aged-receivables" not in other.get("/base/contacts").text


@pytest.mark.req("AM-10")
def test_every_link_of_a_report_leads_to_what_it_shows(site: Site) -> None:
    books = site.of("account.user")
    for name in (
        "profit?start=2026-01-01&end=2026-12-31",
        "taxes-due?start=2026-01-01&end=2026-12-31",
        "aged-receivables?day=2026-12-31",
        "ledger?end=2026-12-31",
    ):
        page = books.get(f"/account/{name}").text
        links = {unescape(one) for one in re.findall(r'<(?:th|td)[^>]*><a href="([^"]+)"', page)}
        assert links, name
        for link in links:
            answer = books.get(link)
            assert answer.status_code == 200, (link, answer.text[:300])
            assert "1,234.50" in answer.text or "1,469.06" in answer.text or "234.56" in answer.text, link
    presets = re.findall(r'href="(/account/profit\?[^"]*start=[^"]+)"', books.get("/account/profit?by=quarter").text)
    assert presets
    assert all("by=quarter" in one for one in presets)
    export = re.search(r'id="export" href="([^"]+)"', books.get("/account/profit?start=2026-12-01&end=2026-12-31").text)
    assert export is not None
    assert "1234.50" not in books.get(unescape(export[1])).text, "the file is of the period that is shown"


def test_what_cannot_be_asked_is_said_and_what_was_typed_stays(site: Site) -> None:
    books = site.of("account.user")
    for query, said in (
        ("start=2026-13-01", "not a day"), ("start=0001-01-01", "not a day"), ("end=9999-12-31", "not a day"), ("start=2026-05-01&end=2026-01-01", "ends before it begins"),
        ("by=century", "cannot be chosen"), ("start=1990-01-01", "too long"), ("start=2022-01-01&end=2026-01-01&by=month", "choose quarters"),
        ("company=77", "cannot be chosen"),
    ):  # fmt: skip
        answer = books.get(f"/account/profit?{query}")
        assert answer.status_code == 422 and said in answer.text, query
        assert books.get(f"/account/profit/export?{query}").status_code == 422
    assert 'value="2026-05-01"' in books.get("/account/profit?start=2026-05-01&end=2026-01-01").text
    assert "no such record" in books.get("/account/ledger?account=999").text
    assert "Nothing was booked" in books.get("/account/profit?start=2020-01-01&end=2020-12-31").text
