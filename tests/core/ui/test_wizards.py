"""The Return wizard: computed anew at every request, hand edits survive, nothing that was posted is trusted."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from core.orm.access.denied import AccessDenied
from core.orm.database import Database
from core.orm.env import Env
from core.orm.refused import Refused
from core.ui.api_values import wizard_json
from core.ui.entered import BadForm
from core.ui.wizard_pages import (
    NotFound,
    api_press_wizard,
    api_update_wizard,
    open_wizard,
    press_wizard,
    update_wizard,
)
from tests.core.ui.conftest import Browser, Counter, Statements, WizardBrowser

NAME = WizardBrowser.NAME


def returned(counter: Counter, move: int) -> Any:
    from addons.depot.models import Move

    with counter.env(write=False) as env, env.system("what came back") as system:
        return system.session.scalar(sa.select(system[Move].returned).where(system[Move].id == move))


def test_it_opens_with_the_tickets_order_its_delivery_and_its_lines(counter: Counter) -> None:
    form = WizardBrowser(counter, 1)
    assert form.view.title == "Reverse Transfer"
    assert form.state() == {
        "sales_order": "1", "delivery": "1", "lines.1.quantity": "3", "lines.2.quantity": "2.5", "location": "2",
    }  # fmt: skip
    assert [row.cells[0].text for row in form.view.inputs[2].rows] == ["Drill", "Paint"]


def test_choosing_an_order_with_two_deliveries_leaves_the_delivery_open_and_the_lines_empty(counter: Counter) -> None:
    assert WizardBrowser(counter, 1).post(sales_order="2").state() == {
        "sales_order": "2",
        "delivery": "",
        "location": "2",
    }


def test_choosing_a_delivery_fills_order_and_lines(counter: Counter) -> None:
    form = WizardBrowser(counter, 2).post(delivery="2")
    assert form.state() == {"sales_order": "2", "delivery": "2", "lines.3.quantity": "1", "location": "2"}


def test_hand_edits_survive_and_go_with_their_delivery(counter: Counter) -> None:
    form = WizardBrowser(counter, 1).post(lines__1__quantity="2", location="3").post("remove lines.2")
    assert form.state() == {"sales_order": "1", "delivery": "1", "lines.1.quantity": "2", "location": "3"}
    form.post(sales_order="2").post(delivery="3")
    assert form.state() == {"sales_order": "2", "delivery": "3", "lines.4.quantity": "4", "location": "3"}
    back = form.post(sales_order="1").state()
    assert (back["lines.1.quantity"], back["lines.2.quantity"]) == ("3", "2.5")


def test_a_cleared_order_stays_cleared_until_another_choice_fills_it(counter: Counter) -> None:
    form = WizardBrowser(counter, 1).post(sales_order="")
    assert form.state() == {"sales_order": "", "delivery": "", "location": "2"}
    assert form.post(delivery="2").state()["sales_order"] == "2"
    assert form.post(sales_order="").state()["delivery"] == "2"


def test_what_can_change_the_form_is_live(counter: Counter) -> None:
    live = {one.path: one.live for one in WizardBrowser(counter, 1).view.inputs}
    assert live == {"sales_order": True, "delivery": True, "lines": False, "location": False}


def test_a_return_is_made_and_shown_to_who_may_see_it(counter: Counter) -> None:
    form = WizardBrowser(counter, 1, "counter.user", "depot.user").post(lines__1__quantity="2").post("press confirm")
    assert (form.status, form.go) == (200, "/depot/transfer/6?from=/counter/ticket/1")
    assert (returned(counter, 1), returned(counter, 2)) == (2, sa.Numeric().python_type("2.5"))
    ticket = Browser(counter, "/counter/ticket", 1, "counter.user").view
    assert [(one.label, one.count) for one in ticket.smart] == [("Return", 1)]


def test_who_may_not_see_what_was_made_goes_back_to_the_record(counter: Counter) -> None:
    form = WizardBrowser(counter, 1, "counter.user").post("press confirm")
    assert (form.status, form.go) == (200, "/counter/ticket/1")
    assert returned(counter, 1) == 3


def test_the_way_that_led_to_the_ticket_goes_along(counter: Counter) -> None:
    step = "/counter/tickets?q=drill"
    form = WizardBrowser(counter, 1, "counter.user", "depot.user", **{"from": step})
    assert form.view.back == "/counter/ticket/1?from=/counter/tickets%3Fq%3Ddrill"
    form.post("press confirm")
    assert form.go == "/depot/transfer/6?from=/counter/tickets%3Fq%3Ddrill&from=/counter/ticket/1"


def test_two_users_never_exceed_what_was_delivered(counter: Counter) -> None:
    forms = [WizardBrowser(counter, 1) for _ in range(5)]
    for form in forms:
        form.counter = Counter(counter.database.url.render_as_string(hide_password=False), counter.registry)

    def press(form: WizardBrowser) -> Any:
        return form.post("press confirm", lines__1__quantity="2")

    with ThreadPoolExecutor(5) as pool:
        done = list(pool.map(press, forms))
    for form in forms:
        form.counter.database.engine.dispose()
    assert sorted(bool(one.go) for one in done) == [False] * 4 + [True]
    assert returned(counter, 1) == 2


def test_pressing_without_having_seen_the_consequence_shows_it_first(counter: Counter) -> None:
    form = WizardBrowser(counter, 2).post("press confirm", delivery="2")
    assert form.status == 422
    assert form.errors[""].startswith("The form changed")
    assert form.state()["lines.3.quantity"] == "1"
    assert form.post("press confirm").go


@pytest.mark.req("RT-13")
@pytest.mark.parametrize(("entered", "message"), [
    ({"delivery": "4"}, "OUT4 is not a delivery of Ada."),
    ({"delivery": "5"}, "Only validated deliveries can be returned."),
    ({"delivery": "99"}, "Choose one of the offered values."),
    ({"delivery": "1 or 1"}, "Choose one of the offered values."),
    ({"location": "1"}, "Choose one of the offered values."),
    ({"location": ""}, "Select a return location."),
    ({"lines__1__quantity": "0"}, "The quantity must be greater than zero."),
    ({"lines__1__quantity": ""}, "The quantity must be greater than zero."),
    ({"lines__1__quantity": "4"}, "You can return at most 3.00 Units of Drill."),
    ({"lines__1__quantity": "1.5"}, "Drill is counted in whole units."),
    ({"lines__2__quantity": "NaN"}, "Enter a number."),
    ({"lines__2__quantity": "1e999"}, "Enter a number."),
    ({"lines__4__quantity": "1"}, "Choose one of the offered values."),
])  # fmt: skip
def test_errors_stand_at_their_field_and_keep_the_input(
    counter: Counter, entered: dict[str, str], message: str
) -> None:
    form = WizardBrowser(counter, 1).post("press confirm", **entered)
    assert form.status == 422
    ((name, value),) = entered.items()
    path = "lines" if name == "lines__4__quantity" else name.replace("__", ".")
    assert form.errors == {path: message}
    if path != "lines":
        shown = {one.path: one.value for one in form.view.inputs}
        shown |= {cell.path: cell.value for one in form.view.inputs for row in one.rows for cell in row.cells}
        assert shown[path] == value
    assert returned(counter, 1) == 0


def test_several_errors_come_together(counter: Counter) -> None:
    form = WizardBrowser(counter, 1).post("press confirm", location="", lines__1__quantity="x")
    assert form.errors == {"lines.1.quantity": "Enter a number.", "location": "Select a return location."}


@pytest.mark.parametrize(
    "name", ["lines.1.product", "lines.1.delivered", "nothing", "lines", "record", "lines.x.quantity"]
)
def test_unknown_and_read_only_names_are_refused(counter: Counter, name: str) -> None:
    with pytest.raises(BadForm):
        WizardBrowser(counter, 1).post("press confirm", **{name.replace(".", "__"): "7"})


def test_a_forged_memo_gains_nothing(counter: Counter) -> None:
    form = WizardBrowser(counter, 1)
    kept = json.loads(form.view.kept)
    kept["was"] |= {"lines": "1 2 4", "lines.4.quantity": "1"}
    form.view.kept = json.dumps(kept)
    assert form.post("press confirm", lines__4__quantity="1").status == 422
    assert returned(counter, 4) == 0


@pytest.mark.req("XC-9")
def test_the_api_has_the_same_rules(counter: Counter) -> None:
    def call(on: int = 2, keep: bool = False, **body: Any) -> Any:
        with counter.env("counter.user", keep=keep) as env:
            return api_press_wizard(env, NAME, on, "confirm", body)

    missing = {"delivery": "Select a delivery to return.", "lines": "Add at least one product to return."}
    assert call().errors == missing
    assert call(delivery=4).errors["delivery"] == "OUT4 is not a delivery of Ada."
    assert call(delivery=1, lines=[{"id": 1, "quantity": 9}]).errors == {
        "lines.1.quantity": "You can return at most 3.00 Units of Drill."
    }
    done = call(keep=True, delivery=1, lines=[{"id": 1, "quantity": 1}, {"id": 2, "_remove": True}])
    assert (done.errors, done.result) == ({}, ("depot.transfer", 6))
    assert (returned(counter, 1), returned(counter, 2)) == (1, 0)
    with counter.env("counter.user", write=False) as env:
        seen = wizard_json(api_update_wizard(env, NAME, 1, {}).view)
    assert [one["field"] for one in seen["fields"]] == ["sales_order", "delivery", "lines", "location"]
    assert [one["name"] for one in seen["buttons"]] == ["confirm"]


@pytest.mark.req("HD-14")
def test_one_condition_rules_the_button_the_page_the_post_and_the_api(counter: Counter) -> None:
    def button(on: int) -> bool:
        return bool(Browser(counter, "/counter/ticket", on, "counter.user").view.slots.get("after_sales"))

    assert [button(1), button(3), button(4)] == [True, False, False]
    asks: list[Callable[[Env, int], Any]] = [
        lambda env, on: open_wizard(env, NAME, on),
        lambda env, on: api_update_wizard(env, NAME, on, {}),
        lambda env, on: update_wizard(env, NAME, on, []),
        lambda env, on: press_wizard(env, NAME, on, "confirm", []),
        lambda env, on: api_press_wizard(env, NAME, on, "confirm", {}),
    ]
    for on, why in ((3, "This service is not enabled for the team Sales."), (4, "This is not possible here.")):
        with counter.env("counter.user") as env:
            for ask in asks:
                with pytest.raises(Refused, match=why):
                    ask(env, on)


def test_it_opens_for_nobody_who_may_not_change_the_record(counter: Counter) -> None:
    with counter.env("counter.reader") as env, pytest.raises(AccessDenied):
        open_wizard(env, NAME, 1)
    with counter.env("counter.user") as env:
        for name, on in ((NAME, 999), (NAME, 2**40), ("depot_returns.Nothing", 1)):
            with pytest.raises(NotFound):
                open_wizard(env, name, on)


@pytest.mark.parametrize("name", ["__init__", "_press", "nothing", ""])
def test_only_buttons_can_be_pressed(counter: Counter, name: str) -> None:
    form = WizardBrowser(counter, 1).post(f"press {name}")
    assert (form.status, form.errors[""]) == (422, "This is not possible here.")


@pytest.mark.req("XC-12")
def test_opening_takes_few_statements(counter: Counter) -> None:
    WizardBrowser(counter, 1)
    with Statements(counter.database) as seen:
        WizardBrowser(counter, 1)
    assert seen.count <= 15, seen.seen


def test_databases_are_left_as_they_were(counter: Counter) -> None:
    WizardBrowser(counter, 1).post(delivery="1", location="3")
    assert isinstance(counter.database, Database)
    assert returned(counter, 1) == 0


@pytest.mark.req("SB-3")
def test_the_way_to_a_wizard_names_its_record_and_keeps_the_filters_of_the_list(counter: Counter) -> None:
    form = WizardBrowser(counter, 1, **{"from": "/counter/tickets?q=drill"})
    assert [(one.text, one.url) for one in form.view.crumbs] == [
        ("Tickets", "/counter/tickets?q=drill"),
        ("Broken drill (#1)", "/counter/ticket/1?from=/counter/tickets%3Fq%3Ddrill"),
        (form.view.title, ""),
    ]
    assert [one.text for one in form.post(lines__1__quantity="2").view.crumbs][:2] == ["Tickets", "Broken drill (#1)"]
    assert [one.url for one in WizardBrowser(counter, 1).view.crumbs][:2] == ["/counter/tickets", "/counter/ticket/1"]
