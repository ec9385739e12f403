"""Tickets and teams on their pages: menus, lists, forms, and what is refused there."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Team, Ticket
from tests.addons.helpdesk.desk import MANAGER, OTHER, USER, a_contact, a_ticket, stage, user
from tests.addons.helpdesk.screens import Screens, actions, links, view_of, words
from tests.kernels import Acting


def stored(env, title: str = "Display flickers") -> Ticket:
    return env.session.scalars(sa.select(env[Ticket]).where(env[Ticket].title == title)).one()


@pytest.mark.req("HD-1")
def test_the_menu_leads_managers_to_the_teams_and_a_team_to_its_settings(screens: Screens) -> None:
    page = screens.of(MANAGER).get("/helpdesk/teams").text
    titles = screens.text(MANAGER, "/helpdesk/teams")
    assert "Configuration" in titles
    assert "Helpdesk Teams" in titles
    address = links(page, "Service")[0].partition("?")[0]
    assert address == "/helpdesk/team/1"
    assert "After-Sales" in screens.text(MANAGER, address)
    assert "Configuration" not in screens.text(USER, "/helpdesk/tickets")


@pytest.mark.req("AS-1", "AS-4")
def test_the_after_sales_section_is_there_for_managers_to_edit_and_for_users_to_read(screens: Screens) -> None:
    def cards(env):
        view = view_of(env, env.session.scalars(sa.select(env[Team])).one())
        return view.option_section, view.editable

    kernel = screens.app.state.site.kernel
    desk = Acting(kernel)
    assert desk.run(cards, MANAGER) == ("After-Sales", True)
    assert desk.run(cards, USER) == ("After-Sales", False)


@pytest.mark.req("HD-8")
def test_a_ticket_is_made_by_its_form(screens: Screens, desk: Acting) -> None:
    marta = desk.run(lambda env: a_contact(env, "Marta", email="marta@mail.example", phone="030 1").id)
    answer = screens.save(USER, "/helpdesk/ticket/new", title="Display flickers", customer=str(marta), phone="030 2")
    assert answer.headers["location"].startswith("/helpdesk/ticket/")

    def look(env):
        ticket = stored(env)
        return (
            ticket.number,
            ticket.team.name,
            ticket.stage.name,
            ticket.email,
            ticket.phone,
            marta in ticket.follower_ids,
        )

    assert desk.run(look) == ("0001", "Service", "New", "marta@mail.example", "030 2", True)


def test_a_customer_is_found_by_words_without_a_script(screens: Screens, desk: Acting) -> None:
    for name in ("Marta", "Martin", "Oliver"):
        desk.run(lambda env, name=name: a_contact(env, name))
    new, browser = "/helpdesk/ticket/new", screens.of(USER)
    assert "Marta" not in browser.get(new).text

    def found(**typed: str) -> set[str]:
        page = browser.post(f"{new}/update", data={**screens.fields(USER, new), "title": "Typed", **typed}).text
        assert 'value="Typed"' in page
        return {name for name in ("Marta", "Martin", "Oliver") if f">{name}</option>" in page}

    assert found(**{"_find.customer": "mart"}) == {"Marta", "Martin"}
    assert found(_find="customer") == {"Marta", "Martin", "Oliver"}
    assert browser.post(f"{new}/update", data={**screens.fields(USER, new), "_find": "title"}).status_code == 400


@pytest.mark.req("XC-4")
def test_a_ticket_without_a_title_is_refused_and_keeps_what_was_entered(screens: Screens) -> None:
    answer = screens.save(USER, "/helpdesk/ticket/new", 422, title="", email="marta@mail.example")
    assert "Fill in Title." in words(answer.text)
    assert "marta@mail.example" in answer.text


@pytest.mark.req("HD-24")
def test_filters_of_the_ticket_list(screens: Screens, desk: Acting) -> None:
    def make(env):
        a_ticket(env, "mine", assignee=user(env, USER))
        a_ticket(env, "of nobody", priority="2")
        a_ticket(env, "of another", assignee=user(env, OTHER), priority="3")
        a_ticket(env, "closed", assignee=user(env, USER), stage=stage(env, "Solved"))

    desk.run(make)
    expected = {
        "": {"mine", "of nobody", "of another"},
        "?f=": {"mine", "of nobody", "of another", "closed"},
        "?f=my-tickets": {"mine", "closed"},
        "?f=open": {"mine", "of nobody", "of another"},
        "?f=unassigned": {"of nobody"},
        "?f=high-priority": {"of nobody", "of another"},
        "?f=with-after-sales-document": set(),
        "?f=&q=0002": {"of nobody"},
    }
    found = {}
    for query in expected:
        page = screens.of(USER).get("/helpdesk/tickets" + query).text
        found[query] = {title for title in ("mine", "of nobody", "of another", "closed") if links(page, title)}
    assert found == expected


@pytest.mark.req("HD-24")
def test_my_tickets_are_those_assigned_to_me(screens: Screens, desk: Acting) -> None:
    def make(env):
        a_ticket(env, "mine", assignee=user(env, USER))
        a_ticket(env, "of another", assignee=user(env, OTHER))

    desk.run(make)
    page = screens.of(USER).get("/helpdesk/my-tickets").text
    assert links(page, "mine") and not links(page, "of another")


@pytest.mark.req("HD-24")
def test_tickets_can_be_grouped(screens: Screens, desk: Acting) -> None:
    desk.run(lambda env: a_ticket(env, "one", priority="3").id)
    for name in ("stage", "team", "assignee", "priority", "customer", "type"):
        assert screens.of(USER).get(f"/helpdesk/tickets?g={name}").status_code == 200


@pytest.mark.req("HD-24", "HD-6")
def test_the_board_has_a_lane_for_each_stage_and_moves_tickets(screens: Screens, desk: Acting) -> None:
    ticket_id, stages = desk.run(lambda env: (a_ticket(env).id, {n: stage(env, n).id for n in ("On Hold", "Solved")}))
    page = screens.text(USER, "/helpdesk/board")
    assert [name for name in ("New", "In Progress", "On Hold", "Solved", "Cancelled") if name not in page] == []
    browser = screens.of(USER)
    fields = browser.fields("/helpdesk/board")
    for name, folded in (("On Hold", False), ("Solved", True)):
        answer = browser.post(
            "/helpdesk/board/move", data={"_token": fields["_token"], "id": str(ticket_id), "lane": str(stages[name])}
        )
        assert answer.status_code < 400, words(answer.text)
        moved = desk.run(lambda env: (stored(env).stage.name, stored(env).closed_at is not None))
        assert moved == (name, folded)
        fields = browser.fields("/helpdesk/board")


@pytest.mark.req("HD-6")
def test_the_status_bar_moves_a_ticket(screens: Screens, desk: Acting) -> None:
    ticket_id, solved = desk.run(lambda env: (a_ticket(env).id, stage(env, "Solved").id))
    address = f"/helpdesk/ticket/{ticket_id}"
    screens.save(USER, address, to=address + "/stage", _stage=str(solved))
    assert desk.run(lambda env: (stored(env).stage.name, stored(env).closed_at is not None)) == ("Solved", True)


def test_assign_to_me_is_there_until_the_ticket_is_mine(screens: Screens, desk: Acting) -> None:
    ticket_id = desk.run(lambda env: a_ticket(env).id)
    address = f"/helpdesk/ticket/{ticket_id}"
    assert desk.run(lambda env: actions(view_of(env, stored(env))), USER) == ["Assign to me", "Compose Email", "Merge"]
    screens.save(USER, address, to=address + "/do/assign_to_me")
    assert desk.run(lambda env: stored(env).assignee.login) == USER
    assert desk.run(lambda env: actions(view_of(env, stored(env))), USER) == ["Compose Email", "Merge"]
    assert desk.run(lambda env: actions(view_of(env, stored(env))), OTHER) == ["Assign to me", "Compose Email", "Merge"]


@pytest.mark.req("XC-3")
def test_a_ticket_that_somebody_else_changed_meanwhile_is_not_overwritten(screens: Screens, desk: Acting) -> None:
    address = f"/helpdesk/ticket/{desk.run(lambda env: a_ticket(env).id)}"
    mine = screens.fields(USER, address)
    screens.save(OTHER, address, priority="3", title="Changed by the other")
    answer = screens.of(USER).post(address, data={**mine, "title": "Changed by me"})
    assert answer.status_code == 409
    assert "This record was changed by other. Reload to see the changes." in words(answer.text)
    assert desk.run(lambda env: env.session.scalars(sa.select(env[Ticket].title)).one()) == "Changed by the other"


@pytest.mark.req("HD-2", "AR-5")
def test_users_cannot_save_a_team_whatever_they_post(screens: Screens, desk: Acting) -> None:
    fields = screens.fields(USER, "/helpdesk/team/1")
    answer = screens.of(USER).post("/helpdesk/team/1", data={**fields, "name": "Renamed"})
    assert answer.status_code in (400, 403, 422)
    assert desk.run(lambda env: env.session.scalars(sa.select(env[Team].name)).one()) == "Service"
