"""Under warranty parts cost nothing, whoever writes them; prices come back when it is switched off (SPEC RP-6)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from addons.repair.models import Part, RepairOrder
from core import Env
from tests.addons.helpdesk_sale.orders import product
from tests.addons.repair.workshop import MECHANIC, a_repair, the_repair
from tests.kernels import Acting


def prices(env: Env) -> list[Decimal]:
    """The prices of the first repair's parts."""
    return [part.price for part in the_repair(env).parts]


@pytest.mark.req("RP-6", "RP-10")
def test_prices_are_the_lists_and_zero_under_warranty(repairs: Acting) -> None:
    repairs.run(lambda env: a_repair(env, ("Pads", 2), ("Chain", 1)).id)
    assert repairs.run(prices) == [12, 30]

    def switch(env: Env) -> None:
        the_repair(env).under_warranty = not the_repair(env).under_warranty

    repairs.run(switch, MECHANIC)
    assert repairs.run(prices) == [0, 0]
    repairs.run(switch, MECHANIC)
    assert repairs.run(prices) == [12, 30]


@pytest.mark.req("RP-6")
def test_a_price_by_hand_is_kept_aside_and_comes_back(repairs: Acting) -> None:
    repairs.run(lambda env: a_repair(env, ("Pads", 2)).id)

    def price(env: Env, value: int) -> None:
        the_repair(env).parts[0].price = Decimal(value)

    def warranty(env: Env, on: bool) -> None:
        the_repair(env).under_warranty = on

    repairs.run(lambda env: price(env, 9), MECHANIC)
    repairs.run(lambda env: warranty(env, True), MECHANIC)
    assert repairs.run(prices) == [0]
    repairs.run(lambda env: price(env, 7), MECHANIC)
    assert repairs.run(prices) == [0], "also what is written while there is a warranty"
    repairs.run(lambda env: warranty(env, False), MECHANIC)
    assert repairs.run(prices) == [7]
    repairs.run(lambda env: price(env, 12), MECHANIC)
    repairs.run(lambda env: warranty(env, True), MECHANIC)
    repairs.run(lambda env: warranty(env, False), MECHANIC)
    assert repairs.run(prices) == [12], "the list price is nobody's own"


@pytest.mark.req("RP-6")
def test_lines_that_come_later_are_free_too(repairs: Acting) -> None:
    repairs.run(lambda env: a_repair(env, under_warranty=True).id)

    def add(env: Env, **values: Decimal) -> None:
        env.session.add(env[Part](order=the_repair(env), product=product(env, "Pads"), demand=Decimal(1), **values))

    repairs.run(add, MECHANIC)
    repairs.run(lambda env: add(env, price=Decimal(11)), MECHANIC)
    assert repairs.run(prices) == [0, 0]

    def end(env: Env) -> None:
        the_repair(env).under_warranty = False

    repairs.run(end, MECHANIC)
    assert repairs.run(prices) == [12, 11]


@pytest.mark.req("RP-6")
def test_a_repair_that_is_made_under_warranty_in_one_go_costs_nothing(repairs: Acting) -> None:
    def make(env: Env) -> None:
        order: RepairOrder = a_repair(env, ("Pads", 1), ("Labour", 2), under_warranty=True)
        assert [part.price for part in order.parts] == [0, 0]

    repairs.run(make)
