"""Several companies keep their books in one database: each its own, and nobody mixes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from addons.account.invariants import broken
from addons.account.models import Account, Entry, Invoice, Journal, Payment, Tax
from addons.account.models.chart import open_books
from addons.account.models.crediting import new_credit_note
from addons.account.models.matching import settle
from addons.account.models.paying import pay
from addons.base.models import Company
from core import Env, Refused
from tests.addons.account.books import a_customer, a_tax, an_invoice, company_of, posted
from tests.kernels import Acting, someone

DAY = date(2026, 11, 2)
MIXED = "belong to different companies.$"


def second_company(env: Env) -> Company:
    """A company that keeps books beside the first, made once."""
    found = env.session.scalars(sa.select(env[Company]).where(env[Company].name == "Second")).first()
    if found is None:
        found = env.new(Company, name="Second", currency=company_of(env).currency, zone="UTC")
        env.session.flush()
        open_books(env, found.id)
    return found


def of(env: Env, layer: type[Any], company: Company, **columns: object) -> Any:
    """The first record of a kind that a company has."""
    record = env[layer]
    wanted = sa.select(record).where(record.company_id == company.id).filter_by(**columns)
    return env.session.scalars(wanted.order_by(record.id).limit(1)).one()


def invoice_of_second(env: Env, **values: Any) -> Invoice:
    """A posted invoice of the second company."""
    company = second_company(env)
    book = of(env, Journal, company, code="INV")
    return posted(env, ("1", "10.00"), company=company, journal=book, **values)


@pytest.mark.req("AM-1", "AM-4")
def test_each_company_has_journals_of_the_same_codes_and_numbers_of_its_own(books: Acting) -> None:
    with books.rolled_back() as env:
        first, second = posted(env, ("1", "10.00")), invoice_of_second(env)
        assert (first.number, second.number) == ("INV/2026/00001", "INV/2026/00001")
        assert first.journal is not second.journal
        entry = env.session.scalars(sa.select(env[Entry]).where(env[Entry].invoice_id == second.id)).one()
        assert {line.account.company_id for line in entry.lines} == {second.company_id} == {entry.company_id}
        env.new(Journal, code="INV", name="Twice", type="sale", company=second.company)
        with pytest.raises(IntegrityError):
            env.session.flush()


@pytest.mark.req("RF-17", "AM-4")
def test_a_period_is_closed_for_one_company_only(books: Acting) -> None:
    with books.rolled_back() as env:
        company_of(env).locked_until = date(2026, 11, 30)
        assert invoice_of_second(env).state == "posted"
        with pytest.raises(Refused, match="is closed"):
            posted(env, ("1", "10.00"))


@pytest.mark.req("AR-6")
def test_users_see_the_documents_of_their_companies_only(books: Acting) -> None:
    def look(env: Env) -> list[set[int]]:
        kinds: tuple[type[Any], ...] = (Invoice, Journal, Account, Entry, Tax)
        return [set(env.session.scalars(sa.select(env[kind].company_id))) for kind in kinds]

    def make(env: Env) -> tuple[int, int]:
        other = invoice_of_second(env)
        env.new(Tax, name="VAT 20 %", percent=Decimal(20), company=other.company)
        posted(env, ("1", "10.00", [a_tax(env, "19")]))
        return company_of(env).id, other.company_id

    first, second = books.run(make)

    def at(*companies: int) -> list[set[int]]:
        def who(env: Env) -> Any:
            return replace(someone(env, "account.user"), company_ids=companies, company_id=companies[0])

        return books.kernel.work(look, who=who, write=False)

    assert at(first) == [{first}] * 5
    assert at(second) == [{second}] * 5
    assert at(first, second) == [{first, second}] * 5


@pytest.mark.req("AR-6")
@pytest.mark.parametrize("link", ["journal", "customer", "tax", "account"])
def test_a_document_names_nothing_of_another_company(books: Acting, link: str) -> None:
    with books.rolled_back() as env:
        other, invoice = second_company(env), an_invoice(env, ("1", "10.00"))
        strange: dict[str, Any] = {
            "journal": of(env, Journal, other, code="INV"),
            "account": of(env, Account, other, code="4000"),
            "tax": env.new(Tax, name="VAT 20 %", percent=Decimal(20), company=other),
            "customer": a_customer(env, "Customer of the second"),
        }
        strange["customer"].company = other
        env.session.flush()
        if link in ("journal", "customer"):
            setattr(invoice, link, strange[link])
        elif link == "account":
            invoice.lines[0].account = strange[link]
        else:
            invoice.lines[0].taxes.append(strange[link])
        with pytest.raises(Refused, match=MIXED):
            env.session.flush()


@pytest.mark.req("AR-6", "AM-10")
def test_nothing_is_settled_across_companies(books: Acting) -> None:
    with books.rolled_back() as env:
        customer = a_customer(env)
        first, second = posted(env, ("1", "10.00"), customer=customer), invoice_of_second(env, customer=customer)
        note = new_credit_note(second, on=DAY)
        with pytest.raises(Refused, match=f"^{first.number} and {second.number} {MIXED}"):
            settle(first, second, Decimal(1))
        note.journal = first.journal
        with pytest.raises(Refused, match=MIXED):
            env.session.flush()


@pytest.mark.req("AR-6")
def test_money_of_one_company_does_not_pay_for_another(books: Acting) -> None:
    with books.rolled_back() as env:
        with pytest.raises(Refused, match=f"^INV/2026/00001 and Bank {MIXED}"):
            pay(invoice_of_second(env), Decimal(1), journal=journal_of_first(env), on=DAY)
        bank = of(env, Journal, second_company(env), code="BNK")
        second = of(env, Invoice, second_company(env))
        payment = pay(second, Decimal(4), journal=bank, on=DAY)
        assert (payment.company_id, second.residual) == (second.company_id, 6)
        assert env.session.scalars(sa.select(env[Payment].number)).all() == ["BNK/2026/00001"]
        assert not broken(env)


def journal_of_first(env: Env) -> Journal:
    return of(env, Journal, company_of(env), code="BNK")


@pytest.mark.req("AR-6", "AM-1")
def test_a_journal_books_on_accounts_of_its_company(books: Acting) -> None:
    with books.rolled_back() as env:
        journal_of_first(env).default_account = of(env, Account, second_company(env), code="4000")
        with pytest.raises(Refused, match=MIXED):
            env.session.flush()
