"""Many orders with the same code are confirmed at once: one gets it, the others are told and keep no reward."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
import sqlalchemy as sa

from addons.loyalty.models import Program
from addons.sale.models import Order
from addons.sale_loyalty.looking_over import findings
from addons.sale_loyalty.models import Applied
from core import Env, Refused
from tests.addons.loyalty.programs import a_program
from tests.addons.sale_loyalty.selling import SELLER, a_code, a_quotation, coupon_of, off, order_of
from tests.kernels import Acting

ORDERS = 64
USED = "This code has already been used."


def confirm_all(sale: Acting, orders: list[int]) -> Counter[str]:
    """How often each answer was given to those who confirmed together."""
    gate = threading.Barrier(len(orders))

    def one(order_id: int) -> str:
        gate.wait(timeout=60)
        try:
            sale.run(lambda env: order_of(env, order_id).confirm(), SELLER)
        except Refused as why:
            return why.message
        return "confirmed"

    with ThreadPoolExecutor(len(orders)) as pool:
        return Counter(pool.map(one, orders))


def with_code(env: Env, code: str, orders: int) -> list[int]:
    """Quotations with one code on all of them."""
    made = []
    for _ in range(orders):
        order = a_quotation(env)
        order.apply_code(code)
        made.append(order.id)
    return made


@pytest.mark.req("LY-9", "LY-8", "LY-10")
def test_of_64_orders_with_one_coupon_one_gets_it(sale: Acting) -> None:
    code = sale.run(a_code)
    orders = sale.run(lambda env: with_code(env, code, ORDERS))
    assert confirm_all(sale, orders) == {"confirmed": 1, USED: ORDERS - 1}
    with sale.rolled_back() as env:
        assert list(findings(env)) == []
        coupon = coupon_of(env, code)
        assert (coupon.state, coupon.uses) == ("used", 1)
        winner = coupon.order_id
        assert env.session.scalars(sa.select(env[Applied].order_id)).all() == [winner]
        for order in env.session.scalars(sa.select(env[Order])):
            expected = ("confirmed", 2, Decimal(90)) if order.id == winner else ("quotation", 0, Decimal(100))
            assert (order.state, len(off(order)), order.untaxed) == expected
    cancelled = [sale.run(lambda env: order_of(env, winner).cancel(), SELLER)]
    assert cancelled == [None]
    assert sale.run(lambda env: (coupon_of(env, code).state, coupon_of(env, code).uses)) == ("valid", 0)


@pytest.mark.req("LY-9", "LY-2")
def test_a_limited_discount_code_serves_as_many_as_it_says(sale: Acting) -> None:
    sale.run(lambda env: a_program(env, "Winter", type="code", code="WINTER", most_uses=3).id)
    orders = sale.run(lambda env: with_code(env, "winter", 8))
    assert confirm_all(sale, orders) == {"confirmed": 3, "This promotion is not running.": 5}
    assert (
        sale.run(lambda env: env.session.scalar(sa.select(env[Program].uses).where(env[Program].name == "Winter"))) == 3
    )


@pytest.mark.req("LY-9", "CP-19")
def test_a_coupon_is_used_or_voided_never_both(sale: Acting) -> None:
    code = sale.run(a_code)
    [order_id] = sale.run(lambda env: with_code(env, code, 1))
    gate = threading.Barrier(2)

    def void() -> str:
        gate.wait(timeout=30)
        try:
            sale.run(lambda env: coupon_of(env, code).void(), ("sale.manager",))
        except Refused as why:
            return why.message
        return "void"

    def confirm() -> str:
        gate.wait(timeout=30)
        try:
            sale.run(lambda env: order_of(env, order_id).confirm(), SELLER)
        except Refused as why:
            return why.message
        return "confirmed"

    with ThreadPoolExecutor(2) as pool:
        answers = {one.result() for one in [pool.submit(void), pool.submit(confirm)]}
    state, uses = sale.run(lambda env: (coupon_of(env, code).state, coupon_of(env, code).uses))
    assert (answers, state, uses) in (
        ({"void", "This code is no longer valid."}, "void", 0), ({"confirmed", USED}, "used", 1),
    )  # fmt: skip
