"""Many people at the same invoice or journal at once: winners exactly as predicted, numbers without a gap."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from addons.account.invariants import broken
from addons.account.models import Invoice, Match
from addons.account.models.crediting import new_credit_note
from addons.account.models.matching import settle, settle_what_is_due
from addons.account.models.paying import pay
from core import Env, Refused
from tests.addons.account.books import a_customer, an_invoice, journal, posted
from tests.kernels import Acting

PEOPLE = 16
DAY = date(2026, 11, 9)


class Changed(Exception):
    """Somebody's transaction fails after it posted."""


def at_once(books: Acting, works: list[Callable[[Env], Any]]) -> list[Any]:
    """Runs each work in a thread and transaction of its own, all beginning together. What is raised is a result."""
    gate = threading.Barrier(len(works))

    def one(work: Callable[[Env], Any]) -> Any:
        gate.wait(timeout=60)
        try:
            return books.run(work)
        except (Refused, Changed) as why:
            return why

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def won(results: list[Any]) -> list[Any]:
    return [one for one in results if not isinstance(one, Exception)]


@pytest.mark.req("RF-18", "AM-9")
def test_of_credit_notes_posted_at_once_only_those_that_fit_are(books: Acting) -> None:
    def prepare(env: Env) -> tuple[int, list[int]]:
        invoice = posted(env, ("10", "10.00"))
        notes = [new_credit_note(invoice, on=DAY) for _ in range(PEOPLE)]
        for note in notes:
            note.lines[0].quantity = Decimal(4)
        env.session.flush()
        return invoice.id, [note.id for note in notes]

    invoice_id, notes = books.run(prepare)
    results = at_once(books, [lambda env, id_=id_: env.session.get_one(env[Invoice], id_).post() for id_ in notes])
    assert len(won(results)) == 2
    number = books.run(lambda env: env.session.get_one(env[Invoice], invoice_id).number)
    lost = {str(one) for one in results if isinstance(one, Refused)}
    assert lost == {f"{number} can still be credited for 20.00 EUR at most."}
    with books.rolled_back() as env:
        assert env.session.get_one(env[Invoice], invoice_id).credited == 80
        assert not broken(env)


@pytest.mark.req("AM-4")
def test_numbers_have_no_gap_though_a_fifth_of_the_transactions_fails(books: Acting) -> None:
    def prepare(env: Env) -> list[int]:
        customer = a_customer(env)
        return [an_invoice(env, ("1", "10.00"), customer=customer).id for _ in range(2 * PEOPLE)]

    def post(env: Env, id_: int, fails: bool) -> str:
        invoice = env.session.get_one(env[Invoice], id_)
        invoice.post()
        env.session.flush()
        if fails:
            raise Changed
        return str(invoice.number)

    drafts = books.run(prepare)
    works = [lambda env, id_=id_, fails=number % 5 == 0: post(env, id_, fails) for number, id_ in enumerate(drafts)]
    results = at_once(books, works)
    numbers = sorted(won(results))
    assert numbers == [f"INV/2026/{n:05d}" for n in range(1, len(numbers) + 1)]
    assert len(numbers) == len(drafts) - len(range(0, len(drafts), 5))
    with books.rolled_back() as env:
        assert not broken(env)


@pytest.mark.req("AM-10")
def test_a_payment_is_applied_once(books: Acting) -> None:
    def prepare(env: Env) -> tuple[int, list[int]]:
        customer = a_customer(env)
        first = posted(env, ("1", "10.00"), customer=customer)
        invoices = [posted(env, ("1", "60.00"), customer=customer).id for _ in range(PEOPLE)]
        return pay(first, Decimal(110), journal=journal(env, "BNK"), on=DAY).id, invoices

    def apply(env: Env, id_: int) -> Decimal:
        from addons.account.models import Payment

        invoice = env.session.get_one(env[Invoice], id_)
        payment = env.session.get_one(env[Payment], payment_id)
        amount = min(payment.residual, invoice.residual)
        settle(invoice, payment, amount)
        return amount

    payment_id, invoices = books.run(prepare)
    results = at_once(books, [lambda env, id_=id_: apply(env, id_) for id_ in invoices])
    assert sum(won(results)) <= 100
    with books.rolled_back() as env:
        matched = env.session.scalar(
            sa.select(sa.func.sum(env[Match].amount)).where(env[Match].payment_id == payment_id)
        )
        assert 60 <= matched - 10 <= 100
        assert not broken(env)


@pytest.mark.req("AM-3", "AM-10")
def test_what_is_opened_again_meanwhile_settles_nothing(books: Acting) -> None:
    opened, applying = threading.Event(), threading.Event()

    def prepare(env: Env) -> tuple[int, int]:
        invoice = posted(env, ("1", "10.00"))
        note = new_credit_note(invoice, on=DAY)
        env.session.flush()
        note.post()
        invoice.unreconcile()
        return invoice.id, note.id

    def open_again(env: Env) -> None:
        env.session.get_one(env[Invoice], note_id).reset_to_draft()
        env.session.flush()
        opened.set()
        applying.wait(timeout=0.5)  # in vain on SQLite, where whoever writes is alone

    def apply(env: Env) -> None:
        invoice, note = (env.session.get_one(env[Invoice], id_) for id_ in (invoice_id, note_id))
        assert note.reversed is invoice
        applying.set()
        settle_what_is_due(invoice, note)

    invoice_id, note_id = books.run(prepare)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(books.run, open_again)
        assert opened.wait(timeout=60)
        with pytest.raises(Refused, match="^The amount due has changed meanwhile. Look at it again.$"):
            books.run(apply)
        first.result()
    with books.rolled_back() as env:
        assert not broken(env)
