"""A coupon is generated from a ticket, once however often one goes back, and by those who may."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Team, Ticket
from addons.loyalty.models import Coupon, Program
from core import Env, Refused
from core.testing import the
from tests.addons.helpdesk.desk import MANAGER, USER
from tests.addons.helpdesk.screens import Screens, actions, links, services, smart, view_of, words
from tests.addons.helpdesk_coupon.giving import FORM, SELLER, coupons, generate, give, martas_ticket, said
from tests.addons.helpdesk_sale.orders import a_product, an_order, contact
from tests.addons.loyalty.programs import a_program
from tests.kernels import Acting

TOMORROW = date.today() + timedelta(days=1)


@pytest.mark.req("CP-1", "CP-2", "CP-3", "CP-5", "AS-13", "HD-13")
def test_the_button_opens_the_pop_up_and_leaving_it_makes_nothing(screens: Screens, desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    view = desk.run(lambda env: view_of(env, env.session.get_one(env[Ticket], ticket_id)), USER)
    assert services(view) == ["Coupon"]
    text = screens.text(USER, f"/wizard/helpdesk_coupon/GenerateCoupon?on={ticket_id}")
    for word in ("Generate a Coupon", "Coupon Program", "Goodwill", "Valid Until", "Send by Email", "Get Share Link",
                 "Discard"):  # fmt: skip
        assert word in text, word
    assert coupons(desk) == []


@pytest.mark.req("CP-5", "CP-6", "CP-17", "CP-18", "SB-4", "CP-19")
def test_it_makes_one_coupon_and_tells_the_ticket(desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    answer = desk.run(lambda env: generate(env, ticket_id, valid_until=TOMORROW.isoformat()), USER)
    assert answer.errors == {}
    assert answer.go.startswith(f"/wizard/helpdesk_coupon/SendCoupon?on={ticket_id}&coupon=")
    assert coupons(desk) == [("valid", TOMORROW, None)]
    code = desk.run(lambda env: the(env, Coupon).code)
    [note] = said(desk, "note")
    assert note.startswith(f"Coupon {code} generated from Goodwill, valid until ")
    assert str(TOMORROW.year) in note
    view = desk.run(lambda env: view_of(env, env.session.get_one(env[Ticket], ticket_id)), USER)
    assert smart(view) == {"Coupons": 1}


@pytest.mark.req("SB-2", "SB-3", "SB-6", "CP-18")
def test_the_coupon_leads_back_to_its_ticket(screens: Screens, desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    desk.run(lambda env: generate(env, ticket_id), USER)
    coupon_id = desk.run(lambda env: the(env, Coupon).id)
    page = screens.of(USER).get(f"/helpdesk/ticket/{ticket_id}").text
    [way] = links(page, "1 Coupons")
    assert way.startswith(f"/loyalty/coupon/{coupon_id}?from=/helpdesk/ticket/{ticket_id}")
    there = screens.of(USER).get(way).text
    assert links(there, "Late (#0001)"), "breadcrumbs"
    assert smart(desk.run(lambda env: view_of(env, the(env, Coupon)), USER)) == {"Ticket": 1}


@pytest.mark.req("CP-17")
def test_without_a_last_day_it_says_so(desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    desk.run(lambda env: generate(env, ticket_id, "get_share_link"), USER)
    assert said(desk, "note")[0].endswith("generated from Goodwill, valid until no expiration")


@pytest.mark.req("CP-5", "XC-2")
def test_going_back_and_pressing_the_other_button_takes_the_same_coupon(screens: Screens, desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    browser = screens.of(USER)
    address = f"/wizard/helpdesk_coupon/GenerateCoupon?on={ticket_id}"
    fields = screens.fields(USER, address)
    for button in ("send_by_email", "get_share_link", "send_by_email"):
        answer = browser.post(f"/wizard/helpdesk_coupon/GenerateCoupon/press/{button}?on={ticket_id}", data=fields)
        assert answer.status_code == 303, answer.text
    assert len(coupons(desk)) == 1
    again = screens.fields(USER, address)
    browser.post(f"/wizard/helpdesk_coupon/GenerateCoupon/press/send_by_email?on={ticket_id}", data=again)
    assert len(coupons(desk)) == 2, "the pop-up opened anew means another coupon"


@pytest.mark.req("CP-5")
def test_who_went_back_and_asks_for_something_else_gets_it(desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    desk.run(lambda env: generate(env, ticket_id, form=FORM), USER)
    desk.run(lambda env: generate(env, ticket_id, form=FORM, valid_until=TOMORROW.isoformat()), USER)
    assert [one[1] for one in coupons(desk)] == [None, TOMORROW]


@pytest.mark.req("CP-4")
@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"program": None}, {"program": "Select a coupon program."}),
        ({"valid_until": "2020-02-29"}, {"valid_until": "The expiration date must not be in the past."}),
        (
            {"valid_until": "2031-01-01"},
            {"valid_until": "The program ends on 2030-12-31; choose an earlier date."},
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk: Acting, values: dict[str, Any], errors: dict[str, str]) -> None:
    def end(env: Env) -> None:
        the(env, Program).ends_on = date(2030, 12, 31)
        a_program(env, "Second")

    desk.run(end)
    ticket_id = martas_ticket(desk)
    assert desk.run(lambda env: generate(env, ticket_id, **values), USER).errors == errors
    assert coupons(desk) == []


@pytest.mark.req("CP-2")
def test_only_running_programs_of_the_type_coupons_are_offered(desk: Acting) -> None:
    ticket_id = martas_ticket(desk)

    def others(env: Env) -> dict[str, int]:
        made = {
            "code": a_program(env, "Code", type="code", code="SUMMER"), "over": a_program(env, "Over", ends_on=date(2021, 1, 1)),
            "later": a_program(env, "Later", starts_on=date(2090, 1, 1)), "off": a_program(env, "Off", active=False),
        }  # fmt: skip
        return {name: one.id for name, one in made.items()}

    for name, program_id in desk.run(others).items():
        errors = desk.run(lambda env, id_=program_id: generate(env, ticket_id, program=id_), USER).errors
        assert set(errors) == {"program"}, name
    assert coupons(desk) == []


@pytest.mark.req("CP-2")
def test_without_a_program_it_says_where_one_is_made(screens: Screens, desk: Acting) -> None:
    ticket_id = martas_ticket(desk)

    def archive(env: Env) -> None:
        the(env, Program).active = False

    desk.run(archive)
    text = screens.text(USER, f"/wizard/helpdesk_coupon/GenerateCoupon?on={ticket_id}")
    assert "No coupon program yet" in text
    assert "Create one" not in text
    desk.run(lambda env: give(env, MANAGER, "sale.manager"))
    page = screens.of(MANAGER).get(f"/wizard/helpdesk_coupon/GenerateCoupon?on={ticket_id}").text
    assert links(page, "Create one") == ["/loyalty/program/new"]


@pytest.mark.req("HD-15", "HD-14", "AS-9")
def test_it_needs_a_customer_and_a_team_that_gives(desk: Acting) -> None:
    nobodys = martas_ticket(desk, customer=None)
    with pytest.raises(Refused, match="Set a customer on the ticket first."):
        desk.run(lambda env: generate(env, nobodys), USER)
    ticket_id = martas_ticket(desk)

    def switch_off(env: Env) -> None:
        the(env, Team).use_coupons = False

    desk.run(switch_off)
    with pytest.raises(Refused, match="not enabled for the team Service"):
        desk.run(lambda env: generate(env, ticket_id), USER)


@pytest.mark.req("CP-19", "AR-3")
def test_agents_see_their_coupons_and_managers_void_them(screens: Screens, desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    desk.run(lambda env: generate(env, ticket_id), USER)
    coupon_id, code = desk.run(lambda env: (the(env, Coupon).id, the(env, Coupon).code))
    page = screens.text(USER, f"/loyalty/coupon/{coupon_id}")
    for word in (code, "Goodwill", "10 % off orders over 100.00 EUR", "Valid", "Generated by", "Marta"):
        assert word in page, word
    for login, may in ((USER, False), (MANAGER, True), (SELLER, True)):
        labels = actions(desk.run(lambda env: view_of(env, the(env, Coupon)), login))
        assert ("Void" in labels) is may, login
    answer = screens.save(MANAGER, f"/loyalty/coupon/{coupon_id}", to=f"/loyalty/coupon/{coupon_id}/do/void")
    assert answer.status_code == 303
    assert [one[0] for one in coupons(desk)] == ["void"]
    view = desk.run(lambda env: view_of(env, env.session.get_one(env[Ticket], ticket_id)), USER)
    assert smart(view) == {}


@pytest.mark.req("CP-18", "AR-4")
def test_agents_read_which_order_used_it_and_when(screens: Screens, desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    desk.run(lambda env: generate(env, ticket_id), USER)

    def use(env: Env) -> tuple[str, int]:
        order: Any = an_order(env, contact(env, "Marta"), [(a_product(env, "Bike"), 20)], confirm=False)
        order.apply_code(the(env, Coupon).code)
        order.confirm()
        return order.number, the(env, Coupon).id

    number, coupon_id = desk.run(use)
    page = screens.of(USER).get(f"/loyalty/coupon/{coupon_id}").text
    for word in ("Used on", number, "Used at"):
        assert word in words(page), word
    assert links(page, number) == [], "the order itself is for who sells"
    assert links(screens.of(SELLER).get(f"/loyalty/coupon/{coupon_id}").text, number) != []
    assert "Used" in screens.text(USER, f"/helpdesk/ticket/{ticket_id}")


@pytest.mark.req("AS-2", "AS-3", "AS-4", "AS-5")
def test_teams_have_the_option(screens: Screens, desk: Acting) -> None:
    team_id = desk.run(lambda env: the(env, Team).id)
    page = screens.text(MANAGER, f"/helpdesk/team/{team_id}")
    assert "Coupons Discounts and free products through an existing coupon program." in page


@pytest.mark.req("CP-19", "AR-3")
def test_a_coupon_of_a_hidden_ticket_is_hidden(desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    desk.run(lambda env: generate(env, ticket_id), USER)

    def hide(env: Env) -> None:
        the(env, Team).visibility = "private"

    desk.run(hide)
    assert desk.run(lambda env: env.session.scalars(sa.select(env[Coupon])).all(), USER) == []
