"""Credit notes: drafts of what is left, limits, and that all of them together come to the invoice exactly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addons.account.invariants import broken
from addons.account.models import Invoice
from addons.account.models.crediting import new_copy, new_credit_note
from addons.account.models.paying import pay
from addons.account.reckoning import rounded
from core import Env, Refused
from tests.addons.account.books import a_tax, an_invoice, currency, journal, posted
from tests.kernels import Acting

DAY = date(2026, 11, 9)


@pytest.mark.req("RF-12", "AM-6")
def test_a_credit_note_begins_as_a_draft_of_the_whole_invoice(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("2", "19.99", [a_tax(env, "19")]), ("1", "5.00"))
        note = new_credit_note(invoice, on=DAY, reason="Ticket #7")
        assert (note.type, note.state, note.number, note.total) == ("credit_note", "draft", None, invoice.total)
        assert [(line.credits, line.quantity, line.price) for line in note.lines] == [
            (line, line.quantity, line.price) for line in invoice.lines
        ]
        assert (invoice.credited, invoice.residual) == (0, invoice.total)  # a draft takes nothing
        note.post()
        assert note.number == "RINV/2026/00001"
        assert (invoice.credited, invoice.residual, invoice.payment) == (invoice.total, 0, "reversed")
        assert (note.residual, note.payment) == (0, "paid")
        assert not broken(env)


@pytest.mark.req("AM-10")
def test_a_part_reduces_what_is_due(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("4", "25.00"))
        note = new_credit_note(invoice, on=DAY)
        note.lines[0].quantity = Decimal(1)
        env.session.flush()
        note.post()
        assert (invoice.residual, invoice.credited, invoice.payment) == (75, 25, "partly_paid")
        rest = new_credit_note(invoice, on=DAY)
        assert [line.quantity for line in rest.lines] == [3]


@pytest.mark.req("AM-10")
def test_what_exceeds_the_amount_due_is_an_outstanding_credit(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("1", "100.00"))
        pay(invoice, Decimal(80), journal=journal(env, "BNK"), on=DAY)
        note = new_credit_note(invoice, on=DAY)
        note.post()
        assert (invoice.residual, note.residual, note.payment) == (0, 80, "partly_paid")
        assert not broken(env)


@pytest.mark.req("AM-8")
def test_no_line_is_credited_above_what_was_invoiced(books: Acting) -> None:
    with books.rolled_back() as env:
        note = new_credit_note(posted(env, ("2", "10.00")), on=DAY)
        note.lines[0].quantity = Decimal(3)
        with pytest.raises(Refused, match="You cannot credit more than was invoiced for Line 1."):
            env.session.flush()


@pytest.mark.req("RF-18", "AM-9")
def test_credit_notes_together_may_not_exceed_the_invoice(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("1", "100.00"))
        first, second = new_credit_note(invoice, on=DAY), new_credit_note(invoice, on=DAY)
        first.lines[0].price = Decimal(60)
        env.session.flush()
        first.post()
        with pytest.raises(Refused, match=f"{invoice.number} can still be credited for 40.00 EUR at most."):
            second.post()


@pytest.mark.req("RF-14")
@pytest.mark.parametrize(("state", "said"), [("draft", "draft"), ("cancelled", "cancelled")])
def test_only_posted_invoices_are_credited(books: Acting, state: str, said: str) -> None:
    with books.rolled_back() as env:
        invoice = an_invoice(env, ("1", "1.00"))
        if state == "cancelled":
            invoice.cancel()
        with pytest.raises(Refused, match=f"Only posted invoices can be refunded.* is {said}."):
            new_credit_note(invoice, on=DAY)


@pytest.mark.req("RF-17")
def test_no_credit_note_is_older_than_its_invoice(books: Acting) -> None:
    with books.rolled_back() as env:
        note = new_credit_note(posted(env, ("1", "1.00")), on=date(2026, 11, 1))
        text = r"The reversal date cannot be before the invoice date \(2026-11-02\)."
        with pytest.raises(Refused, match=text):
            note.post()


@pytest.mark.req("AM-4")
def test_another_journal_gives_a_number_of_its_series(books: Acting) -> None:
    with books.rolled_back() as env:
        note = new_credit_note(posted(env, ("1", "1.00")), on=DAY, journal=journal(env, "MISC"))
        note.post()
        assert note.number == "RMISC/2026/00001"


@pytest.mark.req("RF-13")
def test_a_copy_has_the_same_content_and_is_a_draft(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("3", "7.77", [a_tax(env, "19")]))
        copy = new_copy(invoice)
        assert (copy.state, copy.number, copy.total, copy.reversed) == ("draft", None, invoice.total, None)


quantities = st.integers(1, 9000).map(lambda n: str(Decimal(n) / 1000 if n % 7 == 0 else Decimal(n // 1000 + 1)))
prices = st.integers(0, 99_999)


@st.composite
def stories(draw: st.DrawFn) -> dict[str, Any]:
    """An invoice, and how it is credited bit by bit."""
    code = draw(st.sampled_from(["JPY", "EUR", "KWD"]))
    digits = {"JPY": 0, "EUR": 2, "KWD": 3}[code]
    lines = draw(
        st.lists(
            st.tuples(
                quantities, prices.map(lambda n: Decimal(n).scaleb(-digits)), st.sampled_from(["0", "5", "33.33"]),
                st.lists(st.sampled_from(["19", "7", "19i"]), max_size=2, unique=True),
            ),
            min_size=1, max_size=4,
        )
    )  # fmt: skip
    parts = draw(st.lists(st.lists(st.integers(0, 100), min_size=4, max_size=4), max_size=4))
    return {"code": code, "lines": lines, "parts": parts, "rounding": draw(st.sampled_from(["line", "document"]))}


def _tax(env: Env, name: str) -> Any:
    return a_tax(env, name.rstrip("i"), included=name.endswith("i"))


@pytest.mark.req("AM-6", "AM-7", "RF-18")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories())
def test_all_credit_notes_together_come_to_exactly_the_invoice(books: Acting, story: dict[str, Any]) -> None:
    with books.rolled_back() as env:
        money = currency(env, story["code"])
        invoice = an_invoice(env, currency=money)
        invoice.terms.tax_rounding = story["rounding"]
        from addons.account.models import InvoiceLine

        for number, (quantity, price, discount, taxes) in enumerate(story["lines"]):
            invoice.lines.append(
                env[InvoiceLine](
                    label=f"L{number}", quantity=Decimal(quantity), price=price, discount=Decimal(discount),
                    taxes=[_tax(env, one) for one in taxes],
                )
            )  # fmt: skip
        env.session.flush()
        invoice.post()
        assert not broken(env)
        for shares in story["parts"]:
            if invoice.creditable <= 0:
                break
            _credit_a_part(env, invoice, shares)
            assert not broken(env)
        if invoice.creditable > 0:
            new_credit_note(invoice, on=DAY).post()
        assert (invoice.credited, invoice.residual) == (invoice.total, 0)
        assert [line.credited for line in invoice.lines] == [line.subtotal for line in invoice.lines]
        assert [one.credited for one in invoice.taxes] == [one.amount for one in invoice.taxes]
        assert not broken(env)


def _credit_a_part(env: Env, invoice: Invoice, shares: list[int]) -> None:
    """Credits some of what is left: of each line as many hundredths as `shares` says."""
    note = new_credit_note(invoice, on=DAY)
    for line, share in zip(list(note.lines), shares, strict=False):
        quantity = rounded(line.quantity * share / 100, 3)
        if quantity <= 0:
            note.lines.remove(line)
        else:
            line.quantity = quantity
    env.session.flush()
    if note.lines:
        note.post()
