"""Transfers from draft to done: numbers, states, back orders, and that what is done stays."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from addons.base.models import Company, Unit
from addons.stock.models import Location, Transfer, Warehouse, shared_location
from core import AccessDenied, Refused
from tests.addons.stock.warehouse import (
    a_customer,
    a_product,
    company_of,
    deliver,
    on_hand,
    planned,
    problems_with_stock,
    receive,
    warehouse,
)
from tests.kernels import Acting


@pytest.mark.req("ST-1", "ST-2")
def test_every_company_has_a_warehouse_whose_return_location_takes_returns(stock: Acting) -> None:
    with stock.rolled_back() as env:
        built = env.session.scalars(sa.select(env[Warehouse])).all()
        assert [one.company_id for one in built] == list(env.session.scalars(sa.select(env[Company].id)))
        assert built[0].returns.usable_for_returns and built[0].returns.type == "internal"
        assert len({built[0].stock_id, built[0].input_id, built[0].output_id, built[0].returns_id}) == 4
        outside = ["supplier", "customer", "scrap", "production", "transit"]
        assert [shared_location(env, kind).type for kind in outside] == outside


@pytest.mark.req("ST-2")
def test_a_company_founded_later_gets_its_warehouse_with_its_first_transfer(stock: Acting) -> None:
    with stock.rolled_back() as env:
        first = company_of(env)
        second = env.new(Company, name="Second", currency=first.currency, zone="UTC")
        env.session.flush()
        transfer = env.draft(Transfer, company=second, type="receipt")
        transfer.go_where_its_type_goes()
        env.session.add(transfer)
        env.session.flush()
        assert transfer.destination.company_id == second.id
        assert transfer.source.type == "supplier"


@pytest.mark.req("ST-3", "ST-5")
def test_stock_changes_when_a_transfer_is_done_and_not_before(stock: Acting) -> None:
    with stock.rolled_back() as env:
        helmet, shelf = a_product(env, "Helmet"), warehouse(env).stock
        receipt = planned(env, "receipt", [(helmet, 5)])
        assert (receipt.state, on_hand(env, helmet, shelf)) == ("draft", (0, 0))
        receipt.confirm()
        assert (receipt.state, on_hand(env, helmet, shelf)) == ("ready", (0, 0))
        receipt.validate()
        assert (receipt.state, on_hand(env, helmet, shelf)) == ("done", (5, 0))
        assert receipt.done_at is not None
        assert on_hand(env, helmet, shared_location(env, "supplier")) == (-5, 0)
        assert problems_with_stock(env) == []


@pytest.mark.req("ST-3")
def test_each_type_has_numbers_of_its_own(stock: Acting) -> None:
    with stock.rolled_back() as env:
        helmet = a_product(env, "Helmet")
        made = [planned(env, type_, [(helmet, 1)]).number for type_ in ("receipt", "delivery", "delivery", "internal")]
        assert [number.partition("/")[0] for number in made] == ["IN", "OUT", "OUT", "INT"]
        assert made[1] != made[2] and len(made[1]) == len("OUT/00012")


def test_a_transfer_without_products_cannot_be_confirmed(stock: Acting) -> None:
    with stock.rolled_back() as env, pytest.raises(Refused, match="Add at least one product."):
        planned(env, "receipt", []).confirm()


@pytest.mark.req("ST-4")
def test_validating_less_than_demanded_makes_a_back_order_for_the_rest(stock: Acting) -> None:
    with stock.rolled_back() as env:
        helmet, lock, shelf = a_product(env, "Helmet"), a_product(env, "Lock"), warehouse(env).stock
        receive(env, helmet, 5)
        receive(env, lock, 1)
        delivery = planned(env, "delivery", [(helmet, 5), (lock, 1)], contact=a_customer(env))
        delivery.confirm()
        assert delivery.state == "ready" and not delivery.is_partial
        delivery.moves[0].lines[0].quantity = Decimal(3)
        delivery.moves[1].lines[0].quantity = Decimal(0)
        assert delivery.is_partial
        delivery.validate()
        rest = env.session.scalars(sa.select(env[Transfer]).where(env[Transfer].backorder_of_id == delivery.id)).one()
        assert [(move.product.name, move.done, move.state) for move in delivery.moves] == [
            ("Helmet", 3, "done"), ("Lock", 0, "cancelled")
        ]  # fmt: skip
        assert [(move.product.name, move.quantity) for move in rest.moves] == [("Helmet", 2), ("Lock", 1)]
        assert (rest.state, rest.contact, rest.origin) == ("ready", delivery.contact, delivery.origin)
        assert on_hand(env, helmet, shelf) == (2, 2)
        assert problems_with_stock(env) == []


@pytest.mark.req("ST-4")
def test_the_rest_can_be_given_up(stock: Acting) -> None:
    with stock.rolled_back() as env:
        helmet, shelf = a_product(env, "Helmet"), warehouse(env).stock
        receive(env, helmet, 5)
        delivery = planned(env, "delivery", [(helmet, 5)], contact=a_customer(env))
        delivery.confirm()
        delivery.lines[0].quantity = Decimal(3)
        delivery.validate(backorder=False)
        assert (
            env.session.scalars(sa.select(env[Transfer]).where(env[Transfer].backorder_of_id == delivery.id)).all()
            == []
        )
        assert on_hand(env, helmet, shelf) == (2, 0)
        assert problems_with_stock(env) == []


@pytest.mark.req("ST-4")
def test_nothing_entered_is_nothing_to_validate(stock: Acting) -> None:
    with stock.rolled_back() as env:
        delivery = planned(env, "delivery", [(a_product(env, "Helmet"), 5)], contact=a_customer(env))
        delivery.confirm()
        assert delivery.state == "waiting"
        with pytest.raises(Refused, match="Set at least one quantity."):
            delivery.validate()


@pytest.mark.req("RT-13")
def test_quantities_are_as_coarse_as_the_unit(stock: Acting) -> None:
    with stock.rolled_back() as env:
        cable = a_product(env, "Cable")
        cable.unit = env.session.scalars(sa.select(env[Unit]).where(env[Unit].digits == 2).limit(1)).one()
        helmet = a_product(env, "Helmet")
        transfer = planned(env, "receipt", [(helmet, 2), (cable, 2)])
        transfer.confirm()
        transfer.moves[1].lines[0].quantity = Decimal("1.75")
        env.session.flush()
        with pytest.raises(Refused, match="Helmet is counted in whole units."):
            transfer.moves[0].lines[0].quantity = Decimal("1.5")
            transfer.validate()


@pytest.mark.req("ST-5")
def test_a_done_transfer_can_be_neither_edited_nor_validated_again_nor_cancelled(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done = receive(env, a_product(env, "Helmet"), 5)
        for again in (done.validate, done.cancel, done.confirm, done.check_availability):
            with pytest.raises(Refused, match=f"{done.number} is done"):
                again()
        assert list(done.linked_documents()) == [done]
        done.contact = a_customer(env)
        with pytest.raises(Refused, match="it cannot be changed"):
            env.session.flush()


@pytest.mark.req("ST-5")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stock_transfer SET state = 'draft'",
        "UPDATE stock_transfer SET destination_id = source_id",
        "UPDATE stock_move SET done = 0",
        "UPDATE stock_move SET state = 'ready'",
        "UPDATE stock_move_line SET quantity = 0",
        "UPDATE stock_move_line SET lot_id = NULL",
        "DELETE FROM stock_move_line",
        "DELETE FROM stock_move",
        "DELETE FROM stock_transfer",
        "INSERT INTO stock_move_line (transfer_id, move_id, product_id) "
        "SELECT transfer_id, id, product_id FROM stock_move",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_done(stock: Acting, statement: str) -> None:
    with stock.rolled_back() as env:
        receive(env, a_product(env, "Battery", "lot"), 5, "L1")
        with pytest.raises(sa.exc.IntegrityError):
            env.transaction.connection.exec_driver_sql(statement)


@pytest.mark.req("ST-5")
def test_the_database_lets_open_transfers_change(stock: Acting) -> None:
    with stock.rolled_back() as env:
        planned(env, "receipt", [(a_product(env, "Helmet"), 5)]).confirm()
        connection = env.transaction.connection
        for statement in (
            "UPDATE stock_move_line SET quantity = 0",
            "DELETE FROM stock_move_line",
            "DELETE FROM stock_transfer",
        ):
            assert connection.exec_driver_sql(statement).rowcount == 1


def test_cancelling_frees_what_was_reserved(stock: Acting) -> None:
    with stock.rolled_back() as env:
        helmet, shelf = a_product(env, "Helmet"), warehouse(env).stock
        receive(env, helmet, 5)
        delivery = planned(env, "delivery", [(helmet, 5)], contact=a_customer(env))
        delivery.confirm()
        assert on_hand(env, helmet, shelf) == (5, 5)
        delivery.cancel()
        assert (delivery.state, delivery.lines, on_hand(env, helmet, shelf)) == ("cancelled", [], (5, 0))
        assert problems_with_stock(env) == []


def test_released_stock_can_be_reserved_again(stock: Acting) -> None:
    with stock.rolled_back() as env:
        helmet, shelf = a_product(env, "Helmet"), warehouse(env).stock
        receive(env, helmet, 5)
        delivery = planned(env, "delivery", [(helmet, 5)], contact=a_customer(env))
        delivery.confirm()
        delivery.unreserve()
        assert (delivery.state, on_hand(env, helmet, shelf)) == ("waiting", (5, 0))
        delivery.check_availability()
        assert (delivery.state, on_hand(env, helmet, shelf)) == ("ready", (5, 5))
        assert problems_with_stock(env) == []


def test_consumables_move_without_being_counted(stock: Acting) -> None:
    with stock.rolled_back() as env:
        grease = a_product(env, "Grease", kind="consumable")
        done = deliver(env, a_customer(env), (grease, 3))
        assert (done.state, done.moves[0].done) == ("done", 3)
        assert on_hand(env, grease, warehouse(env).stock) == (0, 0)


@pytest.mark.req("PD-2")
def test_a_product_that_was_moved_stays_what_it_is(stock: Acting) -> None:
    with stock.rolled_back() as env:
        helmet = a_product(env, "Helmet")
        receive(env, helmet, 5)
        helmet.tracking = "serial"
        with pytest.raises(Refused, match="Helmet already has stock moves."):
            env.session.flush()


@pytest.mark.req("AR-5")
def test_only_warehouse_users_work_on_transfers(stock: Acting) -> None:
    def prepare(env):  # type: ignore[no-untyped-def]
        transfer = planned(env, "receipt", [(a_product(env, "Helmet"), 5)])
        return transfer.id

    transfer_id = stock.run(prepare)
    with stock.rolled_back(("base.user",)) as env:
        assert env.session.get(env[Transfer], transfer_id) is None
    with stock.rolled_back(("stock.user",)) as env:
        transfer = env.session.get_one(env[Transfer], transfer_id)
        transfer.confirm()
        assert transfer.state == "ready"
        assert transfer.validate().state == "done"
        with pytest.raises(AccessDenied):
            env.new(Location, name="Shelf 2")
            env.session.flush()
