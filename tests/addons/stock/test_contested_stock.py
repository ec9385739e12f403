"""Several people at the same goods at once: exactly what there is goes, and whoever loses is told why."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

from addons.stock.models import Transfer
from core import Env, Refused
from tests.addons.stock.warehouse import (
    a_customer,
    a_product,
    deliver,
    planned,
    problems_with_stock,
    receive,
    warehouse,
)
from tests.kernels import Acting

PEOPLE = 8


def at_once(stock: Acting, works: list[Callable[[Env], Any]]) -> list[Any]:
    """Runs each work in a thread and transaction of its own, all beginning together. A Refused is a result."""
    gate = threading.Barrier(len(works))

    def one(work: Callable[[Env], Any]) -> Any:
        gate.wait(timeout=30)
        try:
            return stock.run(work)
        except Refused as why:
            return why

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def refusals(results: list[Any]) -> list[str]:
    """The texts of those that lost."""
    return [result.message for result in results if isinstance(result, Refused)]


@pytest.mark.req("RT-14")
def test_the_same_goods_returned_by_many_at_once_come_back_once(stock: Acting) -> None:
    def prepare(env: Env) -> int:
        helmet = a_product(env, "Helmet")
        receive(env, helmet, 5)
        return deliver(env, a_customer(env), (helmet, 5)).id

    delivery_id = stock.run(prepare)

    def give_back(env: Env) -> int:
        done = env.session.get_one(env[Transfer], delivery_id)
        return done.reverse({done.lines[0]: Decimal(2)}, to=warehouse(env).returns).id

    results = at_once(stock, [give_back] * PEOPLE)
    assert refusals(results) == ["You can return at most 1 Units of Helmet."] * (PEOPLE - 2)
    with stock.rolled_back() as env:
        assert env.session.get_one(env[Transfer], delivery_id).lines[0].returned == 4
        assert problems_with_stock(env) == []


@pytest.mark.req("RT-14", "ST-6")
def test_one_serial_number_is_returned_by_one(stock: Acting) -> None:
    def prepare(env: Env) -> int:
        bike = a_product(env, "Cargo One", "serial")
        receive(env, bike, 2, "S1", "S2")
        return deliver(env, a_customer(env), (bike, 2)).id

    delivery_id = stock.run(prepare)

    def give_back(env: Env) -> int:
        done = env.session.get_one(env[Transfer], delivery_id)
        return done.reverse({done.lines[0]: Decimal(1)}, to=warehouse(env).returns).id

    results = at_once(stock, [give_back] * PEOPLE)
    assert refusals(results) == ["You can return at most 0 Units of Cargo One."] * (PEOPLE - 1)


@pytest.mark.req("ST-10")
@pytest.mark.parametrize("tracking", ["none", "lot", "serial"])
def test_reservations_at_once_never_exceed_the_stock(stock: Acting, tracking: str) -> None:
    def prepare(env: Env) -> list[int]:
        product = a_product(env, "Thing", tracking)
        numbers = {"none": [], "lot": ["L1"], "serial": [f"S{n}" for n in range(5)]}[tracking]
        receive(env, product, 5, *numbers)
        return [planned(env, "delivery", [(product, 2)]).id for _ in range(PEOPLE)]

    ids = stock.run(prepare)
    at_once(stock, [lambda env, id=id: env.session.get_one(env[Transfer], id).confirm() for id in ids])  # noqa: A006
    with stock.rolled_back() as env:
        transfers = [env.session.get_one(env[Transfer], id_) for id_ in ids]
        assert sorted(transfer.moves[0].reserved for transfer in transfers) == [0] * (PEOPLE - 3) + [1, 2, 2]
        assert problems_with_stock(env) == []


@pytest.mark.req("ST-9", "ST-10")
def test_a_lot_is_delivered_by_as_many_as_it_is_enough_for(stock: Acting) -> None:
    def prepare(env: Env) -> list[int]:
        battery = a_product(env, "PowerCell", "lot", warranty_months=12)
        receive(env, battery, PEOPLE, "L1")
        made = [planned(env, "delivery", [(battery, 1)], contact=a_customer(env)) for _ in range(PEOPLE)]
        for transfer in made:
            transfer.confirm()
        return [transfer.id for transfer in made]

    ids = stock.run(prepare)
    works = [lambda env, id=id: env.session.get_one(env[Transfer], id).validate().id for id in ids]  # noqa: A006
    assert refusals(at_once(stock, works)) == []
    with stock.rolled_back() as env:
        assert problems_with_stock(env) == []


@pytest.mark.req("ST-5", "XC-2")
def test_one_delivery_validated_by_many_is_done_once(stock: Acting) -> None:
    def prepare(env: Env) -> int:
        helmet = a_product(env, "Helmet")
        receive(env, helmet, 5)
        delivery = planned(env, "delivery", [(helmet, 5)], contact=a_customer(env))
        delivery.confirm()
        return delivery.id

    delivery_id = stock.run(prepare)
    results = at_once(stock, [lambda env: env.session.get_one(env[Transfer], delivery_id).validate().number] * 4)
    assert len(refusals(results)) == 3
    assert all("is done: this is not possible any more." in text for text in refusals(results))
    with stock.rolled_back() as env:
        assert problems_with_stock(env) == []


@pytest.mark.req("ST-5")
def test_validating_and_cancelling_at_once_ends_in_one_of_the_two(stock: Acting) -> None:
    def prepare(env: Env) -> int:
        helmet = a_product(env, "Helmet")
        receive(env, helmet, 5)
        delivery = planned(env, "delivery", [(helmet, 5)], contact=a_customer(env))
        delivery.confirm()
        return delivery.id

    delivery_id = stock.run(prepare)

    def validate(env: Env) -> None:
        env.session.get_one(env[Transfer], delivery_id).validate()

    def cancel(env: Env) -> None:
        env.session.get_one(env[Transfer], delivery_id).cancel()

    assert len(refusals(at_once(stock, [validate, cancel]))) == 1
    with stock.rolled_back() as env:
        assert problems_with_stock(env) == []


@pytest.mark.req("ST-6")
def test_one_new_serial_number_received_by_many_is_received_once(stock: Acting) -> None:
    def prepare(env: Env) -> list[int]:
        bike = a_product(env, "Cargo One", "serial")
        made = [planned(env, "receipt", [(bike, 1)]) for _ in range(4)]
        for transfer in made:
            transfer.confirm()
            transfer.lines[0].lot_name = "S1"
        return [transfer.id for transfer in made]

    ids = stock.run(prepare)
    works = [lambda env, id=id: env.session.get_one(env[Transfer], id).validate().id for id in ids]  # noqa: A006
    assert refusals(at_once(stock, works)) == ["Serial number S1 is already in WH/Stock."] * 3
    with stock.rolled_back() as env:
        assert problems_with_stock(env) == []


@pytest.mark.req("ST-10")
def test_transfers_over_the_same_goods_in_opposite_order_do_not_stop_each_other(stock: Acting) -> None:
    def prepare(env: Env) -> list[int]:
        house, goods = warehouse(env), [a_product(env, f"Part {n}") for n in range(4)]
        for product in goods:
            receive(env, product, 20)
            receive(env, product, 20, to=house.output)
        there = [planned(env, "internal", [(p, 1) for p in goods], to=house.output) for _ in range(4)]
        back = [
            planned(env, "internal", [(p, 1) for p in reversed(goods)], source=house.output, to=house.stock)
            for _ in range(4)
        ]
        return [transfer.id for pair in zip(there, back, strict=True) for transfer in pair]

    def step(name: str) -> list[Callable[[Env], Any]]:
        return [lambda env, id=id: getattr(env.session.get_one(env[Transfer], id), name)() and None for id in ids]  # noqa: A006

    ids = stock.run(prepare)
    assert refusals(at_once(stock, step("confirm"))) == []
    assert refusals(at_once(stock, step("validate"))) == []
    with stock.rolled_back() as env:
        assert {env.session.get_one(env[Transfer], id_).state for id_ in ids} == {"done"}
        assert problems_with_stock(env) == []
