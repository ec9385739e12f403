"""The pages: which buttons stand on them when, what the forms do, and where smart buttons lead."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from addons.sale.models import Order
from addons.stock.models import Transfer
from core import Env
from core.ui.forms import RecordForm, load
from core.ui.registered import Pages
from tests.addons.sale_stock.test_deliveries_of_orders import an_order, transfers
from tests.addons.stock.warehouse import a_customer, a_product, receive
from tests.kernels import Acting

SELLER, KEEPER = ("sale.user",), ("stock.user",)


@pytest.fixture
def shop(acting: Callable[..., Acting]) -> Acting:
    return acting("sale_stock")


def form_of(env: Env, model: str, id_: int) -> RecordForm:
    built = env.registry.facet(Pages).form_of(model)
    return RecordForm(env, built, load(env, built, id_))


def labels(view: Any) -> list[str]:
    return [action.label for action in view.actions]


def ordered(env: Env, *, in_stock: int = 5) -> int:
    helmet = a_product(env, "Helmet")
    if in_stock:
        receive(env, helmet, in_stock)
    return an_order(env, (helmet, 5)).id


@pytest.mark.req("SO-8", "SO-2")
def test_confirming_on_the_page_brings_the_delivery_button(shop: Acting) -> None:
    order_id = shop.run(ordered)
    with shop.rolled_back(SELLER) as env:
        form = form_of(env, "sale.order", order_id)
        assert labels(form.view()) == ["Confirm", "Send by Email", "Mark as Sent", "Cancel"]
        assert form.press("confirm")
        assert env.session.get_one(env[Order], order_id).state == "confirmed"
        view = form_of(env, "sale.order", order_id).view()
        assert labels(view) == ["Send by Email", "Cancel"]
        assert [(smart.label, smart.count) for smart in view.smart] == [("Delivery", 1)]


@pytest.mark.req("ST-3", "ST-4", "ST-8")
def test_the_buttons_of_a_transfer_follow_its_state(shop: Acting) -> None:
    def prepare(env: Env) -> int:
        order = env.session.get_one(env[Order], ordered(env))
        order.confirm()
        return transfers(env, order)[0].id

    transfer_id = shop.run(prepare)
    with shop.rolled_back(KEEPER) as env:
        form = form_of(env, "stock.transfer", transfer_id)
        assert labels(form.view()) == ["Validate", "Unreserve", "Cancel"]
        assert form.press("validate")
        assert env.session.get_one(env[Transfer], transfer_id).state == "done"
        assert labels(form_of(env, "stock.transfer", transfer_id).view()) == ["Return"]


@pytest.mark.req("AR-3")
def test_a_seller_reads_the_delivery_and_has_no_buttons_on_it(shop: Acting) -> None:
    def prepare(env: Env) -> int:
        order = env.session.get_one(env[Order], ordered(env))
        order.confirm()
        return transfers(env, order)[0].id

    transfer_id = shop.run(prepare)
    with shop.rolled_back(SELLER) as env:
        assert labels(form_of(env, "stock.transfer", transfer_id).view()) == []


def made_by_api(env: Env, model: str, body: dict[str, Any]) -> RecordForm:
    built = env.registry.facet(Pages).form_of(model)
    form = RecordForm(env, built)
    form = form.enter(form.read_api(body))
    assert form.save(), form.view().problems
    return form


@pytest.mark.req("SO-1", "XC-9")
def test_an_order_is_made_with_a_customer_and_a_product_alone(shop: Acting) -> None:
    def prepare(env: Env) -> tuple[int, int]:
        return a_product(env, "Helmet", price=Decimal("69.90")).id, a_customer(env).id

    product_id, customer_id = shop.run(prepare)
    with shop.rolled_back(SELLER) as env:
        made_by_api(env, "sale.order", {"customer": customer_id, "lines": [{"product": product_id, "quantity": "2"}]})
        (order,) = env.session.scalars(sa.select(env[Order]))
        assert (order.lines[0].label, order.lines[0].price) == ("Helmet", Decimal("69.90"))
        assert order.total == Decimal("139.80")


@pytest.mark.req("ST-3", "ST-6", "XC-9")
def test_a_receipt_is_made_confirmed_numbered_and_validated_through_its_form(shop: Acting) -> None:
    product_id = shop.run(lambda env: a_product(env, "Cargo One", "serial").id)
    with shop.rolled_back(KEEPER) as env:
        made_by_api(env, "stock.transfer", {"type": "receipt", "moves": [{"product": product_id, "quantity": "2"}]})
        (receipt,) = env.session.scalars(sa.select(env[Transfer]))
        assert (receipt.number.partition("/")[0], receipt.source.type) == ("IN", "supplier")
        assert form_of(env, "stock.transfer", receipt.id).press("confirm")
        form = form_of(env, "stock.transfer", receipt.id)
        numbers = [{"id": line.id, "lot_name": f"S{line.id}"} for line in receipt.lines]
        form = form.enter(form.read_api({"lines": numbers}))
        assert form.save(), form.view().problems
        assert form_of(env, "stock.transfer", receipt.id).press("validate")
        assert [line.lot.name for line in receipt.lines if line.lot] == [one["lot_name"] for one in numbers]
        assert receipt.state == "done"
