"""Reserving: first come, first served; never more than there is; negative stock as the company wants it."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from addons.mail.models import Message
from addons.stock.models import Lot
from core import Refused
from tests.addons.stock.warehouse import (
    a_customer,
    a_product,
    company_of,
    on_hand,
    planned,
    problems_with_stock,
    receive,
    warehouse,
)
from tests.kernels import Acting


@pytest.mark.req("ST-10")
def test_who_comes_first_is_served_first(stock: Acting) -> None:
    with stock.rolled_back() as env:
        helmet, shelf = a_product(env, "Helmet"), warehouse(env).stock
        receive(env, helmet, 5)
        first, second = (planned(env, "delivery", [(helmet, 4)]) for _ in range(2))
        second.confirm()
        first.confirm()
        assert (second.state, second.moves[0].reserved) == ("ready", 4)
        assert (first.state, first.moves[0].reserved, first.moves[0].missing) == ("waiting", 1, 3)
        assert on_hand(env, helmet, shelf) == (5, 5)
        assert problems_with_stock(env) == []


@pytest.mark.req("ST-10")
def test_goods_that_arrive_go_to_those_who_wait_in_their_order(stock: Acting) -> None:
    with stock.rolled_back() as env:
        helmet = a_product(env, "Helmet")
        waiting = [planned(env, "delivery", [(helmet, 3)]) for _ in range(3)]
        for transfer in waiting:
            transfer.confirm()
        receive(env, helmet, 5)
        env.session.expire_all()
        assert [transfer.state for transfer in waiting] == ["ready", "waiting", "waiting"]
        assert [transfer.moves[0].reserved for transfer in waiting] == [3, 2, 0]
        receive(env, helmet, 1)
        env.session.expire_all()
        assert [transfer.state for transfer in waiting] == ["ready", "ready", "waiting"]
        assert problems_with_stock(env) == []


@pytest.mark.req("ST-10")
def test_what_a_cancelled_delivery_held_goes_to_who_waits(stock: Acting) -> None:
    with stock.rolled_back() as env:
        helmet = a_product(env, "Helmet")
        receive(env, helmet, 3)
        holder, waiter = (planned(env, "delivery", [(helmet, 3)]) for _ in range(2))
        holder.confirm()
        waiter.confirm()
        assert waiter.state == "waiting"
        holder.cancel()
        env.session.expire_all()
        assert waiter.state == "ready"
        assert problems_with_stock(env) == []


@pytest.mark.req("ST-10", "ST-6")
def test_lots_are_reserved_oldest_first_and_entered(stock: Acting) -> None:
    with stock.rolled_back() as env:
        battery = a_product(env, "PowerCell", "lot")
        for name, quantity in (("L1", 2), ("L2", 5)):
            receive(env, battery, quantity, name)
        delivery = planned(env, "delivery", [(battery, 3)])
        delivery.confirm()
        assert [(line.lot.name, line.quantity) for line in delivery.lines if line.lot] == [("L1", 2), ("L2", 1)]


@pytest.mark.req("ST-10", "ST-6")
def test_another_lot_than_the_reserved_one_may_go_if_it_is_free(stock: Acting) -> None:
    with stock.rolled_back() as env:
        bike, shelf = a_product(env, "Cargo One", "serial"), warehouse(env).stock
        receive(env, bike, 3, "S1", "S2", "S3")
        lots = {lot.name: lot for lot in env.session.scalars(sa.select(env[Lot]))}
        first, second = (planned(env, "delivery", [(bike, 1)]) for _ in range(2))
        first.confirm()
        second.confirm()
        first.lines[0].lot = lots["S3"]
        first.validate()
        assert on_hand(env, bike, shelf) == (2, 1)
        second.lines[0].lot = lots["S3"]
        with pytest.raises(Refused, match="Not enough Cargo One in stock."):
            second.validate()


@pytest.mark.req("ST-10", "ST-9")
def test_a_lot_that_somebody_else_reserved_cannot_go(stock: Acting) -> None:
    with stock.rolled_back() as env:
        bike = a_product(env, "Cargo One", "serial")
        receive(env, bike, 2, "S1", "S2")
        first, second = (planned(env, "delivery", [(bike, 1)]) for _ in range(2))
        first.confirm()
        second.confirm()
        second.lines[0].lot = first.lines[0].lot
        with pytest.raises(Refused, match="Not enough Cargo One in stock."):
            second.validate()


@pytest.mark.req("ST-9")
def test_lots_never_fall_below_zero(stock: Acting) -> None:
    with stock.rolled_back() as env:
        battery = a_product(env, "PowerCell", "lot")
        receive(env, battery, 2, "L1")
        delivery = planned(env, "delivery", [(battery, 3)])
        delivery.confirm()
        delivery.lines[0].quantity = Decimal(3)
        with pytest.raises(Refused, match="Not enough PowerCell in stock."):
            delivery.validate()


@pytest.mark.req("ST-9")
def test_the_database_itself_keeps_lots_from_falling_below_zero(stock: Acting) -> None:
    with stock.rolled_back() as env:
        receive(env, a_product(env, "PowerCell", "lot"), 2, "L1")
        with pytest.raises(sa.exc.IntegrityError):
            env.transaction.connection.exec_driver_sql(
                "UPDATE stock_quant SET quantity = quantity - 3 * quantity WHERE own"
            )


@pytest.mark.req("ST-9")
def test_untracked_goods_may_go_below_zero_with_a_note(stock: Acting) -> None:
    with stock.rolled_back() as env:
        helmet, shelf = a_product(env, "Helmet"), warehouse(env).stock
        receive(env, helmet, 2)
        delivery = planned(env, "delivery", [(helmet, 3)], contact=a_customer(env))
        delivery.confirm()
        delivery.lines[0].quantity = Decimal(3)
        delivery.validate()
        assert on_hand(env, helmet, shelf) == (-1, 0)
        mine = sa.select(env[Message].body).where(
            env[Message].document_model == "stock.transfer", env[Message].document_id == delivery.id
        )
        assert any("is short at WH/Stock: -1 on hand" in body for body in env.session.scalars(mine))
        assert problems_with_stock(env) == []


@pytest.mark.req("ST-9")
def test_a_company_can_refuse_negative_stock(stock: Acting) -> None:
    with stock.rolled_back() as env:
        helmet = a_product(env, "Helmet")
        company_of(env).negative_stock = "block"  # type: ignore[attr-defined]
        receive(env, helmet, 2)
        delivery = planned(env, "delivery", [(helmet, 3)], contact=a_customer(env))
        delivery.confirm()
        delivery.lines[0].quantity = Decimal(3)
        with pytest.raises(Refused, match="Not enough Helmet in stock."):
            delivery.validate()


def test_stock_of_one_company_is_not_reserved_for_another(stock: Acting) -> None:
    from addons.base.models import Company
    from addons.stock.models import Transfer

    with stock.rolled_back() as env:
        helmet = a_product(env, "Helmet")
        receive(env, helmet, 5)
        second = env.new(Company, name="Second", currency=company_of(env).currency, zone="UTC")
        env.session.flush()
        other = planned(env, "delivery", [(helmet, 1)])
        assert env[Transfer].company_id is not None
        other.company = second
        env.session.flush()
        other.confirm()
        assert other.state == "waiting"
