"""Posting: what a document must have, the number and the entry that it gets, and that it stays as it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from addons.account.invariants import broken
from addons.account.models import Entry, Invoice
from addons.account.models.paying import pay
from addons.account.wizards import reverse
from core import AccessDenied, Env, Refused
from tests.addons.account.books import a_tax, an_invoice, company_of, journal, posted
from tests.kernels import Acting

DAY = date(2026, 11, 2)


def test_totals_follow_the_lines_and_their_taxes(books: Acting) -> None:
    with books.rolled_back() as env:
        nineteen, seven = a_tax(env, "19"), a_tax(env, "7")
        invoice = an_invoice(env, ("3", "19.99", [nineteen]), ("1", "5.00", [seven]), ("2", "1.00"))
        assert (invoice.untaxed, invoice.tax, invoice.total) == (Decimal("66.97"), Decimal("11.74"), Decimal("78.71"))
        assert {one.tax.name: (one.base, one.amount) for one in invoice.taxes} == {
            "VAT 19 %": (Decimal("59.97"), Decimal("11.39")), "VAT 7 %": (Decimal("5.00"), Decimal("0.35"))
        }  # fmt: skip
        invoice.lines.remove(invoice.lines[1])
        invoice.lines[0].quantity = Decimal(1)
        env.session.flush()
        assert (invoice.total, len(invoice.taxes)) == (Decimal("25.79"), 1)


@pytest.mark.req("AM-4")
def test_posting_numbers_the_document_and_writes_a_balanced_entry(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("2", "100.00", [a_tax(env, "19")]))
        assert (invoice.number, invoice.state, invoice.residual) == ("INV/2026/00001", "posted", Decimal("238.00"))
        entry = env.session.scalars(sa.select(env[Entry]).where(env[Entry].invoice_id == invoice.id)).one()
        assert {(line.account.code, line.debit, line.credit) for line in entry.lines} == {
            ("1200", Decimal("238.00"), Decimal(0)),
            ("4000", Decimal(0), Decimal("200.00")),
            ("2200", Decimal(0), Decimal("38.00")),
        }
        assert posted(env, ("1", "1.00")).number == "INV/2026/00002"
        assert posted(env, ("1", "1.00"), on=date(2025, 12, 31)).number == "INV/2025/00001"


@pytest.mark.req("AM-4", "AM-2")
def test_what_is_missing_is_said_together(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = an_invoice(env)
        invoice.customer = None
        with pytest.raises(Refused) as refused:
            invoice.post()
        assert [one.message for one in refused.value.problems] == ["Add at least one line.", "Set a customer."]


@pytest.mark.req("AM-4", "RF-17")
def test_nothing_is_posted_in_a_closed_period(books: Acting) -> None:
    with books.rolled_back() as env:
        company_of(env).locked_until = date(2026, 10, 31)
        with pytest.raises(Refused, match="The period up to 2026-10-31 is closed."):
            posted(env, ("1", "1.00"), on=date(2026, 10, 31))


@pytest.mark.req("AM-2")
def test_date_and_due_date_are_filled_in_at_posting(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("1", "1.00"), on=None)
        assert invoice.date == env.today()
        assert (invoice.due_date - invoice.date).days == company_of(env).payment_days == 14


@pytest.mark.req("AM-3")
@pytest.mark.parametrize("field", ["customer", "date", "journal", "total"])
def test_a_posted_document_cannot_be_changed(books: Acting, field: str) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("1", "10.00"))
        changed = {"customer": None, "date": DAY.replace(day=3), "journal": journal(env, "MISC"), "total": Decimal(1)}
        setattr(invoice, field, changed[field])
        with pytest.raises(Refused, match="is posted: it cannot be changed"):
            env.session.flush()


@pytest.mark.req("AM-3")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE account_invoice SET total = total + 1 WHERE id = {id}",
        "UPDATE account_invoice SET customer_id = NULL WHERE id = {id}",
        "UPDATE account_invoice SET number = 'X' WHERE id = {id}",
        "UPDATE account_invoice SET state = 'cancelled' WHERE id = {id}",
        "UPDATE account_invoice_line SET price = price + 1 WHERE invoice_id = {id}",
        "INSERT INTO account_invoice_line (invoice_id, label) VALUES ({id}, 'more')",
        "DELETE FROM account_invoice_line WHERE invoice_id = {id}",
        "DELETE FROM account_invoice_tax WHERE invoice_id = {id}",
        "UPDATE account_entry SET date = '2026-01-01' WHERE invoice_id = {id}",
        "DELETE FROM account_entry_line",
        "DELETE FROM account_entry",
        "DELETE FROM account_invoice WHERE id = {id}",
    ],
)
def test_nor_can_its_rows(books: Acting, statement: str) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("1", "10.00", [a_tax(env, "19")]))
        with pytest.raises(DBAPIError, match="cannot change|cannot be deleted"):
            env.transaction.connection.exec_driver_sql(statement.format(id=invoice.id))


@pytest.mark.req("AM-11")
def test_a_posted_document_cannot_be_deleted(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("1", "10.00"))
        with pytest.raises(Refused, match="Posted documents cannot be deleted. Create a credit note instead."):
            list(invoice.linked_documents())


@pytest.mark.req("RF-21")
def test_only_invoicing_users_post(books: Acting) -> None:
    def post(env: Env) -> None:
        env.session.get(env[Invoice], made).post()

    def post_by_system_work(env: Env) -> None:
        with env.system("a wizard of somebody who may not") as system:
            post(system)

    made = books.run(lambda env: an_invoice(env, ("1", "10.00")).id)
    with pytest.raises(AccessDenied, match="^You are not allowed to post accounting documents.$"):
        books.run(post_by_system_work, ("base.user",))
    books.run(post, ("account.user",))


@pytest.mark.req("AM-3")
def test_an_accounting_manager_may_open_it_again(books: Acting) -> None:
    def open_again(env: Env) -> None:
        env.session.get(env[Invoice], made).reset_to_draft()

    def post_again(env: Env) -> tuple[str | None, int, Decimal]:
        invoice = env.session.get(env[Invoice], made)
        invoice.lines[0].price = Decimal(12)
        env.session.flush()
        invoice.post()
        env.session.flush()
        entries = env.session.scalars(sa.select(env[Entry]).where(env[Entry].invoice_id == made)).all()
        return invoice.number, len(entries), sum(line.debit for e in entries for line in e.lines)

    made = books.run(lambda env: posted(env, ("1", "10.00")).id)
    with pytest.raises(AccessDenied):
        books.run(open_again, ("account.user",))
    books.run(open_again, ("account.manager",))
    number, entries, debit = books.run(post_again, ("account.manager",))
    assert (number, entries, debit) == ("INV/2026/00001", 3, Decimal(32))


@pytest.mark.req("AM-3", "RF-14")
def test_a_document_whose_credit_note_is_prepared_is_not_opened_again(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("2", "100.00"))
        [note] = reverse([invoice], on=env.today(), reason=None, journal=None)
        env.session.flush()
        said = f"{invoice.number} has payments or credit notes. Take them off first."
        with pytest.raises(Refused, match=f"^{said}$"):
            invoice.reset_to_draft()
        note.cancel()
        invoice.reset_to_draft()
        note.reopen()
        with pytest.raises(Refused, match=f"Only posted invoices can be refunded. {invoice.number} is draft."):
            note.post()


@pytest.mark.req("AM-3", "AM-10")
def test_a_credit_note_that_was_paid_out_is_not_opened_again(books: Acting) -> None:
    with books.rolled_back() as env:
        [note] = reverse([posted(env, ("2", "100.00"))], on=env.today(), reason=None, journal=None)
        note.post()
        settled = note.residual
        invoice = note.reversed
        invoice.unreconcile()
        pay(note, Decimal(50), journal=journal(env, "BNK"), on=env.today())
        with pytest.raises(Refused, match=f"^{note.number} has payments or credit notes. Take them off first.$"):
            note.reset_to_draft()
        assert (settled, note.state, note.residual) == (0, "posted", 150)
        assert not broken(env)
        note.unreconcile()
        note.reset_to_draft()
        assert not broken(env)
