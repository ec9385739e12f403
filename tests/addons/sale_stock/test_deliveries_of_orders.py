"""Confirming an order makes its delivery; the order shows what was delivered and what came back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
import sqlalchemy as sa

from addons.base.models import Contact
from addons.product.models import Product
from addons.sale.models import Line, Order
from addons.sale_stock.models import deliver_earlier_orders
from addons.stock.models import Transfer
from core import Env, Refused
from core.jobs.worker import Worker
from tests.addons.stock.warehouse import (
    a_customer,
    a_product,
    company_of,
    planned,
    problems_with_stock,
    receive,
    warehouse,
)
from tests.kernels import Acting


@pytest.fixture
def shop(acting: Callable[..., Acting]) -> Acting:
    return acting("sale_stock")


def an_order(env: Env, *goods: tuple[Product, int], customer: Contact | None = None) -> Order:
    company = company_of(env)
    order = env.new(Order, customer=customer or a_customer(env), company=company, currency=company.currency)
    for product, quantity in goods:
        order.lines.append(env[Line](product=product, quantity=Decimal(quantity), price=Decimal(10)))
    env.session.flush()
    return order


def transfers(env: Env, order: Order) -> list[Transfer]:
    found = sa.select(env[Transfer]).where(env[Transfer].order_id == order.id)  # type: ignore[attr-defined]
    return list(env.session.scalars(found.order_by(env[Transfer].id)))


def delivered(env: Env, order: Order) -> list[Decimal]:
    env.session.expire_all()
    return [line.delivered for line in order.lines]


@pytest.mark.req("SO-2")
def test_confirming_delivers_goods_and_not_services(shop: Acting) -> None:
    with shop.rolled_back() as env:
        helmet, tuning = a_product(env, "Helmet"), a_product(env, "Tuning", kind="service")
        receive(env, helmet, 5)
        order = an_order(env, (helmet, 3), (tuning, 1))
        order.confirm()
        (delivery,) = transfers(env, order)
        assert (delivery.type, delivery.state, delivery.origin) == ("delivery", "ready", order.number)
        assert delivery.contact == order.customer
        assert [(move.product.name, move.quantity) for move in delivery.moves] == [("Helmet", 3)]


@pytest.mark.req("SO-2")
def test_an_order_of_services_has_no_delivery(shop: Acting) -> None:
    with shop.rolled_back() as env:
        order = an_order(env, (a_product(env, "Tuning", kind="service"), 1))
        order.confirm()
        assert transfers(env, order) == []


@pytest.mark.req("SO-2")
def test_a_delivery_waits_for_goods_that_are_not_there(shop: Acting) -> None:
    with shop.rolled_back() as env:
        helmet = a_product(env, "Helmet")
        order = an_order(env, (helmet, 3))
        order.confirm()
        (delivery,) = transfers(env, order)
        assert delivery.state == "waiting"
        receive(env, helmet, 3)
        env.session.expire_all()
        assert delivery.state == "ready"


@pytest.mark.req("SO-3")
def test_the_order_shows_what_was_delivered_with_each_part(shop: Acting) -> None:
    with shop.rolled_back() as env:
        helmet = a_product(env, "Helmet")
        receive(env, helmet, 5)
        order = an_order(env, (helmet, 5))
        order.confirm()
        (delivery,) = transfers(env, order)
        assert delivered(env, order) == [0]
        delivery.lines[0].quantity = Decimal(2)
        delivery.validate()
        assert delivered(env, order) == [2]
        assert order.lines[0].to_deliver == 3  # type: ignore[attr-defined]
        transfers(env, order)[1].validate()
        assert delivered(env, order) == [5]


@pytest.mark.req("RT-18", "RT-12", "RT-19", "SO-3")
def test_a_validated_return_lowers_delivered_and_shows_what_is_to_be_credited(shop: Acting) -> None:
    with shop.rolled_back() as env:
        helmet = a_product(env, "Helmet")
        receive(env, helmet, 5)
        order = an_order(env, (helmet, 5))
        order.confirm()
        delivery = transfers(env, order)[0].validate()
        order.lines[0].invoiced = Decimal(5)
        back = delivery.reverse({delivery.lines[0]: Decimal(2)}, to=warehouse(env).returns)
        assert back.order == order  # type: ignore[attr-defined]
        assert delivered(env, order) == [5]
        back.validate()
        assert delivered(env, order) == [3]
        assert order.lines[0].to_credit == 2  # type: ignore[attr-defined]
        again = back.reverse({back.lines[0]: Decimal(1)}, to=delivery.destination)
        again.validate()
        assert delivered(env, order) == [4]
        assert order.lines[0].to_credit == 1  # type: ignore[attr-defined]
        assert problems_with_stock(env) == []


@pytest.mark.req("SO-2")
def test_an_order_with_delivered_goods_is_cancelled_once_they_are_back(shop: Acting) -> None:
    with shop.rolled_back() as env:
        helmet = a_product(env, "Helmet")
        receive(env, helmet, 5)
        order = an_order(env, (helmet, 5))
        order.confirm()
        delivery = transfers(env, order)[0]
        delivery.lines[0].quantity = Decimal(3)
        delivery.validate()
        env.session.expire_all()
        with pytest.raises(Refused, match="Return the delivered products before cancelling."):
            order.cancel()
        delivery.reverse({delivery.lines[0]: Decimal(3)}, to=warehouse(env).returns).validate()
        env.session.expire_all()
        order.cancel()
        assert [transfer.state for transfer in transfers(env, order)] == ["done", "cancelled", "done"]
        assert problems_with_stock(env) == []


@pytest.mark.req("SO-2", "AR-5")
def test_a_seller_without_warehouse_rights_confirms_and_cancels(shop: Acting) -> None:
    def prepare(env: Env) -> int:
        helmet = a_product(env, "Helmet")
        receive(env, helmet, 5)
        return an_order(env, (helmet, 5)).id

    order_id = shop.run(prepare)

    def confirm(env: Env) -> None:
        order = env.session.get_one(env[Order], order_id)
        order.confirm()
        (delivery,) = transfers(env, order)
        assert delivery.state == "ready"
        assert not env.may_record("write", delivery)

    shop.run(confirm, ("sale.user",))
    shop.run(lambda env: env.session.get_one(env[Order], order_id).cancel(), ("sale.user",))
    with shop.rolled_back() as env:
        (delivery,) = transfers(env, env.session.get_one(env[Order], order_id))
        assert delivery.state == "cancelled"
        assert problems_with_stock(env) == []


@pytest.mark.req("AR-3")
def test_a_seller_sees_no_other_transfers(shop: Acting) -> None:
    def prepare(env: Env) -> int:
        return planned(env, "receipt", [(a_product(env, "Helmet"), 5)]).id

    transfer_id = shop.run(prepare)
    with shop.rolled_back(("sale.user",)) as env:
        assert env.session.get(env[Transfer], transfer_id) is None
    with shop.rolled_back(("sale.user", "stock.user")) as env:
        assert env.session.get(env[Transfer], transfer_id) is not None


@pytest.mark.req("SO-2")
def test_orders_confirmed_before_inventory_came_are_delivered_from_then_on(fresh_kernel: Callable[..., object]) -> None:
    acting = Acting(fresh_kernel("sale"))  # type: ignore[arg-type]

    def order(env: Env, *, confirmed: bool) -> int:
        made = an_order(env, (a_product(env, "Helmet"), 2))
        if confirmed:
            made.confirm()
        return made.id

    confirmed, open_one = (acting.run(lambda env, c=c: order(env, confirmed=c)) for c in (True, False))
    acting.kernel.install(["stock"])
    assert Worker(acting.kernel).run_due() > 0
    with acting.rolled_back() as env:
        assert [one.state for one in transfers(env, env.session.get_one(env[Order], confirmed))] == ["waiting"]
        assert transfers(env, env.session.get_one(env[Order], open_one)) == []


def test_of_many_earlier_orders_a_part_is_delivered_at_a_time(shop: Acting) -> None:
    with shop.rolled_back() as env:
        helmet = a_product(env, "Helmet")
        orders = [an_order(env, (helmet, 1)) for _ in range(3)]
        for one in orders:
            one.state = "confirmed"  # as before there was a warehouse
        env.session.flush()
        last = deliver_earlier_orders(env, most=2)
        assert last == orders[1].id
        assert [len(transfers(env, one)) for one in orders] == [1, 1, 0]
        assert deliver_earlier_orders(env, last, 2) is None
        assert [len(transfers(env, one)) for one in orders] == [1, 1, 1]


@pytest.mark.req("RT-3")
def test_orders_with_a_delivery_are_those_of_the_customers_entity_that_contain_the_product(shop: Acting) -> None:
    with shop.rolled_back() as env:
        veloria = env.new(Contact, name="Veloria", is_company=True)
        amelie = env.new(Contact, name="Amelie", parent=veloria)
        helmet, lock = a_product(env, "Helmet"), a_product(env, "Lock")
        receive(env, helmet, 5)
        order, waiting = an_order(env, (helmet, 2), customer=amelie), an_order(env, (lock, 2), customer=amelie)
        for one in (order, waiting):
            one.confirm()
        transfers(env, order)[0].validate()
        company_id = order.company_id
        assert env.session.scalars(veloria.delivered_orders(company_id)).all() == [order]  # type: ignore[attr-defined]
        assert env.session.scalars(veloria.delivered_orders(company_id, helmet)).all() == [order]  # type: ignore[attr-defined]
        assert env.session.scalars(veloria.delivered_orders(company_id, lock)).all() == []  # type: ignore[attr-defined]
