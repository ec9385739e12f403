"""Tickets that have returns, what they are about, and the option that switches returns on."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Team
from addons.mail.models import Message
from addons.stock.models import Transfer
from tests.addons.helpdesk.desk import MANAGER, USER, a_contact, a_team
from tests.addons.helpdesk.screens import Screens, actions, services, smart, view_of, words
from tests.addons.helpdesk_return.returning import martas_delivery
from tests.addons.helpdesk_return.tickets import found, make, returned, seen, team, ticket
from tests.addons.helpdesk_sale.orders import contact, orders_of, product
from tests.kernels import Acting

# --- tickets with documents -------------------------------------------------------------------------------------------


@pytest.mark.req("HD-17")
def test_a_ticket_with_a_return_cannot_be_deleted_but_archived(screens: Screens, returns: Acting) -> None:
    marta = make(returns, about="Helmet")
    returned(returns, marta)
    address = f"/helpdesk/ticket/{marta}"
    answer = screens.save(MANAGER, address, 422, to=address + "/delete")
    assert "This ticket has linked documents. Archive it instead." in words(answer.text)
    screens.save(MANAGER, address, to=address + "/archive")
    assert returns.run(lambda env: ticket(env).active) is False


@pytest.mark.req("HD-24")
def test_tickets_with_documents_are_found_by_a_filter(screens: Screens, returns: Acting) -> None:
    marta, _ = make(returns, about="Helmet"), make(returns, "Oliver")
    returned(returns, marta)
    text = screens.text(USER, "/helpdesk/tickets?f=with-after-sales-document")
    assert "Ticket of Marta" in text
    assert "Ticket of Oliver" not in text


@pytest.mark.req("HD-16")
def test_the_customer_of_a_ticket_with_documents_changes_only_after_a_question(
    screens: Screens, returns: Acting
) -> None:
    marta = make(returns, about="Helmet")
    made = returned(returns, marta)
    address = f"/helpdesk/ticket/{marta}"
    sofia = returns.run(lambda env: contact(env, "Sofia").id)
    screens.of(USER).post(address, data={**screens.fields(USER, address), "customer": str(sofia)})
    assert returns.run(lambda env: ticket(env).customer.name) == "Marta"
    assert "Change Customer" in actions(seen(returns, marta))

    wizard = "/wizard/helpdesk/ChangeCustomer"
    page = screens.text(USER, f"{wizard}?on={marta}")
    assert "Documents that came from this ticket stay with the customer they were made for." in page
    screens.save(USER, f"{wizard}?on={marta}", to=f"{wizard}/press/confirm?on={marta}", customer=str(sofia))
    after = returns.run(lambda env: (
        ticket(env).customer.name, ticket(env).email, env.session.get_one(env[Transfer], made).contact.name,
    ))  # fmt: skip
    assert after == ("Sofia", "Sofia@mail.example", "Marta")


def test_the_customer_of_a_ticket_without_documents_changes_in_the_form(screens: Screens, returns: Acting) -> None:
    address = f"/helpdesk/ticket/{make(returns)}"
    other = returns.run(lambda env: a_contact(env, "Other").id)
    screens.save(USER, address, customer=str(other), sales_order="")
    assert returns.run(lambda env: ticket(env).customer.name) == "Other"


# --- order, product and lot on the ticket -----------------------------------------------------------------------------


@pytest.mark.req("AR-4", "HD-10", "HD-11")
def test_helpdesk_users_choose_from_names_of_documents_that_stay_closed(screens: Screens, returns: Acting) -> None:
    marta = make(returns, about="Bike")
    view = seen(returns, marta)
    number = returns.run(lambda env: orders_of(env, "Marta")[0].number)
    assert (view.inputs["sales_order"].text, view.inputs["sales_order"].url) == (number, "")
    assert found(returns, marta, "sales_order") == [number]
    assert set(found(returns, marta, "lot")) >= {"B-1", "B-2"}
    assert found(returns, marta, "lot", "b-2") == ["B-2"]
    assert screens.of(USER).get("/sale/order/1").status_code in (403, 404)
    assert screens.of(USER).get("/api/v1/sale.order").status_code in (403, 404)


@pytest.mark.req("HD-11")
def test_the_lot_is_shown_for_tracked_products_only_and_goes_with_its_product(
    screens: Screens, returns: Acting
) -> None:
    marta = make(returns, about="Bike")
    address = f"/helpdesk/ticket/{marta}"
    lot = returns.run(lambda env: next(x.lot_id for x in martas_delivery(env).lines if x.lot and x.lot.name == "B-2"))
    screens.save(USER, address, lot=str(lot))
    assert returns.run(lambda env: ticket(env).lot.name) == "B-2"
    helmet = returns.run(lambda env: product(env, "Helmet").id)
    screens.save(USER, address, product=str(helmet))
    assert returns.run(lambda env: (ticket(env).product.name, ticket(env).lot)) == ("Helmet", None)
    assert "lot" not in seen(returns, marta).shown


@pytest.mark.req("HD-11")
def test_lots_that_went_to_somebody_else_are_not_offered(returns: Acting) -> None:
    assert found(returns, make(returns, "Sofia", "Bike"), "lot") == []


# --- options ----------------------------------------------------------------------------------------------------------


@pytest.mark.req("AS-2", "AS-3", "AS-4", "AS-5")
def test_the_option_stands_under_after_sales_off_at_first_and_only_managers_switch_it(
    screens: Screens, returns: Acting
) -> None:
    def cards(env):
        view = view_of(env, a_team(env, "New team")) if env.is_system else view_of(env, team(env))
        mine = [(one.label, one.help, one.addon, one.on) for one in view.options if one.addon == "helpdesk_return"]
        return view.option_section, mine

    help_text = "Start a customer's product return by a reverse transfer."
    assert returns.run(cards) == ("After-Sales", [("Returns", help_text, "helpdesk_return", False)])
    assert returns.run(cards, MANAGER) == ("After-Sales", [("Returns", help_text, "helpdesk_return", True)])
    fields = screens.fields(USER, "/helpdesk/team/1")
    assert screens.of(USER).post("/helpdesk/team/1", data={**fields, "use_returns": ""}).status_code >= 400
    assert returns.run(lambda env: team(env).use_returns) is True
    screens.save(MANAGER, "/helpdesk/team/1", use_returns="")
    assert returns.run(lambda env: team(env).use_returns) is False


@pytest.mark.req("AS-12", "AS-9")
def test_option_changes_are_tracked_and_copied_and_keep_documents(screens: Screens, returns: Acting) -> None:
    marta = make(returns, about="Helmet")
    returned(returns, marta)
    screens.save(MANAGER, "/helpdesk/team/1", to="/helpdesk/team/1/duplicate")
    copies = returns.run(lambda env: env.session.scalars(sa.select(env[Team].use_returns)).all())
    assert copies == [True, True]
    screens.save(MANAGER, "/helpdesk/team/1", use_returns="")

    def changes(env):
        message = env[Message]
        wanted = sa.select(message).where(message.document_model == "helpdesk.team", message.document_id == 1)
        return [
            (c["old"], c["new"])
            for one in env.session.scalars(wanted)
            for c in one.changes or ()
            if c["field"] == "use_returns"
        ]

    assert (True, False) in returns.run(changes)
    view = seen(returns, marta)
    assert (services(view), smart(view), len(view.documents)) == ([], {"Return": 1}, 1)
