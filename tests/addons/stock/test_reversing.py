"""Returns: a reverse transfer of what was delivered, never of more, and of the very same lots."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from addons.base.models import Unit
from addons.stock.models import Lot, MoveLine, Transfer
from core import Env, Refused
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


def delivered(env: Env) -> Transfer:
    """A done delivery of 5 helmets and the bikes S1 and S2."""
    helmet, bike = a_product(env, "Helmet"), a_product(env, "Cargo One", "serial", warranty_months=24)
    receive(env, helmet, 5)
    receive(env, bike, 2, "S1", "S2")
    return deliver(env, a_customer(env), (helmet, 5), (bike, 2))


def line_of(transfer: Transfer, name: str) -> MoveLine:
    """The line of a product, or of a lot, by its name."""
    return next(line for line in transfer.lines if name in (line.product.name, line.lot.name if line.lot else ""))


@pytest.mark.req("RT-11", "ST-8")
def test_a_return_is_an_incoming_transfer_that_is_ready_and_linked_to_its_delivery(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done = delivered(env)
        back = done.reverse(
            {line_of(done, "Helmet"): Decimal(2), line_of(done, "S2"): Decimal(1)}, to=warehouse(env).returns
        )
        assert (back.type, back.state, back.origin) == ("receipt", "ready", f"Return of {done.number}")
        assert (back.source, back.destination) == (done.destination, warehouse(env).returns)
        assert (back.return_of, back.contact, back.company) == (done, done.contact, done.company)
        assert [(move.return_of.product.name, move.quantity) for move in back.moves] == [
            ("Helmet", 2),
            ("Cargo One", 1),
        ]
        assert [(line.lot.name if line.lot else None, line.quantity) for line in back.lines] == [(None, 2), ("S2", 1)]
        assert problems_with_stock(env) == []


@pytest.mark.req("RT-12", "RT-18")
def test_goods_are_received_when_the_return_is_validated_and_not_before(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done, place = delivered(env), warehouse(env).returns
        helmet = line_of(done, "Helmet").product
        back = done.reverse({line_of(done, "Helmet"): Decimal(2)}, to=place)
        assert on_hand(env, helmet, place) == (0, 0)
        back.validate()
        assert on_hand(env, helmet, place) == (2, 0)
        assert on_hand(env, helmet, done.destination) == (3, 0)
        assert problems_with_stock(env) == []


@pytest.mark.req("RT-13", "RT-14")
def test_no_more_comes_back_than_went_out_open_returns_included(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done, place = delivered(env), warehouse(env).returns
        line = line_of(done, "Helmet")
        done.reverse({line: Decimal(3)}, to=place)
        assert (line.returned, line.returnable) == (3, 2)
        with pytest.raises(Refused, match="You can return at most 2 Units of Helmet.") as why:
            done.reverse({line: Decimal(3)}, to=place)
        assert why.value.about is line


@pytest.mark.req("RT-14")
def test_cancelling_a_return_frees_its_quantity(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done, place = delivered(env), warehouse(env).returns
        line = line_of(done, "Helmet")
        back = done.reverse({line: Decimal(5)}, to=place)
        back.cancel()
        assert line.returned == 0
        done.reverse({line: Decimal(5)}, to=place).validate()
        assert line.returned == 5
        assert problems_with_stock(env) == []


@pytest.mark.req("RT-14")
def test_receiving_less_frees_the_rest_unless_a_back_order_waits_for_it(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done, place = delivered(env), warehouse(env).returns
        line = line_of(done, "Helmet")
        back = done.reverse({line: Decimal(4)}, to=place)
        back.lines[0].quantity = Decimal(1)
        back.validate(backorder=True)
        assert line.returned == 4
        rest = env.session.scalars(sa.select(env[Transfer]).where(env[Transfer].backorder_of_id == back.id)).one()
        assert (rest.return_of, rest.state, rest.lines[0].quantity) == (done, "ready", 3)
        rest.lines[0].quantity = Decimal(1)
        rest.validate(backorder=False)
        assert line.returned == 2
        assert problems_with_stock(env) == []


@pytest.mark.req("RT-14")
def test_receiving_more_than_was_announced_stays_within_the_delivery(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done, place = delivered(env), warehouse(env).returns
        line = line_of(done, "Helmet")
        back = done.reverse({line: Decimal(2)}, to=place)
        back.lines[0].quantity = Decimal(4)
        back.validate()
        assert line.returned == 4
        again = done.reverse({line: Decimal(1)}, to=place)
        again.lines[0].quantity = Decimal(2)
        with pytest.raises(Refused, match="You can return at most 0 Units of Helmet."):
            again.validate()


@pytest.mark.req("RT-14")
def test_one_line_named_twice_counts_twice(stock: Acting) -> None:
    class Row:
        def __init__(self, key: MoveLine, quantity: int) -> None:
            self.key, self.quantity = key, Decimal(quantity)

    with stock.rolled_back() as env:
        done = delivered(env)
        line = line_of(done, "Helmet")
        with pytest.raises(Refused, match="You can return at most 5 Units of Helmet."):
            done.reverse([Row(line, 3), Row(line, 3)], to=warehouse(env).returns)


@pytest.mark.req("RT-13")
def test_every_wrong_line_is_told_at_once(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done, place = delivered(env), warehouse(env).returns
        done.reverse({line: line.quantity for line in done.lines}, to=place)
        with pytest.raises(Refused) as why:
            done.reverse({line: line.quantity for line in done.lines}, to=place)
        assert [problem.message for problem in why.value.problems] == [
            "You can return at most 0 Units of Helmet.",
            "You can return at most 0 Units of Cargo One.",
            "You can return at most 0 Units of Cargo One.",
        ]


@pytest.mark.req("RT-13")
@pytest.mark.parametrize(
    ("quantity", "message"),
    [("0", "The quantity must be greater than zero."), ("-1", "The quantity must be greater than zero."),
     ("1.5", "Helmet is counted in whole units.")],
)  # fmt: skip
def test_quantities_that_cannot_come_back(stock: Acting, quantity: str, message: str) -> None:
    with stock.rolled_back() as env:
        done = delivered(env)
        with pytest.raises(Refused, match=message):
            done.reverse({line_of(done, "Helmet"): Decimal(quantity)}, to=warehouse(env).returns)


@pytest.mark.req("RT-13")
def test_fractions_come_back_where_the_unit_has_them(stock: Acting) -> None:
    with stock.rolled_back() as env:
        unit = env.session.scalars(sa.select(env[Unit]).where(env[Unit].digits == 2).limit(1)).one()
        cable = a_product(env, "Cable")
        cable.unit = unit
        receive(env, cable, 5)
        done = deliver(env, a_customer(env), (cable, 5))
        back = done.reverse({done.lines[0]: Decimal("1.25")}, to=warehouse(env).returns)
        assert back.moves[0].quantity == Decimal("1.25")
        with pytest.raises(Refused, match="You can return at most 3.75"):
            done.reverse({done.lines[0]: Decimal(4)}, to=warehouse(env).returns)


@pytest.mark.req("RT-13")
def test_only_done_transfers_come_back_and_only_their_own_lines(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done, place = delivered(env), warehouse(env).returns
        open_one = planned(env, "delivery", [(line_of(done, "Helmet").product, 1)])
        with pytest.raises(Refused, match="Only validated deliveries can be returned."):
            open_one.reverse({line_of(done, "Helmet"): Decimal(1)}, to=place)
        with pytest.raises(Refused, match="Add at least one product to return."):
            done.reverse({}, to=place)
        helmet = line_of(done, "Helmet").product
        receive(env, helmet, 1)
        other = deliver(env, a_customer(env, "Jean Perrin"), (helmet, 1))
        with pytest.raises(Refused, match=f"Helmet is not part of {done.number}."):
            done.reverse({other.lines[0]: Decimal(1)}, to=place)


@pytest.mark.req("RT-14", "ST-6")
def test_a_lot_that_was_not_delivered_cannot_come_back(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done = delivered(env)
        bike = line_of(done, "S1").product
        receive(env, bike, 1, "S9")
        back = done.reverse({line_of(done, "S1"): Decimal(1)}, to=warehouse(env).returns)
        back.lines[0].lot = env.session.scalars(sa.select(env[Lot]).where(env[Lot].name == "S9")).one()
        with pytest.raises(Refused, match=f"S9 was not part of {done.number}."):
            back.validate()


@pytest.mark.req("RT-14", "ST-6")
def test_the_other_delivered_lot_may_come_back_instead(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done = delivered(env)
        first, second = line_of(done, "S1"), line_of(done, "S2")
        back = done.reverse({first: Decimal(1)}, to=warehouse(env).returns)
        back.lines[0].lot = second.lot
        back.validate()
        assert (first.returned, second.returned, back.lines[0].return_of) == (0, 1, second)
        assert problems_with_stock(env) == []


@pytest.mark.req("RT-19")
def test_a_return_can_be_returned_within_the_same_limits(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done, place = delivered(env), warehouse(env).returns
        warranty = line_of(done, "S1").lot.warranty_end
        back = done.reverse({line_of(done, "S1"): Decimal(1), line_of(done, "Helmet"): Decimal(2)}, to=place)
        back.validate()
        again = back.reverse({line: line.quantity for line in back.lines}, to=done.destination)
        assert (again.type, again.state, again.return_of) == ("delivery", "ready", back)
        assert on_hand(env, line_of(done, "Helmet").product, place) == (2, 2)
        with pytest.raises(Refused, match="You can return at most 0 Units of Cargo One."):
            back.reverse({line_of(back, "S1"): Decimal(1)}, to=done.destination)
        again.validate()
        lot = line_of(again, "S1").lot
        assert (on_hand(env, lot.product, place)[0], lot.warranty_end) == (0, warranty)
        assert problems_with_stock(env) == []
        again.reverse({line_of(again, "S1"): Decimal(1)}, to=place).validate()
        assert problems_with_stock(env) == []


@pytest.mark.req("RT-19", "ST-10")
def test_a_return_of_a_return_takes_the_very_lot_that_came_back(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done, shelf = delivered(env), warehouse(env).stock
        bike = line_of(done, "S2").product
        receive(env, bike, 1, "S3")
        back = done.reverse({line_of(done, "S2"): Decimal(1)}, to=shelf)
        back.validate()
        again = back.reverse({line_of(back, "S2"): Decimal(1)}, to=done.destination)
        assert [line.lot.name for line in again.lines] == ["S2"]


def test_the_links_of_a_return_are_fields_of_it(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done = delivered(env)
        with pytest.raises(TypeError, match="no field 'nothing'"):
            done.reverse({line_of(done, "S1"): Decimal(1)}, to=warehouse(env).returns, nothing=1)


@pytest.mark.req("RT-2", "RT-4")
def test_a_customers_done_deliveries_are_those_of_its_commercial_entity(stock: Acting) -> None:
    from addons.base.models import Contact

    with stock.rolled_back() as env:
        company = env.new(Contact, name="Veloria", is_company=True)
        amelie, tobias = (env.new(Contact, name=name, parent=company) for name in ("Amelie", "Tobias"))
        helmet, lock = a_product(env, "Helmet"), a_product(env, "Lock")
        receive(env, helmet, 9)
        done = deliver(env, amelie, (helmet, 2))
        planned(env, "delivery", [(helmet, 1)], contact=amelie).confirm()
        deliver(env, a_customer(env), (helmet, 2))
        done.reverse({done.lines[0]: Decimal(1)}, to=warehouse(env).returns).validate()
        assert env.session.scalars(tobias.done_deliveries(done.company_id)).all() == [done]  # type: ignore[attr-defined]
        assert env.session.scalars(tobias.done_deliveries(done.company_id, helmet)).all() == [done]  # type: ignore[attr-defined]
        assert env.session.scalars(tobias.done_deliveries(done.company_id, lock)).all() == []  # type: ignore[attr-defined]
        assert env.session.scalars(tobias.done_deliveries(done.company_id + 1)).all() == []  # type: ignore[attr-defined]
