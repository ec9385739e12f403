"""Quotations of repairs: made of the parts, following them as drafts, confirming what is new (SPEC RP-14)."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from addons.repair.models import Part
from addons.sale.models import Line
from addons.stock.models import Transfer
from core import Env
from tests.addons.helpdesk_sale.orders import product
from tests.addons.repair.workshop import MECHANIC, a_repair, quotation_of, texts, the_repair, under_repair, use_all
from tests.kernels import Acting


def lines(env: Env) -> list[tuple[str, Decimal, Decimal]]:
    """(product, quantity, price) of the first repair's quotation."""
    return [(line.product.name, line.quantity, line.price) for line in quotation_of(env, the_repair(env)).lines]


@pytest.mark.req("RP-14")
def test_it_has_a_line_for_each_part_that_is_built_in(repairs: Acting) -> None:
    repairs.run(lambda env: a_repair(env, ("Pads", 2), ("Motor", 1, "remove"), ("Labour", 1)).id)
    made = repairs.run(lambda env: the_repair(env).create_quotation().number, MECHANIC)
    assert repairs.run(lines) == [("Pads", 2, 12), ("Labour", 1, 60)]
    assert repairs.run(lambda env: quotation_of(env, the_repair(env)).total) == 84
    with repairs.rolled_back(MECHANIC) as env:
        assert texts(the_repair(env).create_quotation) == [f"A quotation already exists: {made}."]


@pytest.mark.req("RP-14")
def test_it_needs_a_customer_and_costs_nothing_under_warranty(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = a_repair(env, ("Pads", 2), customer=None)
        assert texts(order.create_quotation) == ["Set a customer to create a quotation."]
    with repairs.rolled_back() as env:
        a_repair(env, ("Pads", 2), under_warranty=True).create_quotation()
        assert lines(env) == [("Pads", 2, 0)]


@pytest.mark.req("RP-14")
def test_a_draft_follows_the_parts_and_keeps_lines_of_its_own(repairs: Acting) -> None:
    repairs.run(lambda env: a_repair(env, ("Pads", 2), ("Chain", 1)).create_quotation().id)

    def own_line(env: Env) -> None:
        values = {"label": "Inspection", "quantity": Decimal(1), "price": Decimal(5)}
        env.session.add(env[Line](order=quotation_of(env, the_repair(env)), product=product(env, "Labour"), **values))

    def change(env: Env) -> None:
        order = the_repair(env)
        pads, chain = order.parts
        pads.demand, pads.price = Decimal(3), Decimal(10)
        order.parts.remove(chain)
        order.parts.append(env[Part](product=product(env, "Motor"), demand=Decimal(1)))

    repairs.run(own_line)
    repairs.run(change, MECHANIC)
    assert sorted(repairs.run(lines)) == [("Labour", 1, 5), ("Motor", 1, 300), ("Pads", 3, 10)]
    repairs.run(lambda env: quotation_of(env, the_repair(env)).mark_as_sent())
    repairs.run(lambda env: setattr(the_repair(env).parts[0], "demand", Decimal(1)), MECHANIC)
    assert ("Pads", 3, 10) in repairs.run(lines), "what the customer has stays"


@pytest.mark.req("RP-14")
def test_confirming_it_confirms_a_new_repair_and_delivers_no_parts(repairs: Acting) -> None:
    repairs.run(lambda env: a_repair(env, ("Pads", 2)).create_quotation().id)
    repairs.run(lambda env: quotation_of(env, the_repair(env)).confirm())

    def after(env: Env) -> tuple[str, list[str]]:
        transfer = env[Transfer]
        order_id = quotation_of(env, the_repair(env)).id
        deliveries = env.session.scalars(sa.select(transfer.number).where(transfer.order_id == order_id)).all()
        return the_repair(env).state, list(deliveries)

    assert repairs.run(after) == ("confirmed", [])

    def end(env: Env) -> list[Decimal]:
        order = the_repair(env)
        order.start_repair()
        use_all(order)
        order.end_repair()
        return [line.delivered for line in quotation_of(env, order).lines]

    assert repairs.run(end) == [2], "with the repair the customer has the parts"


@pytest.mark.req("RP-14")
def test_cancelling_it_leaves_the_repair_which_may_be_quoted_again(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = under_repair(env, ("Pads", 2))
        first = order.create_quotation()
        first.cancel()
        assert order.state == "under_repair"
        assert order.create_quotation().id != first.id
