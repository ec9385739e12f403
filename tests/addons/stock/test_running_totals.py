"""A running total is raised by one conditional UPDATE: limited by a column or a number, never below zero."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from addons.stock.models import Quant
from core.orm.env import Env
from tests.addons.stock.warehouse import a_product, receive
from tests.kernels import Acting


def a_quant(env: Env) -> Quant:
    receive(env, a_product(env, "Helmet"), 5)
    quant = env[Quant]
    return env.session.scalars(sa.select(quant).where(quant.quantity == 5)).one()


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
