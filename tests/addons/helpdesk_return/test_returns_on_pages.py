"""The button "Return" and its pop-up over HTTP: when it is there, what it makes, the API."""

from __future__ import annotations

import pytest

from addons.helpdesk.models import Ticket
from addons.stock.models import MoveLine
from tests.addons.helpdesk.desk import MANAGER, OTHER, USER, a_team, a_ticket
from tests.addons.helpdesk.screens import Screens, services, smart, words
from tests.addons.helpdesk_return.returning import martas_delivery
from tests.addons.helpdesk_return.tickets import WIZARD, make, returned, seen, team
from tests.kernels import Acting

# --- the button -------------------------------------------------------------------------------------------------------


@pytest.mark.req("RT-1", "RT-2", "HD-13", "HD-14", "AS-9")
def test_the_button_is_there_if_the_option_is_on_and_the_customer_has_a_delivery(returns: Acting) -> None:
    marta, sofia = make(returns), make(returns, "Sofia")
    assert services(seen(returns, marta)) == ["Return"]
    assert services(seen(returns, sofia)) == []

    def switch(on):
        def work(env):
            team(env).use_returns = on

        returns.run(work, MANAGER)

    switch(False)
    assert services(seen(returns, marta)) == []
    switch(True)
    assert services(seen(returns, marta)) == ["Return"]


@pytest.mark.req("HD-14")
def test_it_stays_on_closed_tickets(returns: Acting) -> None:
    marta = make(returns)

    def close(env):
        found = env.session.get_one(env[Ticket], marta)
        found.stage = next(one for one in found.team.stages if one.folded)

    returns.run(close)
    assert services(seen(returns, marta)) == ["Return"]


@pytest.mark.req("HD-14")
def test_a_ticket_that_is_not_saved_has_no_service(screens: Screens) -> None:
    assert WIZARD not in screens.of(USER).get("/helpdesk/ticket/new").text


@pytest.mark.req("AS-4", "HD-16")
def test_teams_have_their_own_options_and_a_moved_ticket_has_those_of_its_new_team(returns: Acting) -> None:
    marta = make(returns)
    returned(returns, marta)

    def move(env):
        other = a_team(env, "Without returns")
        found = env.session.get_one(env[Ticket], marta)
        found.team = other
        found.begin_in_the_teams_first_stage()

    returns.run(move)
    view = seen(returns, marta)
    assert (services(view), smart(view)) == ([], {"Return": 1})


@pytest.mark.req("HD-14", "AS-9", "AR-5")
def test_the_server_repeats_the_checks(screens: Screens, returns: Acting) -> None:
    marta, sofia = make(returns), make(returns, "Sofia")
    nobody = returns.run(lambda env: a_ticket(env, "nobody's").id)
    assert screens.of(USER).get(f"{WIZARD}?on={marta}").status_code == 200
    assert "This is not possible here." in words(screens.of(USER).get(f"{WIZARD}?on={sofia}").text)
    assert "Set a customer on the ticket first." in words(screens.of(USER).get(f"{WIZARD}?on={nobody}").text)

    def switch_off(env):
        team(env).use_returns = False

    returns.run(switch_off)
    answer = screens.of(USER).get(f"{WIZARD}?on={marta}")
    assert answer.status_code >= 400
    assert "This service is not enabled for the team Service." in words(answer.text)


@pytest.mark.req("HD-15", "XC-9")
def test_the_api_says_the_same(screens: Screens, returns: Acting) -> None:
    nobody = returns.run(lambda env: a_ticket(env, "nobody's").id)
    answer = screens.of(USER).get(f"/api/v1/helpdesk.ticket/{nobody}/wizards/helpdesk_return.ReverseTransfer")
    assert answer.status_code == 422
    assert "Set a customer on the ticket first." in answer.text


# --- making a return --------------------------------------------------------------------------------------------------


@pytest.mark.req("RT-1", "RT-10", "RT-11", "RT-16", "RT-17", "AS-13", "SB-3", "SB-2")
def test_a_helpdesk_user_makes_a_return_and_comes_back_to_the_ticket(screens: Screens, returns: Acting) -> None:
    marta = make(returns, about="Helmet")
    address = f"{WIZARD}?on={marta}&from=/helpdesk/ticket/{marta}"
    page = screens.text(USER, address)
    for label in (
        "Reverse Transfer",
        "Sales Order",
        "Delivery to Return",
        "Return Location",
        "Show all lines",
        "Discard",
    ):
        assert label in page
    answer = screens.save(USER, address, to=f"{WIZARD}/press/confirm?on={marta}")
    opened = answer.headers["location"]
    assert opened.startswith("/stock/transfer/")
    page = screens.of(USER).get(opened).text
    assert f"/helpdesk/ticket/{marta}" in page, "breadcrumbs lead back to the ticket"
    view = seen(returns, marta)
    assert smart(view) == {"Return": 1}
    assert view.smart[0].url.partition("?")[0] == opened.partition("?")[0]


@pytest.mark.req("XC-2")
def test_a_return_sent_twice_is_made_once(screens: Screens, returns: Acting) -> None:
    marta = make(returns, about="Helmet")
    data = screens.fields(USER, f"{WIZARD}?on={marta}")
    browser = screens.of(USER)
    answers = [browser.post(f"{WIZARD}/press/confirm?on={marta}", data=data) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert smart(seen(returns, marta)) == {"Return": 1}


@pytest.mark.req("XC-1", "XC-4", "RT-13")
def test_a_refused_return_leaves_nothing_and_keeps_what_was_entered(screens: Screens, returns: Acting) -> None:
    marta = make(returns)
    line = returns.run(lambda env: next(x.id for x in martas_delivery(env).lines if x.product.name == "Helmet"))
    path = f"lines.{line}.quantity"
    answer = screens.save(
        USER, f"{WIZARD}?on={marta}", 422, to=f"{WIZARD}/press/confirm?on={marta}", **{path: "7", "location": ""}
    )
    text = words(answer.text)
    assert "Select a return location." in text
    assert 'value="7"' in answer.text
    answer = screens.save(USER, f"{WIZARD}?on={marta}", 422, to=f"{WIZARD}/press/confirm?on={marta}", **{path: "7"})
    assert "You can return at most 3 Units of Helmet." in words(answer.text)
    assert smart(seen(returns, marta)) == {}


@pytest.mark.req("RT-14")
def test_a_line_that_somebody_else_returned_meanwhile_is_said_to_be_gone(screens: Screens, returns: Acting) -> None:
    marta = make(returns, about="Helmet")
    line = returns.run(lambda env: next(x.id for x in martas_delivery(env).lines if x.product.name == "Helmet"))
    data = screens.fields(USER, f"{WIZARD}?on={marta}") | {f"lines.{line}.quantity": "2"}
    returned_by_other = make(returns, about="Helmet")
    other = screens.fields(OTHER, f"{WIZARD}?on={returned_by_other}") | {f"lines.{line}.quantity": "2"}
    assert screens.of(OTHER).post(f"{WIZARD}/press/confirm?on={returned_by_other}", data=other).status_code == 303
    answer = screens.of(USER).post(f"{WIZARD}/press/confirm?on={marta}", data=data)
    assert answer.status_code == 422
    assert "You can return at most 1 Units of Helmet." in words(answer.text)
    assert returns.run(lambda env: env.session.get_one(env[MoveLine], line).returned) == 2


@pytest.mark.req("XC-9", "RT-10")
def test_a_return_is_made_by_the_api(screens: Screens, returns: Acting) -> None:
    marta = make(returns, about="Helmet")
    browser = screens.of(USER)
    token = browser.token()
    address = f"/api/v1/helpdesk.ticket/{marta}/wizards/helpdesk_return.ReverseTransfer/press/confirm"
    answer = browser.post(address, json={}, headers={"x-token": token})
    assert answer.status_code < 300, answer.text
    assert smart(seen(returns, marta)) == {"Return": 1}
