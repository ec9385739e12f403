"""A running total is raised by one conditional UPDATE: limited by a column or a number, never below zero."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from addons.stock.models import Quant
from core.orm.env import Env
from tests.addons.stock.warehouse import a_product, receive
from tests.kernels import Acting


def a_quant(env: Env, name: str = "Helmet") -> Quant:
    product = a_product(env, name)
    receive(env, product, 5)
    quant = env[Quant]
    return env.session.scalars(sa.select(quant).where(quant.product_id == product.id, quant.quantity == 5)).one()


@pytest.mark.parametrize(("amount", "most", "taken"), [
    (5, "quantity", True), (6, "quantity", False), (5, 5, True), (6, 5, False), (0, 0, True), (-1, 0, False),
])  # fmt: skip
def test_it_keeps_its_limits_and_raises_the_version(
    stock: Acting, amount: int, most: str | int, taken: bool
) -> None:  # fmt: skip
    def take(env: Env) -> None:
        quant = a_quant(env)
        before, columns = quant.version, {name: getattr(quant, name) for name in ("quantity", "most", "lot_id")}
        assert env.take(Quant, quant.id, "reserved", amount, at_most=most) is taken
        assert quant.reserved == (amount if taken else 0)
        assert quant.version == before + taken
        assert {name: getattr(quant, name) for name in columns} == columns

    stock.run(take)


def test_what_was_taken_is_given_back(stock: Acting) -> None:
    def take(env: Env) -> None:
        quant = a_quant(env)
        assert env.take(Quant, quant.id, "reserved", 4, at_most="quantity")
        assert env.take(Quant, quant.id, "reserved", -3, at_most="quantity")
        assert not env.take(Quant, quant.id, "reserved", -3, at_most="quantity")
        assert quant.reserved == 1

    stock.run(take)


def test_of_several_records_all_are_taken_or_it_is_said(stock: Acting) -> None:
    def take(env: Env) -> None:
        quants = [a_quant(env, name) for name in ("Helmet", "Lamp")]
        ids = [one.id for one in quants]
        env.session.expunge(quants[1])  # one that the session holds, and one that it does not
        assert env.take_each(Quant, {ids[1]: Decimal(3), ids[0]: Decimal(2)}, "reserved", at_most="quantity")
        assert quants[0].reserved == 2
        assert not env.take_each(Quant, {ids[1]: Decimal(3)}, "reserved", at_most="quantity")
        assert env.take_each(Quant, {}, "reserved", at_most=0)

    stock.run(take)


def test_a_record_that_somebody_else_has_changed_is_read_anew(stock: Acting) -> None:
    def take(env: Env) -> None:
        quant = a_quant(env)
        changed = sa.text("UPDATE stock_quant SET own = :no, version = version + 1")
        env.transaction.connection.execute(changed, {"no": False})
        assert quant.own
        assert env.take(Quant, quant.id, "reserved", 2, at_most="quantity")
        assert (quant.own, quant.reserved) == (False, 2)

    stock.run(take)
