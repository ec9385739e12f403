"""Whatever is received, reserved, delivered, returned and cancelled, in whatever order: the books agree."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from addons.stock.models import Lot, Transfer, shared_location
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

KINDS = ("none", "lot", "serial")
NUMBERS = ("A", "B", "C", "D")


class Warehousing(RuleBasedStateMachine):
    """One warehouse, three products. What is refused is undone and must leave nothing behind."""

    stock: Acting

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.env: Env = self.stack.enter_context(self.stock.rolled_back())
        self.customers_id = shared_location(self.env, "customer").id
        self.goods = {kind: a_product(self.env, f"Product by {kind}", kind) for kind in KINDS}
        self.customer = a_customer(self.env)
        # Enough has happened already that returns can begin with the first step.
        receive(self.env, self.goods["none"], 6)
        receive(self.env, self.goods["lot"], 6, "A")
        receive(self.env, self.goods["serial"], 3, *NUMBERS[:3])
        deliver(self.env, self.customer, *((self.goods[kind], 2) for kind in KINDS))

    def teardown(self) -> None:
        self.stack.close()

    def transfers(self, *states: str, **columns: object) -> list[Transfer]:
        transfer = self.env[Transfer]
        found = sa.select(transfer).where(transfer.state.in_(states)).filter_by(**columns).order_by(transfer.id)
        return list(self.env.session.scalars(found))

    def attempt(self, work: Callable[[], object]) -> None:
        try:
            with self.env.session.begin_nested():
                work()
        except Refused:
            self.env.session.expire_all()

    @rule(kind=st.sampled_from(KINDS), quantity=st.integers(1, 4), first=st.integers(0, 3))
    def receive(self, kind: str, quantity: int, first: int) -> None:
        receipt = planned(self.env, "receipt", [(self.goods[kind], quantity)])
        receipt.confirm()
        for place, line in enumerate(receipt.lines):
            line.lot_name = NUMBERS[(first + place) % len(NUMBERS)]
        self.attempt(receipt.validate)

    @rule(asked=st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 3)), min_size=1, max_size=3))
    def order(self, asked: list[tuple[str, int]]) -> None:
        planned(self.env, "delivery", [(self.goods[kind], n) for kind, n in asked], contact=self.customer).confirm()

    @precondition(lambda self: self.transfers("waiting", "ready"))
    @rule(data=st.data(), backorder=st.booleans())
    def validate(self, data: st.DataObject, backorder: bool) -> None:
        transfer = data.draw(st.sampled_from(self.transfers("waiting", "ready")), label="transfer")
        entered = {line: data.draw(st.integers(0, 4), label="quantity") for line in transfer.lines}
        lots = list(self.env.session.scalars(sa.select(self.env[Lot]).order_by(self.env[Lot].id)))

        def work() -> None:
            for line, quantity in entered.items():
                line.quantity = (
                    min(Decimal(quantity), Decimal(1)) if line.product.tracking == "serial" else Decimal(quantity)
                )
                fitting = [lot for lot in lots if lot.product_id == line.product_id]
                if fitting and data.draw(st.booleans(), label="another lot"):
                    line.lot = data.draw(st.sampled_from(fitting), label="lot")
            transfer.validate(backorder=backorder)

        self.attempt(work)

    @precondition(lambda self: self.transfers("waiting", "ready"))
    @rule(data=st.data(), less=st.booleans(), backorder=st.booleans())
    def validate_what_is_entered(self, data: st.DataObject, less: bool, backorder: bool) -> None:
        transfer = data.draw(st.sampled_from(self.transfers("waiting", "ready")), label="transfer")

        def work() -> None:
            for line in transfer.lines[: int(less)]:
                line.quantity -= 1
            transfer.validate(backorder=backorder)

        self.attempt(work)

    @rule(data=st.data(), place=st.sampled_from(["returns", "stock"]), all_of_it=st.booleans())
    def give_back(self, data: st.DataObject, place: str, all_of_it: bool) -> None:
        done = data.draw(st.sampled_from(self.transfers("done", destination_id=self.customers_id)), label="transfer")
        some = [line for line in done.lines if line.returnable] or done.lines
        wanted = {
            line: line.returnable if all_of_it else Decimal(data.draw(st.integers(1, 3), label="quantity"))
            for line in some[: data.draw(st.integers(1, 3), label="lines")]
        }
        self.attempt(lambda: done.reverse(wanted, to=getattr(warehouse(self.env), place)))

    @precondition(lambda self: self.transfers("done", source_id=self.customers_id))
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        came = data.draw(st.sampled_from(self.transfers("done", source_id=self.customers_id)), label="return")
        self.attempt(lambda: came.reverse({line: Decimal(1) for line in came.lines}, to=came.source))

    @precondition(lambda self: self.transfers("waiting", "ready"))
    @rule(data=st.data(), what=st.sampled_from(["cancel", "unreserve", "check_availability"]))
    def change_of_mind(self, data: st.DataObject, what: str) -> None:
        transfer = data.draw(st.sampled_from(self.transfers("waiting", "ready")), label="transfer")
        self.attempt(getattr(transfer, what))

    @invariant()
    def the_books_agree(self) -> None:
        assert problems_with_stock(self.env) == []


@pytest.mark.req("ST-5", "ST-6", "ST-9", "ST-10", "RT-14", "RT-19")
def test_the_books_of_the_stock_agree_whatever_happens(stock: Acting, database_engine: str) -> None:
    machine = type("Warehousing", (Warehousing,), {"stock": stock})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25 if database_engine == "sqlite" else 8, stateful_step_count=15, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
