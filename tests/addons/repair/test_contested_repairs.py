"""Two benches work on the same repair: one is first, the other is told."""

from __future__ import annotations

import pytest

from core import Env
from tests.addons.repair.workshop import the_repair, under_repair, use_all
from tests.addons.stock.test_contested_stock import at_once, refusals
from tests.addons.stock.warehouse import problems_with_stock
from tests.kernels import Acting


@pytest.mark.req("RP-15", "RP-16")
def test_one_of_two_who_end_a_repair_ends_it(repairs: Acting) -> None:
    def make(env: Env) -> str:
        order = under_repair(env, ("Pads", 2))
        use_all(order)
        return order.number

    number = repairs.run(make)
    results = at_once(repairs, [lambda env: the_repair(env).end_repair()] * 2)
    assert refusals(results) == [f"{number} is repaired: this is not possible any more."]
    assert repairs.run(problems_with_stock) == []


@pytest.mark.req("RP-14")
def test_one_of_two_who_quote_a_repair_makes_the_quotation(repairs: Acting) -> None:
    repairs.run(lambda env: under_repair(env, ("Pads", 2)).id)
    results = at_once(repairs, [lambda env: the_repair(env).create_quotation().number] * 2)
    [made] = [one for one in results if isinstance(one, str)]
    assert refusals(results) == [f"A quotation already exists: {made}."]
