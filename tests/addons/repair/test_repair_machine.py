"""Whatever is done to a repair, in whatever order: stock stays right, and the moves are those of its final state."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addons.repair.models import Part
from core import Env, Refused
from core.orm.changes import hand_over
from tests.addons.helpdesk_sale.orders import product
from tests.addons.repair.workshop import a_repair, operations, planned
from tests.addons.stock.warehouse import on_hand, problems_with_stock, warehouse
from tests.kernels import Acting

GOODS = ("Pads", "Chain", "Motor")
STEPS = st.lists(
    st.one_of(
        st.sampled_from(["confirm", "start_repair", "cancel_repair", "set_to_new", "end_repair", "warranty"]),
        st.tuples(st.just("add"), st.sampled_from(GOODS), st.sampled_from(["add", "remove", "recycle"])),
        st.tuples(st.just("demand"), st.integers(0, 3), st.integers(1, 4)),
        st.tuples(st.just("done"), st.integers(0, 3), st.integers(0, 4)),
        st.tuples(st.just("drop"), st.integers(0, 3), st.just(0)),
    ),
    max_size=14,
)


def take(env: Env, order: Any, step: Any) -> None:
    """One step, refused as a whole where it is refused."""
    kind, *rest = (step,) if isinstance(step, str) else step
    parts = list(order.parts)
    with env.session.begin_nested():
        if kind == "warranty":
            order.under_warranty = not order.under_warranty
        elif kind == "add":
            order.parts.append(env[Part](product=product(env, rest[0]), demand=Decimal(1), type=rest[1]))
        elif kind in ("demand", "done", "drop"):
            if rest[0] < len(parts):
                part = parts[rest[0]]
                if kind == "drop":
                    order.parts.remove(part)
                else:
                    setattr(part, kind, Decimal(rest[1]))
        else:
            getattr(order, kind)()
        env.session.flush()
        hand_over(env)


def fits(env: Env, order: Any) -> None:
    """What must hold after every step."""
    assert problems_with_stock(env) == []
    assert all(part.price == 0 for part in order.parts) or not order.under_warranty
    moves = sorted((name, demand) for name, demand, _ in planned(env, order))
    if order.state in ("confirmed", "under_repair"):
        assert moves == sorted((part.product.name, part.demand) for part in order.parts)
    else:
        assert moves == []
    if order.state == "cancelled":
        assert all(one.state == "cancelled" for one in operations(env, order))


@pytest.mark.req("RP-6", "RP-15", "RP-16")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_steps_leave_a_sound_repair(repairs: Acting, steps: list[Any]) -> None:
    with repairs.rolled_back() as env:
        before = {name: on_hand(env, product(env, name), warehouse(env).stock) for name in GOODS}
        order = a_repair(env, ("Pads", 2))
        hand_over(env)
        for step in steps:
            try:
                take(env, order, step)
            except Refused:
                env.transaction.doomed = False
                env.session.expire_all()
            fits(env, order)
        if order.state in ("new", "cancelled"):
            after = {name: on_hand(env, product(env, name), warehouse(env).stock) for name in GOODS}
            assert after == before, "a repair that comes to nothing costs nothing"
