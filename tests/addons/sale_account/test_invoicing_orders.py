"""Invoices of orders: by policy, never twice, and what of each line was invoiced."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from addons.account.models.crediting import new_credit_note
from core import AccessDenied, Env, Refused
from core.testing.acts import on_paper
from tests.addons.account.books import a_customer, a_tax
from tests.addons.helpdesk_sale.orders import a_product, an_order
from tests.kernels import Acting


@pytest.fixture
def selling(acting: Callable[..., Acting]) -> Acting:
    return acting("sale_account")


@pytest.mark.req("SO-4")
def test_what_was_ordered_is_invoiced_once(selling: Acting) -> None:
    with selling.rolled_back() as env:
        order = an_order(env, a_customer(env), [(a_product(env, "Bike", taxes=[a_tax(env, "19")]), 2)])
        assert (order.untaxed, order.tax, order.total) == (Decimal("20.00"), Decimal("3.80"), Decimal("23.80"))
        invoice = order.create_invoice()
        assert (invoice.state, invoice.total, invoice.order) == ("draft", order.total, order)
        with pytest.raises(Refused, match="^There is nothing to invoice.$"):
            order.create_invoice()
        env.session.delete(invoice)
        env.session.flush()
        assert order.create_invoice().total == order.total


@pytest.mark.req("SO-5", "AM-7")
def test_an_order_on_paper_has_its_taxes_above_the_total(selling: Acting) -> None:
    with selling.rolled_back() as env:
        order = an_order(env, a_customer(env), [(a_product(env, "Bike", taxes=[a_tax(env, "19")]), 2)])
        assert "Total without taxes €20.00 Taxes €3.80 Total €23.80" in on_paper(env, order, "order")


@pytest.mark.req("SO-4", "PD-1")
def test_what_is_invoiced_as_delivered_waits_for_its_delivery(selling: Acting) -> None:
    with selling.rolled_back() as env:
        order = an_order(env, a_customer(env), [(a_product(env, "Bike", invoicing="delivered"), 2)])
        with pytest.raises(Refused, match="There is nothing to invoice."):
            order.create_invoice()
        order.lines[0].delivered = Decimal(1)
        env.session.flush()
        assert [line.quantity for line in order.create_invoice().lines] == [1]


@pytest.mark.req("SO-4")
def test_a_quotation_is_not_invoiced(selling: Acting) -> None:
    with selling.rolled_back() as env:
        order = an_order(env, a_customer(env), [(a_product(env, "Bike"), 1)], confirm=False)
        with pytest.raises(Refused, match="There is nothing to invoice."):
            order.create_invoice()


@pytest.mark.req("SO-3")
def test_lines_count_what_was_invoiced_and_credited(selling: Acting) -> None:
    with selling.rolled_back() as env:
        order = an_order(env, a_customer(env), [(a_product(env, "Bike"), 3)])
        invoice = order.create_invoice()
        assert order.lines[0].invoiced == 0
        invoice.post()
        assert order.lines[0].invoiced == 3
        note = new_credit_note(invoice, on=env.today())
        note.lines[0].quantity = Decimal(1)
        env.session.flush()
        note.post()
        assert (order.lines[0].invoiced, note.order) == (2, order)
        note.reset_to_draft()
        assert order.lines[0].invoiced == 3


@pytest.mark.req("SO-4", "RF-21")
def test_sellers_invoice_and_do_not_post(selling: Acting) -> None:
    def invoice(env: Env) -> int:
        order = an_order(env, env.session.get(type(a), a.id), [(env.get(b), 1)])
        made = order.create_invoice()
        with pytest.raises(AccessDenied):
            made.post()
        return made.id

    def prepare(env: Env) -> tuple[object, object]:
        return a_customer(env), a_product(env, "Bike")

    a, b = selling.run(prepare)
    assert selling.run(invoice, ("sale.user",))
