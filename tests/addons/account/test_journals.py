"""Journals: what they are called, what their numbers begin with, and which number comes next (SPEC AM-1)."""

from __future__ import annotations

from datetime import date

import pytest

from addons.account.models import Journal
from core import Refused
from tests.addons.account.books import company_of, journal, posted
from tests.kernels import Acting


@pytest.mark.req("AM-1")
def test_a_company_begins_with_a_journal_of_each_type(books: Acting) -> None:
    with books.rolled_back() as env:
        found = {code: journal(env, code) for code in ("INV", "BILL", "BNK", "CSH", "MISC")}
        assert [one.type for one in found.values()] == ["sale", "purchase", "bank", "cash", "general"]
        assert {one.company for one in found.values()} == {company_of(env)}
        accounts = [one.default_account.code if one.default_account else None for one in found.values()]
        assert accounts == ["4000", "5000", "1010", "1000", None]


@pytest.mark.req("AM-1", "AM-4")
def test_a_journal_says_its_next_number(books: Acting) -> None:
    with books.rolled_back() as env:
        book, year = journal(env), env.today().year
        assert book.next_number == f"INV/{year}/00001"
        assert posted(env, ("1", "1.00"), on=date(year, 1, 2)).number == f"INV/{year}/00001"
        assert book.next_number == f"INV/{year}/00002"


@pytest.mark.req("AM-1")
@pytest.mark.parametrize("code", ["", "inv", "IN V", "IN/V"])
def test_codes_are_short_words_that_numbers_can_begin_with(books: Acting, code: str) -> None:
    with books.rolled_back() as env:
        env.new(Journal, code=code, name="Another", type="sale", company=company_of(env))
        with pytest.raises(Refused):
            env.session.flush()


@pytest.mark.req("AM-1", "AM-4")
def test_a_code_stays_once_it_stands_in_numbers(books: Acting) -> None:
    with books.rolled_back() as env:
        journal(env).code = "SALES"
        env.session.flush()
        assert posted(env, ("1", "1.00"), journal=journal(env, "SALES")).number.startswith("SALES/")
        journal(env, "SALES").code = "INV"
        with pytest.raises(Refused, match="This journal has posted documents: its code stays."):
            env.session.flush()
