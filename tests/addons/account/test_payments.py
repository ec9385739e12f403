"""Payments by their pop-ups: registered in part or whole, paid out, kept for later and applied to another invoice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from addons.account.invariants import broken
from addons.account.models import Entry, Invoice, Payment
from addons.account.models.crediting import new_credit_note
from addons.account.models.paying import pay
from addons.account.wizards import ApplyCredit, CreditInvoice, RegisterPayment
from core import Env, Refused
from core.ui.settle import Entered
from tests.addons.account.books import a_customer, a_tax, company_of, journal, posted
from tests.kernels import Acting

DAY = date(2026, 11, 9)


def opened(env: Env, wizard: type[Any], record: Invoice, **entered: Any) -> Any:
    """A pop-up with what a user entered."""
    values = {name: str(getattr(value, "id", value)) for name, value in entered.items()}
    return wizard(env, record, Entered(values=values, fresh=set(values)))


def press(form: Any, button: str) -> dict[str, str]:
    """Presses a button; what is wrong by field, nothing if it worked."""
    form._press(button)
    form.env.session.flush()
    return dict(form._errors)


def a_credit(env: Env, customer: Any, amount: str = "100.00") -> Invoice:
    """A credit note with that much left: its invoice was paid before."""
    invoice = posted(env, ("1", amount), customer=customer)
    pay(invoice, Decimal(amount), journal=journal(env, "BNK"), on=DAY)
    note = new_credit_note(invoice, on=DAY)
    note.post()
    assert note.residual == Decimal(amount)
    return note


@pytest.mark.req("AM-10")
def test_a_payment_begins_with_what_is_due_today(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("1", "100.00", [a_tax(env, "19")]))
        form = opened(env, RegisterPayment, invoice)
        assert (form.amount, form.on, form.journal, form.memo) == (
            Decimal("119.00"), env.today(), journal(env, "BNK"), invoice.number
        )  # fmt: skip
        assert press(form, "register") == {}
        assert (invoice.residual, invoice.payment) == (0, "paid")
        payment = env.session.scalars(sa.select(env[Payment])).one()
        assert (payment.number, payment.direction, payment.residual) == (f"BNK/{env.today().year}/00001", "in", 0)
        entry = env.session.scalars(sa.select(env[Entry]).where(env[Entry].payment_id == payment.id)).one()
        assert {(line.account.code, line.debit, line.credit) for line in entry.lines} == {
            ("1010", Decimal(119), Decimal(0)), ("1200", Decimal(0), Decimal(119))
        }  # fmt: skip


@pytest.mark.req("AM-10")
def test_the_payment_status_follows_what_is_due(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("1", "100.00"))
        seen = [invoice.payment]
        for amount in ("30.00", "69.99", "0.01"):
            assert press(opened(env, RegisterPayment, invoice, amount=amount, on=DAY), "register") == {}
            seen.append(invoice.payment)
        assert seen == ["not_paid", "partly_paid", "partly_paid", "paid"]
        new_credit_note(invoice, on=DAY).post()
        assert invoice.payment == "reversed"
        assert not broken(env)


@pytest.mark.req("AM-10")
@pytest.mark.parametrize(
    ("entered", "errors"),
    [
        ({"amount": "0"}, {"amount": "The amount must be greater than zero."}),
        ({"amount": "-1"}, {"amount": "The amount must be greater than zero."}),
        ({"amount": ""}, {"amount": "Enter an amount."}),
        ({"journal": ""}, {"journal": "Select a journal."}),
        ({"on": ""}, {"on": "Set a payment date."}),
    ],
)
def test_what_is_no_payment_is_refused(books: Acting, entered: dict[str, str], errors: dict[str, str]) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("1", "100.00"))
        assert press(opened(env, RegisterPayment, invoice, **entered), "register") == errors
        assert invoice.residual == 100


@pytest.mark.req("AM-4", "RF-17")
def test_no_payment_in_a_closed_period(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("1", "100.00"))
        company_of(env).locked_until = DAY
        with pytest.raises(Refused, match="The period up to .* is closed."):
            pay(invoice, Decimal(1), journal=journal(env, "BNK"), on=DAY)


@pytest.mark.req("AM-10")
def test_what_is_paid_too_much_is_kept_and_applied_to_another_invoice(books: Acting) -> None:
    with books.rolled_back() as env:
        customer = a_customer(env)
        first, second = (posted(env, ("1", amount), customer=customer) for amount in ("10.00", "60.00"))
        form = opened(env, RegisterPayment, first, amount="50.00", on=DAY)
        assert form.note() == "More than is due: the rest stays as an outstanding credit of the customer."
        press(form, "register")
        payment = env.session.scalars(sa.select(env[Payment])).one()
        assert (first.residual, payment.residual) == (0, 40)
        form = opened(env, ApplyCredit, second, payment=payment)
        assert form.left == "40.00 EUR"
        assert press(form, "apply") == {}
        assert (second.residual, second.payment, payment.residual) == (20, "partly_paid", 0)
        assert not broken(env)


@pytest.mark.req("AM-10")
def test_an_outstanding_credit_is_applied_to_another_invoice(books: Acting) -> None:
    with books.rolled_back() as env:
        customer = a_customer(env)
        note, other = a_credit(env, customer), posted(env, ("1", "70.00"), customer=customer)
        assert press(opened(env, ApplyCredit, other, credit=note), "apply") == {}
        assert (other.residual, other.payment, note.residual, note.payment) == (0, "paid", 30, "partly_paid")
        assert not broken(env)
        other.unreconcile()
        assert (other.residual, other.payment, note.residual, note.payment) == (70, "not_paid", 100, "not_paid")
        assert not broken(env)


@pytest.mark.req("AM-10")
def test_an_outstanding_credit_is_paid_out(books: Acting) -> None:
    with books.rolled_back() as env:
        note = a_credit(env, a_customer(env))
        assert press(opened(env, RegisterPayment, note, on=DAY), "register") == {}
        payment = env.session.scalars(sa.select(env[Payment]).order_by(env[Payment].id.desc()).limit(1)).one()
        assert (note.residual, note.payment, payment.direction) == (0, "paid", "out")
        assert not broken(env)


@pytest.mark.req("AM-10")
def test_credits_of_others_are_not_offered(books: Acting) -> None:
    with books.rolled_back() as env:
        company = a_customer(env, "Veloria")
        company.is_company = True
        amelie = a_customer(env, "Amelie")
        amelie.parent = company
        env.session.flush()
        mine, hers = a_credit(env, a_customer(env, "Stranger")), a_credit(env, amelie)
        form = opened(env, ApplyCredit, posted(env, ("1", "5.00"), customer=company))
        assert list(env.session.scalars(form._fields["credit"].among(form))) == [hers]
        assert press(form, "apply") == {"credit": "Select a credit note or a payment."}
        assert press(opened(env, ApplyCredit, form.record, credit=mine), "apply") == {
            "credit": "Choose one of the offered values."
        }


@pytest.mark.req("AM-5", "RF-11")
def test_a_posted_invoice_is_credited_by_the_same_pop_up_without_a_ticket(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("2", "10.00"))
        form = opened(env, CreditInvoice, invoice, reason="Scratched")
        assert [one.label for one in form._shown()] == ["Reason displayed on Credit Note", "Journal", "Reversal date"]
        assert [one.label for one in form._offered_buttons()] == ["Reverse", "Reverse and Create Invoice"]
        assert (form.journal, form.on) == (invoice.journal, env.today())
        assert press(form, "reverse") == {}
        note = env.session.scalars(sa.select(env[Invoice]).where(env[Invoice].reversed_id == invoice.id)).one()
        assert (note.type, note.state, note.reason, note.total) == ("credit_note", "draft", "Scratched", invoice.total)


@pytest.mark.req("AM-5", "RF-13")
def test_reverse_and_create_invoice_credits_and_begins_anew(books: Acting) -> None:
    with books.rolled_back() as env:
        invoice = posted(env, ("2", "10.00", [a_tax(env, "19")]))
        assert press(opened(env, CreditInvoice, invoice), "reverse_and_invoice_again") == {}
        assert (invoice.payment, invoice.residual) == ("reversed", 0)
        new = env.session.scalars(sa.select(env[Invoice]).order_by(env[Invoice].id.desc()).limit(1)).one()
        assert (new.type, new.state, new.number, new.total) == ("invoice", "draft", None, invoice.total)


@pytest.mark.req("AM-5", "RF-14")
def test_nothing_but_a_posted_invoice_can_be_credited(books: Acting) -> None:
    with books.rolled_back() as env:
        note = a_credit(env, a_customer(env))
        with pytest.raises(Refused):
            CreditInvoice.may_open(note)
