"""A repair is made from a ticket, as the form of a new repair order; nothing is stored before somebody says so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Team, Ticket
from addons.mail.models import Message
from addons.repair.models import RepairOrder
from addons.stock.models import MoveLine
from core import Env
from tests.addons.helpdesk.desk import USER, a_ticket
from tests.addons.helpdesk.screens import Screens, links, services, smart, view_of, words
from tests.addons.helpdesk_return.returning import martas_delivery
from tests.addons.helpdesk_sale.orders import contact, product
from tests.addons.repair.workshop import MECHANIC, lot, the_repair
from tests.addons.stock.warehouse import warehouse
from tests.kernels import Acting


def ticket_about_the_bike(desk: Acting, **values: Any) -> int:
    """A ticket of Marta's about her bike."""

    def work(env: Env) -> int:
        given = {"customer": contact(env, "Marta"), "product": product(env, "Bike"), "lot": lot(env, "B-1")}
        return a_ticket(env, "The motor stutters", **(given | values)).id

    return desk.run(work)


def new_form(screens: Screens, ticket_id: int) -> str:
    """The address that the button "Repair" leads to."""
    page = screens.of(USER).get(f"/helpdesk/ticket/{ticket_id}")
    [address] = links(page.text, "Repair")
    return address


def count(desk: Acting) -> int:
    return desk.run(lambda env: env.session.scalar(sa.select(sa.func.count(env[RepairOrder].id))))


def notes(env: Env, model: str) -> list[str]:
    message = env[Message]
    found = sa.select(message.body).where(message.document_model == model, message.kind == "note").order_by(message.id)
    return [words(body) for body in env.session.scalars(found)]


@pytest.mark.req("RP-1", "RP-2", "RP-3", "RP-4", "RP-6", "AS-13")
def test_the_button_opens_the_form_of_a_new_repair(screens: Screens, desk: Acting) -> None:
    address = new_form(screens, ticket_about_the_bike(desk))
    assert address.startswith("/repair/order/new?of=ticket:")
    page = screens.text(USER, address)
    for text in ("Repair Reference", "Product to Repair", "Lot/Serial", "Return", "Under Warranty", "Scheduled Date",
                 "Responsible", "Tags", "Parts", "Repair Notes", "Confirm Repair", "Create Quotation"):  # fmt: skip
        assert text in page, text
    fields = screens.fields(USER, address)
    bike, marta = desk.run(lambda env: (product(env, "Bike").id, contact(env, "Marta").id))
    assert (fields["customer"], fields["product"]) == ([str(marta)], [str(bike)])
    assert fields["under_warranty"][-1] == "1", "the serial number is under warranty"
    assert not any(fields["responsible"]), "the agent repairs nothing"
    assert count(desk) == 0


@pytest.mark.req("RP-1", "RP-17", "RP-18", "SB-6")
def test_saving_it_makes_the_repair_and_tells_the_ticket(screens: Screens, desk: Acting) -> None:
    ticket_id = ticket_about_the_bike(desk)
    saved = screens.save(USER, new_form(screens, ticket_id), to="/repair/order/new")
    number, order_id = desk.run(lambda env: (the_repair(env).number, the_repair(env).id))
    assert saved.headers["location"].startswith(f"/repair/order/{order_id}?from=/helpdesk/ticket/{ticket_id}")
    assert f"Repair order {number} created" in desk.run(lambda env: notes(env, "helpdesk.ticket"))
    view = desk.run(lambda env: view_of(env, env.session.get_one(env[Ticket], ticket_id)), USER)
    assert smart(view) == {"Repairs": 1}
    assert "Ticket" in screens.text(USER, saved.headers["location"])


@pytest.mark.req("RP-1", "RP-12", "RP-20")
def test_a_button_of_the_unsaved_form_stores_and_confirms_it(screens: Screens, desk: Acting) -> None:
    screens.save(USER, new_form(screens, ticket_about_the_bike(desk)), to="/repair/order/new/do/confirm")
    assert desk.run(lambda env: (the_repair(env).state, the_repair(env).ticket.title)) == (
        "confirmed", "The motor stutters"
    )  # fmt: skip


@pytest.mark.req("RP-13", "XC-4")
def test_what_is_wrong_is_said_on_the_unsaved_form_and_nothing_is_stored(screens: Screens, desk: Acting) -> None:
    address = new_form(screens, ticket_about_the_bike(desk, product=None, lot=None))
    answer = screens.save(USER, address, 422, to="/repair/order/new/do/confirm", notes="It smells")
    assert "Select the product to repair." in words(answer.text)
    assert "It smells" in answer.text
    assert count(desk) == 0


@pytest.mark.req("RP-14", "RP-20")
def test_an_agent_without_rights_in_sales_quotes_it(screens: Screens, desk: Acting) -> None:
    answer = screens.save(
        USER, new_form(screens, ticket_about_the_bike(desk)), to="/repair/order/new/do/create_quotation"
    )
    assert answer.headers["location"].startswith("/repair/order/")
    assert desk.run(lambda env: [one.state for one in the_repair(env).quotations]) == ["quotation"]


@pytest.mark.req("RP-5")
def test_the_only_return_of_the_ticket_is_chosen_with_its_place(screens: Screens, desk: Acting) -> None:
    ticket_id = ticket_about_the_bike(desk, product=None, lot=None)

    def give_back(env: Env) -> tuple[int, int]:
        line = env.session.scalars(sa.select(env[MoveLine]).where(env[MoveLine].lot_id == lot(env, "B-1").id)).all()[-1]
        ticket = env.session.get_one(env[Ticket], ticket_id)
        made = martas_delivery(env).reverse({line: Decimal(1)}, to=warehouse(env).returns, ticket=ticket)
        return made.id, made.destination_id

    came, place = desk.run(give_back)
    fields = screens.fields(USER, new_form(screens, ticket_id))
    bike = desk.run(lambda env: product(env, "Bike").id)
    assert [fields[name] for name in ("return_transfer", "location", "product")] == [
        [str(came)],
        [str(place)],
        [str(bike)],
    ]


@pytest.mark.req("HD-14", "AS-9")
def test_without_the_option_there_is_no_button_and_no_form(screens: Screens, desk: Acting) -> None:
    ticket_id = ticket_about_the_bike(desk)
    address = new_form(screens, ticket_id)

    def switch_off(env: Env) -> None:
        env.session.scalars(sa.select(env[Team])).first().use_repairs = False

    desk.run(switch_off)
    view = desk.run(lambda env: view_of(env, env.session.get_one(env[Ticket], ticket_id)), USER)
    assert services(view) == []
    assert "This service is not enabled for the team Service." in screens.text(USER, address, 422)


def test_a_start_that_no_button_gives_is_not_found(screens: Screens, desk: Acting) -> None:
    ticket_id = ticket_about_the_bike(desk)
    for start in (f"customer:{ticket_id}", "ticket:999999", "ticket:x", f"ticket:{ticket_id}0000000000", "nothing:1"):
        assert screens.of(USER).get(f"/repair/order/new?of={start}").status_code == 404, start


@pytest.mark.req("RP-18")
def test_the_end_and_the_cancelling_are_noted_on_the_ticket(screens: Screens, desk: Acting) -> None:
    ticket_id = ticket_about_the_bike(desk)
    for _ in range(2):
        screens.save(USER, new_form(screens, ticket_id), to="/repair/order/new/do/confirm")

    def finish(env: Env) -> list[str]:
        first, second = env.session.scalars(sa.select(env[RepairOrder]).order_by(env[RepairOrder].id)).all()
        first.start_repair()
        first.end_repair()
        second.cancel_repair()
        return [first.number, second.number]

    numbers = desk.run(finish, MECHANIC)
    told = desk.run(lambda env: notes(env, "helpdesk.ticket"))[-2:]
    assert told == [f"Repair order {numbers[0]} is repaired", f"Repair order {numbers[1]} was cancelled"]


@pytest.mark.req("HD-17")
def test_a_ticket_with_a_repair_cannot_be_deleted(screens: Screens, desk: Acting) -> None:
    ticket_id = ticket_about_the_bike(desk)
    screens.save(USER, new_form(screens, ticket_id), to="/repair/order/new")
    address = f"/helpdesk/ticket/{ticket_id}"
    answer = screens.save("manager@example.com", address, 422, to=address + "/delete")
    assert "This ticket has linked documents. Archive it instead." in words(answer.text)
