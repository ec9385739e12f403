"""A ticket names an order of its customer and a product; which ones can be chosen, and what is refused."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from addons.helpdesk_sale.pages import orders_of_customer, products_for_tickets
from addons.sale.models import Order
from core import Refused
from tests.addons.helpdesk.desk import USER, a_ticket
from tests.addons.helpdesk_sale.orders import a_product, an_order, contact, orders_of, product
from tests.kernels import Acting


def offered(env, choices, **values) -> list[str]:
    """The names that a ticket with these values offers, as system work reads them."""
    ticket = a_ticket(env, **values)
    return [str(one) for one in env.session.scalars(choices(ticket))]


@pytest.mark.req("HD-10")
def test_orders_of_everybody_in_the_customers_company_can_be_chosen(sales: Acting) -> None:
    def look(env):
        numbers = [orders_of(env, "Tobias")[0].number, orders_of(env, "Amelie")[0].number]
        return numbers, offered(env, orders_of_customer, customer=contact(env, "Amelie"))

    expected, found = sales.run(look)
    assert found == expected


@pytest.mark.req("HD-12")
def test_only_orders_with_the_tickets_product_can_be_chosen(sales: Acting) -> None:
    def look(env):
        found = offered(env, orders_of_customer, customer=contact(env, "Amelie"), product=product(env, "Helmet"))
        return found, [orders_of(env, "Tobias")[0].number]

    found, expected = sales.run(look)
    assert found == expected


@pytest.mark.req("HD-10")
def test_without_a_customer_no_order_can_be_chosen(sales: Acting) -> None:
    assert sales.run(lambda env: offered(env, orders_of_customer)) == []


@pytest.mark.req("HD-12")
@pytest.mark.parametrize("late", [True, False])
def test_an_order_without_the_product_is_refused(sales: Acting, late: bool) -> None:
    def ids(env):
        order = orders_of(env, "Amelie")[0]
        return order.id, order.number, product(env, "Helmet").id, contact(env, "Amelie").id

    order_id, number, helmet_id, customer_id = sales.run(ids)

    def choose(env):
        if late:
            ticket = a_ticket(env, customer_id=customer_id, sales_order_id=order_id)
            ticket.product = product(env, "Helmet")
            env.session.flush()
        else:
            a_ticket(env, customer_id=customer_id, sales_order_id=order_id, product_id=helmet_id)

    with pytest.raises(Refused) as refused:
        sales.run(choose, USER)
    assert [(one.message, one.about) for one in refused.value.problems] == [
        (f"{number} does not contain Helmet.", "sales_order")
    ]


@pytest.mark.req("HD-10")
def test_an_order_of_another_customer_is_refused(sales: Acting) -> None:
    order_id, number = sales.run(lambda env: (orders_of(env, "Stranger")[0].id, orders_of(env, "Stranger")[0].number))
    customer_id = sales.run(lambda env: contact(env, "Tobias").id)

    with pytest.raises(Refused, match=f"{number} is not an order of Tobias."):
        sales.run(lambda env: a_ticket(env, customer_id=customer_id, sales_order_id=order_id).id, USER)


@pytest.mark.req("HD-9")
def test_helpdesk_users_without_sales_rights_save_a_ticket_with_an_order(sales: Acting) -> None:
    order_id, customer_id = sales.run(lambda env: (orders_of(env, "Amelie")[0].id, contact(env, "Tobias").id))

    def make(env):
        ticket = a_ticket(env, customer_id=customer_id, sales_order_id=order_id)
        assert env.session.scalars(sa.select(env[Order])).all() == []
        return ticket.sales_order_id

    assert sales.run(make, USER) == order_id


def test_a_changed_customer_loses_the_others_order_and_keeps_the_companys(sales: Acting) -> None:
    def change(env):
        order = orders_of(env, "Amelie")[0]
        ticket = a_ticket(env, customer=contact(env, "Amelie"), sales_order=order)
        kept = []
        for name in ("Tobias", "Stranger"):
            ticket.customer = contact(env, name)
            ticket.forget_order_of_another_customer()
            env.session.flush()
            kept.append(ticket.sales_order is order)
        return kept

    assert sales.run(change) == [True, False]


@pytest.mark.req("HD-10")
def test_products_of_the_chosen_order_are_offered_first(sales: Acting) -> None:
    def look(env):
        order = orders_of(env, "Tobias")[0]
        return offered(env, products_for_tickets, customer=contact(env, "Tobias"), sales_order=order)

    assert sales.run(look) == ["Helmet", "Battery", "Bike"]


@pytest.mark.req("PD-3")
def test_archived_products_are_offered_where_the_customer_bought_them(sales: Acting) -> None:
    def look(env):
        old = a_product(env, "Old bike")
        an_order(env, contact(env, "Tobias"), [(old, 1)])
        a_product(env, "Never sold", active=False)
        old.active = False
        env.session.flush()
        return [offered(env, products_for_tickets, customer=contact(env, name)) for name in ("Amelie", "Stranger")]

    assert sales.run(look) == [["Battery", "Bike", "Helmet", "Old bike"], ["Battery", "Bike", "Helmet"]]


@pytest.mark.req("SO-8")
def test_an_order_knows_its_tickets(sales: Acting) -> None:
    def look(env):
        order = orders_of(env, "Amelie")[0]
        ticket = a_ticket(env, customer=contact(env, "Amelie"), sales_order=order)
        env.session.expire(order)
        return order.tickets == [ticket]

    assert sales.run(look)
