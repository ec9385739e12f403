"""The warehouse's pop-ups: goods that come back, and transfers of which only a part goes."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from addons.base.models import Unit
from addons.stock.models import Transfer
from addons.stock.wizards import IncompleteTransfer, ReverseTransfer
from core import Env
from core.ui.settle import Entered
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


def delivered(env: Env) -> Transfer:
    """A done delivery of 5 helmets and the bikes S1 and S2."""
    helmet, bike = a_product(env, "Helmet"), a_product(env, "Cargo One", "serial")
    receive(env, helmet, 5)
    receive(env, bike, 2, "S1", "S2")
    return deliver(env, a_customer(env), (helmet, 5), (bike, 2))


def entered(**values: str) -> Entered:
    """What a user entered just now; __ stands for a dot."""
    paths = {path.replace("__", "."): value for path, value in values.items()}
    return Entered(values=paths, fresh=set(paths))


@pytest.mark.req("ST-8", "RT-5", "RT-6")
def test_everything_that_is_left_is_offered_one_line_a_lot(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done = delivered(env)
        done.reverse({done.lines[0]: Decimal(2)}, to=warehouse(env).returns)
        done.reverse({done.lines[1]: Decimal(1)}, to=warehouse(env).returns)
        form = ReverseTransfer(env, done)
        offered = [
            (row.product.name, row.lot and row.lot.name, row.delivered, row.returned, row.quantity)
            for row in form.lines
        ]
        assert offered == [("Helmet", None, 5, 2, 3), ("Cargo One", "S2", 1, 0, 1)]


@pytest.mark.req("RT-9")
def test_the_return_location_is_the_warehouses_unless_it_takes_no_returns(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done = delivered(env)
        assert ReverseTransfer(env, done).location == warehouse(env).returns
        warehouse(env).returns.usable_for_returns = False
        env.session.flush()
        assert ReverseTransfer(env, done).location == done.source


@pytest.mark.req("ST-8", "RT-7", "RT-10")
def test_pressing_return_makes_the_transfer_of_what_is_left_in_the_form(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done = delivered(env)
        helmet, first, second = done.lines
        form = ReverseTransfer(env, done, Entered(
            values={f"lines.{helmet.id}.quantity": "2", "location": str(done.source_id)},
            fresh={f"lines.{helmet.id}.quantity", "location"}, gone={f"lines.{first.id}"},
        ))  # fmt: skip
        made = form._press("confirm")
        assert form._errors == {}
        assert (made.destination, made.return_of) == (done.source, done)
        assert [(line.return_of, line.quantity) for line in made.lines] == [(helmet, 2), (second, 1)]
        assert problems_with_stock(env) == []


@pytest.mark.req("RT-13")
@pytest.mark.parametrize(
    ("quantity", "message"),
    [
        ("6", "You can return at most 5 Units of Helmet."),
        ("0", "The quantity must be greater than zero."),
        ("-1", "The quantity must be greater than zero."),
        ("", "The quantity must be greater than zero."),
        ("1.5", "Helmet is counted in whole units."),
    ],
)
def test_a_quantity_that_cannot_be_is_told_at_its_line(stock: Acting, quantity: str, message: str) -> None:
    with stock.rolled_back() as env:
        done = delivered(env)
        path = f"lines.{done.lines[0].id}.quantity"
        form = ReverseTransfer(env, done, Entered(values={path: quantity}, fresh={path}))
        assert form._press("confirm") is None
        assert form._errors == {path: message}


@pytest.mark.req("RT-13")
def test_a_finer_unit_says_how_fine(stock: Acting) -> None:
    with stock.rolled_back() as env:
        cable = a_product(env, "Cable")
        cable.unit = env.session.scalars(sa.select(env[Unit]).where(env[Unit].digits == 2).limit(1)).one()
        receive(env, cable, 5)
        done = deliver(env, a_customer(env), (cable, 5))
        path = f"lines.{done.lines[0].id}.quantity"
        form = ReverseTransfer(env, done, Entered(values={path: "1.125"}, fresh={path}))
        assert form._press("confirm") is None
        assert form._errors == {path: "Cable is counted with 2 decimal places at most."}


@pytest.mark.req("RT-13", "RT-14")
def test_who_was_slower_is_told_at_the_line(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done = delivered(env)
        helmet = done.lines[0]
        form = ReverseTransfer(env, done)
        done.reverse({helmet: Decimal(4)}, to=warehouse(env).returns)
        helmet.__dict__["returned"] = Decimal(0)  # as the slower one still sees it
        assert form._press("confirm") is None
        assert form._errors == {f"lines.{helmet.id}.quantity": "You can return at most 1 Units of Helmet."}


@pytest.mark.req("RT-13")
def test_a_return_of_nothing_is_refused(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done = delivered(env)
        form = ReverseTransfer(env, done, Entered(gone={f"lines.{line.id}" for line in done.lines}))
        assert form._press("confirm") is None
        assert form._errors == {"lines": "Add at least one product to return."}


@pytest.mark.req("RT-9", "AR-6")
def test_only_places_for_returns_can_be_chosen(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done, house = delivered(env), warehouse(env)
        for place in (house.output, done.destination):
            form = ReverseTransfer(env, done, entered(location=str(place.id)))
            assert form._press("confirm") is None
            assert form._errors == {"location": "Choose one of the offered values."}


@pytest.mark.req("RT-19")
def test_a_return_goes_back_to_where_it_came_from(stock: Acting) -> None:
    with stock.rolled_back() as env:
        done = delivered(env)
        back = done.reverse({done.lines[1]: Decimal(1)}, to=warehouse(env).returns)
        back.validate()
        again = ReverseTransfer(env, back)._press("confirm")
        assert (again.type, again.destination.type) == ("delivery", "customer")


@pytest.mark.req("ST-4")
@pytest.mark.parametrize(("button", "follow"), [("create_back_order", 1), ("give_up_the_rest", 0)])
def test_less_than_demanded_asks_what_becomes_of_the_rest(stock: Acting, button: str, follow: int) -> None:
    with stock.rolled_back() as env:
        helmet = a_product(env, "Helmet")
        receive(env, helmet, 5)
        delivery = planned(env, "delivery", [(helmet, 5)])
        delivery.confirm()
        delivery.lines[0].quantity = Decimal(2)
        form = IncompleteTransfer(env, delivery)
        assert [(row.product.name, row.demand, row.entered) for row in form.lines] == [("Helmet", 5, 2)]
        assert form._press(button) == delivery
        assert delivery.state == "done"
        found = sa.select(env[Transfer]).where(env[Transfer].backorder_of_id == delivery.id)
        assert len(env.session.scalars(found).all()) == follow


@pytest.mark.req("ST-4")
def test_the_pop_up_too_wants_at_least_one_quantity(stock: Acting) -> None:
    with stock.rolled_back() as env:
        delivery = planned(env, "delivery", [(a_product(env, "Helmet"), 5)])
        delivery.confirm()
        form = IncompleteTransfer(env, delivery)
        assert form._press("create_back_order") is None
        assert "Set at least one quantity." in form._errors.values()
