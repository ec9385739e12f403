"""Lots and serial numbers: needed, real, in one place, and dated when they are delivered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from addons.stock.models import Lot, Quant
from addons.stock.models.lots import months_after
from core import Refused
from tests.addons.stock.warehouse import (
    a_customer,
    a_product,
    deliver,
    on_hand,
    planned,
    problems_with_stock,
    receive,
    warehouse,
)
from tests.kernels import Acting


@pytest.mark.req("ST-6", "RP-16")
def test_tracked_goods_do_not_move_without_their_number(stock: Acting) -> None:
    with stock.rolled_back() as env:
        receipt = planned(env, "receipt", [(a_product(env, "Cargo One", "serial"), 2)])
        receipt.confirm()
        assert [line.quantity for line in receipt.lines] == [1, 1]
        receipt.lines[0].lot_name = "S1"
        with pytest.raises(Refused, match="Set a lot/serial number for Cargo One."):
            receipt.validate()


@pytest.mark.req("ST-6")
def test_a_serial_number_that_is_in_stock_cannot_be_received_again(stock: Acting) -> None:
    with stock.rolled_back() as env:
        bike = a_product(env, "Cargo One", "serial")
        receive(env, bike, 1, "S1")
        with pytest.raises(Refused, match="Serial number S1 is already in WH/Stock."):
            receive(env, bike, 1, "S1")


@pytest.mark.req("ST-6")
def test_a_serial_number_that_is_with_a_customer_cannot_be_received_from_a_supplier(stock: Acting) -> None:
    with stock.rolled_back() as env:
        bike = a_product(env, "Cargo One", "serial")
        receive(env, bike, 1, "S1")
        deliver(env, a_customer(env), (bike, 1))
        with pytest.raises(Refused, match="Serial number S1 is already in Customers."):
            receive(env, bike, 1, "S1")


@pytest.mark.req("ST-6")
def test_one_number_twice_in_one_receipt_is_refused(stock: Acting) -> None:
    with stock.rolled_back() as env, pytest.raises(Refused, match="Serial number S1 is already in"):
        receive(env, a_product(env, "Cargo One", "serial"), 2, "S1", "S1")


@pytest.mark.req("ST-6")
def test_a_serial_number_stands_for_one_piece(stock: Acting) -> None:
    with stock.rolled_back() as env:
        receipt = planned(env, "receipt", [(a_product(env, "Cargo One", "serial"), 2)])
        receipt.confirm()
        receipt.lines[0].lot_name, receipt.lines[0].quantity = "S1", Decimal(2)
        receipt.lines[1].quantity = Decimal(0)
        with pytest.raises(Refused, match="exactly one Cargo One"):
            receipt.validate()


@pytest.mark.req("ST-6")
def test_the_database_itself_keeps_a_serial_number_in_one_place(stock: Acting) -> None:
    with stock.rolled_back() as env:
        receive(env, a_product(env, "Cargo One", "serial"), 1, "S1")
        with pytest.raises(sa.exc.IntegrityError):
            env.transaction.connection.exec_driver_sql("UPDATE stock_quant SET quantity = -quantity")


@pytest.mark.req("ST-6")
def test_a_lot_of_another_product_is_refused(stock: Acting) -> None:
    with stock.rolled_back() as env:
        bike, battery = a_product(env, "Cargo One", "serial"), a_product(env, "PowerCell", "lot")
        receive(env, battery, 5, "L1")
        receive(env, bike, 1, "S1")
        delivery = planned(env, "delivery", [(bike, 1)])
        delivery.confirm()
        delivery.lines[0].lot = env.session.scalars(sa.select(env[Lot]).where(env[Lot].name == "L1")).one()
        with pytest.raises(Refused, match="L1 does not belong to Cargo One."):
            delivery.validate()


def test_two_serial_numbers_swap_places_in_one_transfer_each(stock: Acting) -> None:
    with stock.rolled_back() as env:
        bike, house = a_product(env, "Cargo One", "serial"), warehouse(env)
        receive(env, bike, 2, "S1", "S2")
        inside = planned(env, "internal", [(bike, 2)], to=house.output)
        inside.confirm()
        inside.validate()
        assert on_hand(env, bike, house.output) == (2, 0)
        assert problems_with_stock(env) == []


@pytest.mark.req("ST-7")
def test_delivering_dates_the_lot_and_begins_its_warranty(stock: Acting) -> None:
    with stock.rolled_back() as env:
        bike = a_product(env, "Cargo One", "serial", warranty_months=24)
        marta = a_customer(env)
        receive(env, bike, 1, "S1")
        deliver(env, marta, (bike, 1))
        lot = env.session.scalars(sa.select(env[Lot])).one()
        assert (lot.delivered_to, lot.delivered_on) == (marta, env.today())
        assert lot.warranty_end == months_after(env.today(), 24)
        assert [line.transfer.type for line in lot.lines] == ["delivery", "receipt"]


@pytest.mark.req("ST-7")
def test_a_lot_number_is_unique_for_its_product(stock: Acting) -> None:
    with stock.rolled_back() as env:
        one, other = a_product(env, "PowerCell 500", "lot"), a_product(env, "PowerCell 750", "lot")
        receive(env, one, 5, "L1")
        receive(env, one, 5, "L1")
        receive(env, other, 5, "L1")
        assert env.session.scalar(sa.select(sa.func.count()).select_from(env[Lot])) == 2
        assert on_hand(env, one, warehouse(env).stock) == (10, 0)
        plain = env.session.scalars(sa.select(env[Quant]).where(env[Quant].own)).all()
        assert sorted(quant.quantity for quant in plain) == [5, 10]


def test_what_is_not_tracked_has_no_lot(stock: Acting) -> None:
    with stock.rolled_back() as env:
        helmet = a_product(env, "Helmet")
        receipt = planned(env, "receipt", [(helmet, 5)])
        receipt.confirm()
        receipt.lines[0].lot_name = "L1"
        receipt.validate()
        assert receipt.lines[0].lot is None


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 240))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(start: date, months: int) -> None:
    later = months_after(start, months)
    assert (later.year - start.year) * 12 + later.month - start.month == months
    assert later.day == start.day or (
        later.day < start.day and months_after(start.replace(day=1), months).month == later.month
    )


@pytest.mark.parametrize(
    ("start", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2026, 5, 5), 24, date(2028, 5, 5)),
    ],
)
def test_months_later(start: date, months: int, later: date) -> None:
    assert months_after(start, months) == later
