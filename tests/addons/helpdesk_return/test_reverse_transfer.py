"""The pop-up "Reverse Transfer": what it starts with, what can be chosen, what it makes, what it refuses."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from addons.mail.models import Message
from addons.sale.models import Line
from addons.stock.models import Location, Transfer
from addons.stock.wizards import default_return_location, lines_to_return
from core import Refused
from tests.addons.helpdesk.desk import USER
from tests.addons.helpdesk_return.returning import (
    a_ticket_of,
    delivery_of,
    martas_delivery,
    opened,
    press_return,
    rows_of,
    texts,
)
from tests.addons.helpdesk_sale.orders import an_order, contact, orders_of, product
from tests.addons.stock.warehouse import on_hand, planned, warehouse
from tests.kernels import Acting

ALL = {"Helmet": 3, "Bike B-1": 1, "Bike B-2": 1, "Battery LOT-1": 4}


@pytest.fixture
def system(returns: Acting):
    """A system Env to look around with; what it does is undone."""
    with returns.rolled_back() as env:
        yield env


# --- what it starts with ----------------------------------------------------------------------------------------------


@pytest.mark.req("RT-3", "RT-4", "RT-6", "RT-9", "HD-9")
def test_it_starts_from_the_tickets_order_with_its_only_delivery_and_everything_in_it(system) -> None:
    order = orders_of(system, "Marta")[0]
    form = opened(system, a_ticket_of(system, "Marta", sales_order=order))
    assert form.sales_order is order
    assert form.delivery is martas_delivery(system)
    assert rows_of(form.lines) == ALL
    assert form.location is warehouse(system).returns


@pytest.mark.req("RT-4")
def test_without_an_order_nothing_is_chosen_and_a_delivery_fills_its_order(system) -> None:
    ticket = a_ticket_of(system, "Oliver")
    assert (opened(system, ticket).delivery, opened(system, ticket).lines) == (None, [])
    second = delivery_of(system, orders_of(system, "Oliver")[1])
    form = opened(system, ticket, delivery=second)
    assert form.sales_order is orders_of(system, "Oliver")[1]
    assert rows_of(form.lines) == {"Helmet": 2, "Battery LOT-1": 1}


@pytest.mark.req("RT-4")
def test_a_cleared_delivery_empties_the_lines(system) -> None:
    ticket = a_ticket_of(system, "Marta", sales_order=orders_of(system, "Marta")[0])
    form = opened(system, ticket, delivery="")
    assert (form.delivery, form.lines) == (None, [])


@pytest.mark.req("RT-3", "RT-4")
def test_orders_and_deliveries_are_those_of_the_customers_company(system) -> None:
    form = opened(system, a_ticket_of(system, "Oliver"))
    offered = system.session.scalars(form._offer(type(form).sales_order).statement).all()
    assert set(offered) == set(orders_of(system, "Oliver"))
    done = system.session.scalars(form._offer(type(form).delivery).statement).all()
    assert {one.order for one in done} == set(orders_of(system, "Oliver"))


@pytest.mark.req("RT-3", "RT-4", "HD-12")
def test_the_tickets_product_limits_orders_and_deliveries(system) -> None:
    form = opened(system, a_ticket_of(system, "Oliver", "Battery"))
    offered = system.session.scalars(form._offer(type(form).delivery).statement).all()
    assert [one.order for one in offered] == [orders_of(system, "Oliver")[1]]


@pytest.mark.req("RT-5")
def test_tracked_products_have_a_line_for_each_lot_and_what_was_delivered_of_it(system) -> None:
    form = opened(system, a_ticket_of(system, "Marta"), delivery=martas_delivery(system))
    shown = [
        (line.product.name, line.lot and line.lot.name, line.delivered, line.returned, line.unit) for line in form.lines
    ]
    assert shown == [
        ("Helmet", None, 3, 0, "Units"), ("Bike", "B-1", 1, 0, "Units"), ("Bike", "B-2", 1, 0, "Units"),
        ("Battery", "LOT-1", 4, 0, "Units"),
    ]  # fmt: skip


@pytest.mark.req("RT-8")
def test_only_what_the_ticket_is_about_is_listed_until_all_lines_are_wanted(system) -> None:
    ticket = a_ticket_of(system, "Marta", "Bike", sales_order=orders_of(system, "Marta")[0])
    assert rows_of(opened(system, ticket).lines) == {"Bike B-1": 1, "Bike B-2": 1}
    ticket.lot = next(line.lot for line in martas_delivery(system).lines if line.lot and line.lot.name == "B-2")
    assert rows_of(opened(system, ticket).lines) == {"Bike B-2": 1}
    assert rows_of(opened(system, ticket, show_all="1").lines) == ALL


@pytest.mark.req("RT-6")
def test_what_was_returned_or_is_on_its_way_is_taken_off(system) -> None:
    ticket = a_ticket_of(system, "Marta", sales_order=orders_of(system, "Marta")[0])
    helmet = lines_to_return(martas_delivery(system), product(system, "Helmet"))[0].key
    bikes = lines_to_return(martas_delivery(system), product(system, "Bike"))
    press_return(system, ticket, **{f"quantity_{helmet.id}": 1}, gone=[one.key.id for one in bikes])
    assert rows_of(opened(system, ticket).lines) == {"Helmet": 2, "Bike B-1": 1, "Bike B-2": 1}


@pytest.mark.req("RT-9")
def test_the_location_is_where_the_goods_came_from_if_the_warehouse_has_none_for_returns(system) -> None:
    warehouse(system).returns.usable_for_returns = False
    form = opened(system, a_ticket_of(system, "Marta"), delivery=martas_delivery(system))
    assert form.location is warehouse(system).stock
    places = {place.name for place in system.session.scalars(form._offer(type(form).location).statement)}
    assert places == {"WH/Stock"}


# --- what it makes ----------------------------------------------------------------------------------------------------


@pytest.mark.req("RT-10", "RT-11", "RT-7", "SB-6")
def test_return_makes_an_incoming_transfer_linked_to_its_delivery_and_the_ticket(system) -> None:
    delivery = martas_delivery(system)
    ticket = a_ticket_of(system, "Marta", sales_order=orders_of(system, "Marta")[0])
    lines = {(line.product.name, line.lot and line.lot.name): line for line in delivery.lines}
    gone = [lines["Bike", "B-1"].id, lines["Battery", "LOT-1"].id]
    made = press_return(system, ticket, **{f"quantity_{lines['Helmet', None].id}": "2"}, gone=gone)

    assert (made.type, made.state, made.origin) == ("receipt", "ready", f"Return of {delivery.number}")
    assert made.source is delivery.destination and made.destination is warehouse(system).returns
    assert (made.ticket, made.return_of, made.order) == (ticket, delivery, delivery.order)
    assert {move.return_of: move.quantity for move in made.moves} == {
        lines["Helmet", None].move: Decimal(2), lines["Bike", "B-2"].move: Decimal(1),
    }  # fmt: skip
    assert rows_of(made.lines) == {"Helmet": 2, "Bike B-2": 1}


@pytest.mark.req("RT-12", "RT-18")
def test_stock_and_delivered_quantities_change_when_it_is_validated_and_not_before(system) -> None:
    helmet = product(system, "Helmet")
    line = system.session.scalars(
        sa.select(system[Line]).where(system[Line].product_id == helmet.id, system[Line].quantity == 3)
    ).one()
    line.invoiced = Decimal(3)
    ticket = a_ticket_of(system, "Marta", "Helmet", sales_order=orders_of(system, "Marta")[0])
    made = press_return(system, ticket)
    back = warehouse(system).returns
    assert (on_hand(system, helmet, back)[0], line.delivered, line.to_credit) == (0, 3, 0)
    made.validate()
    system.session.refresh(line)
    assert (on_hand(system, helmet, back)[0], line.delivered, line.to_credit) == (3, 0, 3)


@pytest.mark.req("RT-15", "XC-1")
def test_ticket_operation_and_order_tell_of_it(system) -> None:
    ticket = a_ticket_of(system, "Marta", sales_order=orders_of(system, "Marta")[0])
    made = press_return(system, ticket)

    def told(document) -> int:
        message = system[Message]
        mine = sa.and_(message.document_model == document.__model__, message.document_id == document.id)
        bodies = " ".join(system.session.scalars(sa.select(message.body).where(mine)))
        return bodies.count(f'Return <a href="/mail/open/stock.transfer/{made.id}">{made.number}</a> created from')

    assert [told(document) for document in (ticket, made, made.order)] == [1, 1, 1], "once each"


@pytest.mark.req("RT-19")
def test_a_return_can_be_sent_back_again_under_the_same_limits(system) -> None:
    ticket = a_ticket_of(system, "Marta", "Helmet", sales_order=orders_of(system, "Marta")[0])
    made = press_return(system, ticket)
    made.validate()
    line = lines_to_return(made)[0]
    again = made.reverse({line.key: Decimal(2)}, to=made.source)
    assert (again.type, again.state) == ("delivery", "ready")
    with pytest.raises(Refused, match="You can return at most 1 Units of Helmet."):
        made.reverse({line.key: Decimal(2)}, to=made.source)


@pytest.mark.req("RT-14", "RT-13")
def test_cancelling_a_return_frees_its_quantity(system) -> None:
    ticket = a_ticket_of(system, "Marta", "Helmet", sales_order=orders_of(system, "Marta")[0])
    made = press_return(system, ticket)
    assert opened(system, ticket).lines == []
    made.cancel()
    system.session.expire_all()
    assert rows_of(opened(system, ticket).lines) == {"Helmet": 3}


def test_the_rest_of_a_return_belongs_to_the_ticket_too(system) -> None:
    ticket = a_ticket_of(system, "Marta", "Helmet", sales_order=orders_of(system, "Marta")[0])
    made = press_return(system, ticket)
    made.lines[0].quantity = Decimal(1)
    made.validate(backorder=True)
    transfer = system[Transfer]
    rest = system.session.scalars(sa.select(transfer).where(transfer.backorder_of_id == made.id)).one()
    assert rest.ticket is ticket


# --- what it refuses --------------------------------------------------------------------------------------------------


@pytest.mark.req("RT-13", "XC-4")
def test_everything_that_is_missing_is_said_at_once(system) -> None:
    ticket = a_ticket_of(system, "Marta")
    assert texts(lambda: press_return(system, ticket)) == {
        "delivery": "Select a delivery to return.",
        "lines": "Add at least one product to return.",
        "location": "Select a return location.",
    }


@pytest.mark.req("RT-13")
def test_at_least_one_product_comes_back(system) -> None:
    delivery, ticket = martas_delivery(system), a_ticket_of(system, "Marta")
    gone = [line.id for line in delivery.lines]
    said = texts(lambda: press_return(system, ticket, delivery=delivery, gone=gone))
    assert said == {"lines": "Add at least one product to return."}


@pytest.mark.req("RT-13", "RT-5")
@pytest.mark.parametrize(("name", "entered", "said"), [
    ("Helmet", "0", "The quantity must be greater than zero."),
    ("Helmet", "-1", "The quantity must be greater than zero."),
    ("Helmet", "", "The quantity must be greater than zero."),
    ("Helmet", "4", "You can return at most 3 Units of Helmet."),
    ("Helmet", "1.5", "Helmet is counted in whole units."),
    ("Bike", "2", "You can return at most 1 Units of Bike."),
    ("Battery", "5", "You can return at most 4 Units of Battery."),
])  # fmt: skip
def test_a_quantity_that_cannot_come_back_is_refused_at_its_line(system, name, entered, said) -> None:
    delivery, ticket = martas_delivery(system), a_ticket_of(system, "Marta")
    line = next(one for one in delivery.lines if one.product.name == name)
    refused = texts(lambda: press_return(system, ticket, delivery=delivery, **{f"quantity_{line.id}": entered}))
    assert refused == {f"lines.{line.id}.quantity": said}


@pytest.mark.req("RT-13")
def test_deliveries_of_others_and_unfinished_ones_are_refused_by_name(system) -> None:
    marta = martas_delivery(system)
    oliver = a_ticket_of(system, "Oliver")
    assert texts(lambda: press_return(system, oliver, delivery=marta))["delivery"] == (
        f"{marta.number} is not a delivery of Oliver."
    )
    waiting = delivery_of(system, an_order(system, contact(system, "Oliver"), [(product(system, "Helmet"), 1)]))
    assert texts(lambda: press_return(system, oliver, delivery=waiting))["delivery"] == (
        "Only validated deliveries can be returned."
    )
    nowhere = texts(lambda: press_return(system, oliver, delivery="999999"))["delivery"]
    assert nowhere == "Choose one of the offered values."


@pytest.mark.req("RT-13", "RT-2")
def test_what_came_from_a_supplier_is_no_delivery_of_the_customer(system) -> None:
    receipt = planned(system, "receipt", [(product(system, "Helmet"), 1)], contact=contact(system, "Oliver"))
    receipt.confirm()
    receipt.validate()
    ticket = a_ticket_of(system, "Oliver")
    assert texts(lambda: press_return(system, ticket, delivery=receipt))["delivery"] == (
        f"{receipt.number} is not a delivery of Oliver."
    )


@pytest.mark.req("HD-12")
def test_a_delivery_without_the_tickets_product_is_refused(system) -> None:
    first = delivery_of(system, orders_of(system, "Oliver")[0])
    ticket = a_ticket_of(system, "Oliver", "Battery")
    said = texts(lambda: press_return(system, ticket, delivery=first))["delivery"]
    assert said == f"{first.number} does not contain Battery."


@pytest.mark.req("RT-9")
def test_goods_come_back_to_locations_for_returns_only(system) -> None:
    elsewhere = system.new(Location, name="Attic", type="internal", company_id=warehouse(system).company_id)
    system.session.flush()
    delivery, ticket = martas_delivery(system), a_ticket_of(system, "Marta")
    said = texts(lambda: press_return(system, ticket, delivery=delivery, location=elsewhere))
    assert said == {"location": "Choose one of the offered values."}


@pytest.mark.req("RT-14")
def test_the_last_word_on_limits_is_said_when_the_button_is_pressed(system) -> None:
    delivery, ticket = martas_delivery(system), a_ticket_of(system, "Marta")
    form = opened(system, ticket, delivery=delivery)
    helmet = lines_to_return(delivery, product(system, "Helmet"))[0].key
    delivery.reverse({helmet: Decimal(2)}, to=default_return_location(delivery))
    with pytest.raises(Refused) as refused:
        delivery.reverse(form.lines, to=form.location)
    assert [one.message for one in refused.value.problems] == ["You can return at most 1 Units of Helmet."]


# --- when the button is there -----------------------------------------------------------------------------------------


@pytest.mark.req("RT-2")
def test_a_return_needs_a_done_delivery_to_the_customers_company(system) -> None:
    with_delivery = {name: a_ticket_of(system, name).has_delivery for name in ("Marta", "Oliver", "Sofia")}
    assert with_delivery == {"Marta": True, "Oliver": True, "Sofia": False}
    assert not system.new(Ticket, title="nobody's").has_delivery
    sofia = contact(system, "Sofia")
    delivery = delivery_of(system, an_order(system, sofia, [(product(system, "Helmet"), 1)]))
    assert not a_ticket_of(system, "Sofia").has_delivery
    delivery.validate()
    assert a_ticket_of(system, "Sofia").has_delivery


@pytest.mark.req("RT-2", "HD-15")
def test_users_who_see_no_delivery_are_told_whether_there_is_one(returns: Acting) -> None:
    def look(env):
        return a_ticket_of(env, "Marta").has_delivery, env.session.scalars(sa.select(env[Transfer])).all()

    assert returns.run(look, USER) == (True, [])
