"""The moves of a repair are those of its parts, from confirming to the end."""

from __future__ import annotations

from decimal import Decimal

import pytest

from addons.repair.models import Part
from addons.stock.models import Transfer, shared_location
from core import Env
from tests.addons.helpdesk_sale.orders import product
from tests.addons.repair.workshop import (
    MECHANIC,
    a_repair,
    lot,
    operations,
    planned,
    texts,
    the_repair,
    under_repair,
    use_all,
)
from tests.addons.stock.warehouse import on_hand, problems_with_stock, receive, warehouse
from tests.kernels import Acting


def stock_of(env: Env, name: str) -> tuple[int, int]:
    """(on hand, reserved) in the stock location."""
    quantity, reserved = on_hand(env, product(env, name), warehouse(env).stock)
    return int(quantity), int(reserved)


@pytest.mark.req("RP-12", "RP-10")
def test_confirming_reserves_what_is_there_and_marks_what_is_short(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = a_repair(env, ("Pads", 2), ("Chain", 1), ("Motor", 1, "remove"), ("Labour", 1))
        assert stock_of(env, "Pads") == (5, 0)
        order.confirm()
        assert stock_of(env, "Pads") == (5, 2)
        assert [part.availability for part in order.parts] == ["Reserved", "1 short", "", ""]
        assert operations(env, order)[0].state == "waiting"
        receive(env, product(env, "Chain"), 3)
        env.session.expire_all()
        assert [part.availability for part in order.parts][1] == "Reserved"


@pytest.mark.req("RP-16")
def test_the_end_takes_from_stock_scraps_and_puts_back(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = under_repair(env, ("Pads", 2), ("Motor", 1), ("Pads", 1, "remove"), ("Pads", 1, "recycle"))
        use_all(order, Motor="M-2")
        order.end_repair()
        assert stock_of(env, "Pads") == (4, 0)
        assert on_hand(env, product(env, "Pads"), shared_location(env, "scrap"))[0] == 1
        assert stock_of(env, "Motor") == (1, 0)
        assert lot(env, "M-2").lines[0].transfer.repair_id == order.id
        assert problems_with_stock(env) == []


@pytest.mark.req("RP-16")
def test_what_was_not_used_stays_in_stock(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = under_repair(env, ("Pads", 3))
        order.parts[0].done = Decimal(1)
        assert order.has_unused_parts
        order.end_repair()
        assert stock_of(env, "Pads") == (4, 0)
        assert problems_with_stock(env) == []


@pytest.mark.req("RP-16")
def test_more_than_planned_may_be_used(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = under_repair(env, ("Pads", 1))
        order.parts[0].done = Decimal(4)
        order.end_repair()
        assert stock_of(env, "Pads") == (1, 0)


@pytest.mark.req("RP-16")
def test_a_repair_without_used_parts_moves_nothing(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = under_repair(env, ("Pads", 1))
        order.end_repair()
        assert (order.state, operations(env, order)[0].state) == ("repaired", "cancelled")
        assert stock_of(env, "Pads") == (5, 0)


@pytest.mark.req("RP-16")
def test_what_is_not_there_is_said_for_all_parts_at_once(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = under_repair(env, ("Chain", 1), ("Pads", 9))
        use_all(order)
        assert texts(order.end_repair) == ["Not enough Pads in stock.", "Not enough Chain in stock."]


@pytest.mark.req("RP-12")
def test_moves_follow_the_parts(repairs: Acting) -> None:
    repairs.run(lambda env: a_repair(env, ("Pads", 2), ("Motor", 1)).confirm())
    assert repairs.run(lambda env: planned(env, the_repair(env))) == [("Pads", 2, 2), ("Motor", 1, 1)]

    def change(env: Env) -> None:
        order = the_repair(env)
        pads, motor = order.parts
        pads.demand = Decimal(4)
        order.parts.remove(motor)
        order.parts.append(env[Part](product=product(env, "Chain"), demand=Decimal(1), type="add"))

    repairs.run(change, MECHANIC)
    assert repairs.run(lambda env: planned(env, the_repair(env))) == [("Pads", 4, 4), ("Chain", 1, 0)]
    assert repairs.run(lambda env: stock_of(env, "Motor")) == (2, 0)
    assert repairs.run(problems_with_stock) == []


@pytest.mark.req("RP-12", "RP-16")
def test_the_lot_that_was_chosen_is_the_one_that_is_reserved(repairs: Acting) -> None:
    repairs.run(lambda env: a_repair(env, ("Motor", 1)).confirm())

    def choose(env: Env) -> None:
        the_repair(env).parts[0].lot = lot(env, "M-2")

    def held(env: Env) -> list[str]:
        return [line.lot.name for line in operations(env, the_repair(env))[0].lines]

    assert repairs.run(held) == ["M-1"]
    repairs.run(choose, MECHANIC)
    assert repairs.run(held) == ["M-2"]


@pytest.mark.req("RP-16")
def test_only_the_repair_moves_its_parts(repairs: Acting) -> None:
    repairs.run(lambda env: a_repair(env, ("Pads", 2)).confirm())

    def transfer(env: Env) -> Transfer:
        return operations(env, the_repair(env))[0]

    number, repair, id_ = repairs.run(lambda env: (transfer(env).number, the_repair(env).number, transfer(env).id))
    said = [f"{number} belongs to {repair}: end or cancel the repair instead."]
    for who in (None, ("stock.user",)):
        for act in ("validate", "cancel"):
            with repairs.rolled_back(who) as env:
                assert texts(getattr(env.session.get_one(env[Transfer], id_), act)) == said
