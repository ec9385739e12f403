"""Whatever is invoiced, credited, paid, applied, taken off and opened again, in whatever order: the books hold."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from addons.account.invariants import broken
from addons.account.models import Invoice, Payment
from addons.account.models.crediting import new_credit_note
from addons.account.models.matching import settle
from addons.account.models.paying import pay
from core import Env, Refused
from tests.addons.account.books import a_customer, a_tax, an_invoice, currency, journal
from tests.kernels import Acting

DAY = date(2026, 11, 9)
CURRENCIES = {"JPY": 0, "EUR": 2, "KWD": 3}
HUNDREDTHS = st.integers(1, 100)


class Bookkeeping(RuleBasedStateMachine):
    """One customer's documents. What is refused is undone and must leave nothing behind."""

    books: Acting

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.env: Env = self.stack.enter_context(self.books.rolled_back())
        self.customer = a_customer(self.env)
        self.taxes = [a_tax(self.env, "19"), a_tax(self.env, "7"), a_tax(self.env, "19", included=True)]
        self.bank = journal(self.env, "BNK")

    def teardown(self) -> None:
        self.stack.close()

    def documents(self, *conditions: Any) -> list[Invoice]:
        invoice = self.env[Invoice]
        return list(self.env.session.scalars(sa.select(invoice).where(*conditions).order_by(invoice.id)))

    def posted(self, type_: str = "invoice") -> list[Invoice]:
        invoice = self.env[Invoice]
        return self.documents(invoice.state == "posted", invoice.type == type_)

    def attempt(self, work: Callable[[], object]) -> None:
        try:
            with self.env.session.begin_nested():
                work()
        except Refused:
            self.env.session.expire_all()

    def part(self, amount: Decimal, hundredths: int, document: Invoice) -> Decimal:
        return document.currency.rounded(amount * hundredths / 100)

    @rule(
        code=st.sampled_from(sorted(CURRENCIES)), rounding=st.sampled_from(["line", "document"]),
        lines=st.lists(st.tuples(st.integers(1, 4), st.integers(0, 9_999), st.integers(0, 2)), min_size=1, max_size=3),
    )  # fmt: skip
    def invoice(self, code: str, rounding: str, lines: list[tuple[int, int, int]]) -> None:
        digits = CURRENCIES[code]
        given = [(str(n), str(Decimal(price).scaleb(-digits)), [self.taxes[tax]]) for n, price, tax in lines]
        made = an_invoice(self.env, *given, customer=self.customer, currency=currency(self.env, code))
        made.terms.tax_rounding = rounding
        self.attempt(made.post)

    @precondition(lambda self: self.posted())
    @rule(data=st.data(), shares=st.lists(HUNDREDTHS, min_size=3, max_size=3), at_once=st.booleans())
    def credit(self, data: st.DataObject, shares: list[int], at_once: bool) -> None:
        original = data.draw(st.sampled_from(self.posted()), label="invoice")

        def work() -> None:
            note = new_credit_note(original, on=DAY)
            for line, share in zip(list(note.lines), shares, strict=False):
                line.quantity = (line.quantity * share / 100).quantize(Decimal("0.001")) or line.quantity
            self.env.session.flush()
            if at_once:
                note.post()

        self.attempt(work)

    @precondition(lambda self: self.documents(self.env[Invoice].state == "draft"))
    @rule(data=st.data())
    def post_a_draft(self, data: st.DataObject) -> None:
        drafts = self.documents(self.env[Invoice].state == "draft")
        self.attempt(data.draw(st.sampled_from(drafts), label="draft").post)

    @precondition(lambda self: self.posted() + self.posted("credit_note"))
    @rule(data=st.data(), share=st.integers(1, 130))
    def pay(self, data: st.DataObject, share: int) -> None:
        document = data.draw(st.sampled_from(self.posted() + self.posted("credit_note")), label="document")
        amount = self.part(document.residual, share, document)
        self.attempt(lambda: pay(document, amount, journal=self.bank, on=DAY))

    @precondition(lambda self: self.posted())
    @rule(data=st.data())
    def apply_what_is_outstanding(self, data: st.DataObject) -> None:
        original = data.draw(st.sampled_from(self.posted()), label="invoice")
        payments = list(self.env.session.scalars(sa.select(self.env[Payment]).where(self.env[Payment].residual > 0)))
        left = [one for one in self.posted("credit_note") if one.residual > 0] + payments
        if left:
            by = data.draw(st.sampled_from(left), label="by")
            self.attempt(lambda: settle(original, by, min(original.residual, by.residual)))

    @precondition(lambda self: self.posted())
    @rule(data=st.data())
    def take_payments_off(self, data: st.DataObject) -> None:
        self.attempt(data.draw(st.sampled_from(self.posted()), label="invoice").unreconcile)

    @precondition(lambda self: self.posted() + self.posted("credit_note"))
    @rule(data=st.data())
    def open_again(self, data: st.DataObject) -> None:
        document = data.draw(st.sampled_from(self.posted() + self.posted("credit_note")), label="document")
        self.attempt(document.reset_to_draft)

    @invariant()
    def the_books_hold(self) -> None:
        assert not broken(self.env)


@pytest.mark.req("AM-3", "AM-4", "AM-6", "AM-7", "AM-9", "AM-10", "RF-18")
def test_the_books_hold_whatever_happens(books: Acting, database_engine: str) -> None:
    machine = type("Bookkeeping", (Bookkeeping,), {"books": books})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8 if database_engine == "sqlite" else 5, stateful_step_count=12, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
