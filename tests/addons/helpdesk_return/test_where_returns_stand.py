"""Smart buttons and real states of returns, on the ticket and back from the transfer."""

from __future__ import annotations

import pytest

from addons.helpdesk.models import Ticket
from addons.stock.models import Transfer
from tests.addons.helpdesk.desk import MANAGER, OTHER, USER
from tests.addons.helpdesk.screens import Screens, actions, smart, view_of, words
from tests.addons.helpdesk_return.returning import STOCK, martas_delivery, press_return
from tests.addons.helpdesk_return.tickets import make, returned, seen
from tests.kernels import Acting

# --- smart buttons and states -----------------------------------------------------------------------------------------


@pytest.mark.req("SB-1", "SB-4", "SB-5", "RT-16")
def test_the_smart_button_counts_returns_that_are_not_cancelled(returns: Acting) -> None:
    marta = make(returns, about="Helmet")
    assert smart(seen(returns, marta)) == {}
    first = returned(returns, marta)
    assert smart(seen(returns, marta)) == {"Return": 1}
    returns.run(lambda env: env.session.get_one(env[Transfer], first).cancel(), STOCK)
    assert smart(seen(returns, marta)) == {}
    returned(returns, marta)
    assert smart(seen(returns, marta)) == {"Return": 1}


@pytest.mark.req("SB-2")
def test_several_returns_lead_to_their_list(screens: Screens, returns: Acting) -> None:
    marta = make(returns)
    helmet = returns.run(lambda env: next(x.id for x in martas_delivery(env).lines if x.product.name == "Helmet"))

    def some(env):
        found, lines = env.session.get_one(env[Ticket], marta), [line.id for line in martas_delivery(env).lines]
        press_return(env, found, gone=[one for one in lines if one != helmet], **{f"quantity_{helmet}": "1"})

    returns.run(some)
    returns.run(some)
    button = seen(returns, marta).smart[0]
    assert (button.label, button.count) == ("Return", 2)
    assert button.url.startswith("/stock/transfers?")
    assert words(screens.of(USER).get(button.url).text).count("IN/0") >= 2


@pytest.mark.req("SB-7")
def test_counts_are_right_for_whoever_may_read_the_ticket(returns: Acting) -> None:
    marta = make(returns, about="Helmet")
    returned(returns, marta)
    for login in (USER, OTHER, MANAGER):
        assert smart(seen(returns, marta, login)) == {"Return": 1}


@pytest.mark.req("RT-12", "SB-7")
def test_the_ticket_says_where_its_returns_really_are(returns: Acting) -> None:
    marta = make(returns, about="Helmet")
    made = returned(returns, marta)

    def states():
        return [(row.kind, row.what, row.state, row.closed, bool(row.url)) for row in seen(returns, marta).documents]

    assert states() == [("Return", "3 Helmet", "Ready, not received", False, True)]
    returns.run(lambda env: env.session.get_one(env[Transfer], made).validate().id, STOCK)
    assert states() == [("Return", "3 Helmet", "Received", True, True)]


@pytest.mark.req("SB-6")
def test_the_transfer_leads_back_to_the_ticket_for_who_may_read_it(returns: Acting) -> None:
    marta = make(returns, about="Helmet")
    made = returned(returns, marta)

    def back(login):
        view = returns.run(lambda env: view_of(env, env.session.get_one(env[Transfer], made)), login)
        return {one.label: one.url.partition("?")[0] for one in view.smart if one.label == "Ticket"}

    assert back(USER) == {"Ticket": f"/helpdesk/ticket/{marta}"}
    assert back(STOCK) == {}


@pytest.mark.req("RT-17")
def test_helpdesk_users_see_the_operation_and_no_button_of_the_warehouse(screens: Screens, returns: Acting) -> None:
    marta = make(returns, about="Helmet")
    made = returned(returns, marta)
    view = returns.run(lambda env: view_of(env, env.session.get_one(env[Transfer], made)), USER)
    assert (view.editable, actions(view), view.may_delete) == (False, [], False)
    text = screens.text(USER, f"/stock/transfer/{made}")
    assert "Helmet" in text
    assert "Inventory" not in text
    screens.of(USER).get("/stock/transfers")
