"""The page of a record: what it shows, what it takes, what it refuses."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from core.ui.entered import BadForm
from core.ui.forms import RecordForm, load
from core.ui.settle import Entered
from tests.core.ui.conftest import Browser, Counter, Statements

TICKET = "/counter/ticket"


def test_it_shows_the_record_with_its_links_lines_and_buttons(counter: Counter) -> None:
    view = Browser(counter, TICKET, 1).view
    assert view.title == "Broken drill (#1)"
    assert view.inputs["customer"].text == "Ada"
    assert view.inputs["customer"].url.startswith("/counter/contact/1?from=/counter/ticket/1")
    assert [c.text for c in view.inputs["customer"].choices] == ["Ada", "Bea"]
    assert [[cell.value for cell in row.cells] for row in view.inputs["lines"].rows] == [
        ["Work", "2.00", "30.00"],
        ["Visit", "1.00", "50.00"],
    ]
    assert view.inputs["total"].text == "110.00"
    assert [s.text for s in view.stages] == ["New", "Doing", "Done"]
    assert [s.current for s in view.stages] == [True, False, False]
    assert [a.label for slot in view.slots.values() for a in slot] == ["Return"]
    assert [a.label for a in view.actions] == ["Close", "Note"]
    assert view.panels[0].values == {"words": "Hello, Broken drill"}


def test_hidden_fields_are_not_there_and_appear_when_their_condition_holds(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1)
    assert "hours" not in form.view.shown
    assert form.view.inputs["priority"].live
    assert "hours" in form.post(priority="1").view.shown


@pytest.mark.req("HD-8")
def test_a_reaction_fills_what_is_empty_and_yields_to_what_was_entered(counter: Counter) -> None:
    form = Browser(counter, TICKET, 4)
    assert form.post(customer="1").view.inputs["email"].value == "ada@example.com"
    assert form.post(customer="2").view.inputs["email"].value == ""
    form.post(email="by@hand")
    assert form.post(customer="1").view.inputs["email"].value == "by@hand"
    form.post("save")
    assert (form.status, form.view.inputs["email"].value, form.view.inputs["customer"].text) == (303, "by@hand", "Ada")


def test_updating_writes_nothing(counter: Counter) -> None:
    Browser(counter, TICKET, 1).post(title="Other", customer="2").post("remove lines.1")
    assert Browser(counter, TICKET, 1).view.inputs["title"].value == "Broken drill"
    assert len(Browser(counter, TICKET, 1).view.inputs["lines"].rows) == 2


def test_lines_are_changed_added_and_removed_and_the_total_follows(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1).post(lines__1__quantity="3")
    assert form.view.inputs["total"].text == "140.00"
    form.post("add lines").post(**{"lines__new-1__name": "Visit"})
    assert form.view.inputs["lines"].rows[2].cells[2].value == "50.00"
    form.post("remove lines.2")
    assert form.view.inputs["total"].text == "140.00"
    form.post("save")
    assert form.status == 303
    rows = [[cell.value for cell in row.cells] for row in form.view.inputs["lines"].rows]
    assert rows == [["Work", "3.00", "30.00"], ["Visit", "1.00", "50.00"]]
    assert form.view.inputs["lines"].rows[1].key != "2"


def test_an_added_line_that_stays_empty_is_dropped_and_one_that_is_incomplete_is_refused(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1).post("add lines").post("save")
    assert form.status == 303
    assert len(form.view.inputs["lines"].rows) == 2
    form.post("add lines").post("save", **{"lines__new-1__price": "4"})
    assert form.errors == {"lines.new-1.name": "Fill in Name."}


@pytest.mark.req("XC-4")
def test_several_errors_come_together_and_keep_the_input(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1).post("save", title=" ", lines__1__quantity="many", customer="99")
    assert form.status == 422
    assert form.errors == {
        "title": "Fill in Title.", "lines.1.quantity": "Enter a number.", "customer": "Choose one of the offered values.",
    }  # fmt: skip
    assert form.view.inputs["lines"].rows[0].cells[1].value == "many"
    assert Browser(counter, TICKET, 1).view.inputs["title"].value == "Broken drill"


@pytest.mark.req("XC-4")
def test_what_models_refuse_stands_at_its_field(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1).post("save", title="HELP", email="nobody", lines__2__quantity="200")
    assert form.status == 422
    assert form.errors == {
        "title": "Do not shout.", "email": "Nobody has no address.", "lines.2.quantity": "At most a hundred.",
    }  # fmt: skip
    assert form.view.inputs["title"].value == "HELP"
    form.post("save", title="Help", email="", lines__2__quantity="2")
    assert (form.status, form.view.inputs["title"].value) == (303, "Help")


def test_a_new_record_begins_with_its_defaults_and_is_made_when_saved(counter: Counter) -> None:
    form = Browser(counter, TICKET)
    assert form.view.title == "New Ticket"
    assert form.view.inputs["team"].text == "Repairs"
    assert not form.view.actions and not form.view.slots
    assert form.post("save").errors == {"title": "Fill in Title."}
    form.post("add lines").post("save", title="A leak", tags=["1", "2"], **{"lines__new-1__name": "Work"})
    assert form.status == 303
    assert form.view.title == "A leak (#)"
    assert [c.text for c in form.view.inputs["tags"].choices if c.selected] == ["wet", "dry"]
    assert len(form.view.inputs["lines"].rows) == 1


def test_links_to_many_can_be_emptied(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1).post("save", tags=["", "1", "2"])
    assert form.view.inputs["tags"].value == "1 2"
    assert form.post("save", tags=[""]).view.inputs["tags"].value == ""


@pytest.mark.parametrize(
    "name", ["number", "nothing", "total", "lines", "lines.1.id", "record", "company_id", "team_id"]
)
def test_unknown_and_read_only_names_are_refused(counter: Counter, name: str) -> None:
    with pytest.raises(BadForm):
        Browser(counter, TICKET, 1).post("save", **{name.replace(".", "__"): "7"})


def test_a_field_that_may_not_be_changed_now_is_refused(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1).post("save", hours="7")
    assert (form.status, form.errors) == (422, {"hours": "Hours cannot be changed here."})
    assert form.post("save", priority="1", hours="7").status == 303


def test_fields_that_are_closed_to_the_user_are_neither_shown_nor_taken(counter: Counter) -> None:
    assert "budget" in Browser(counter, "/counter/team", 1, "counter.manager").view.inputs
    user = Browser(counter, "/counter/team", 1, "counter.user")
    assert "budget" not in user.view.inputs
    with pytest.raises(BadForm):
        user.post(budget="7")


def test_who_may_only_read_can_change_nothing(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1, "counter.reader")
    assert not form.view.editable and not any(one.editable for one in form.view.inputs.values())
    assert not form.view.slots and not form.view.actions
    with counter.env("counter.reader") as env:
        record = load(env, counter.page(TICKET), 1)
        changed = RecordForm(env, counter.page(TICKET), record, Entered({"title": "x"}, {"title"}))
        with pytest.raises(Exception, match="not allowed to write Tickets"):
            changed.save()


def test_a_linked_record_outside_the_rules_stays_and_is_not_named(counter: Counter) -> None:
    with counter.database.begin() as connection:
        connection.execute(sa.text("UPDATE counter_ticket SET customer_id = 3 WHERE id = 1"))
    form = Browser(counter, TICKET, 1)
    assert (form.view.inputs["customer"].text, form.view.inputs["customer"].url) == ("…", "")
    assert form.post("save", title="Changed").status == 303
    with counter.database.begin() as connection:
        assert connection.scalar(sa.text("SELECT customer_id FROM counter_ticket WHERE id = 1")) == 3


@pytest.mark.req("XC-3")
def test_a_stale_form_is_refused_and_shows_both_values(counter: Counter) -> None:
    mine, theirs = Browser(counter, TICKET, 1), Browser(counter, TICKET, 1)
    assert theirs.post("save", title="Theirs", customer="2").status == 303
    mine.post("save", title="Mine", email="me@example.com")
    assert mine.status == 409
    assert mine.view.conflicts == [
        ("email", "", "", "me@example.com"), ("title", "Broken drill", "Theirs", "Mine"),
    ]  # fmt: skip
    assert (mine.view.inputs["title"].value, mine.view.inputs["customer"].text) == ("Mine", "Bea")
    assert Browser(counter, TICKET, 1).view.inputs["title"].value == "Theirs"
    assert mine.post("save").status == 303
    assert Browser(counter, TICKET, 1).view.inputs["title"].value == "Mine"


def test_moving_to_a_stage_saves_what_was_entered_too(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1).post("move 2", title="Moved")
    assert (form.status, form.view.inputs["title"].value, form.view.inputs["stage"].text) == (303, "Moved", "Doing")
    assert form.post("move 99").status == 422


def test_a_button_saves_what_was_entered_before_the_form_was_shown_again(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1).post("update", title="Entered before").post("press close")
    assert (form.status, form.view.title) == (303, "Entered before (#1)")


def test_an_action_saves_first_and_a_refusal_undoes_both(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1).post("press close", title="Closing")
    assert (form.status, form.view.inputs["title"].value, form.view.inputs["stage"].text) == (303, "Closing", "Done")
    form.post("press close", title="Again")
    assert (form.status, form.errors) == (422, {"": "Again (#1) is closed already."})
    assert form.view.inputs["title"].value == "Again"
    assert Browser(counter, TICKET, 1).view.inputs["title"].value == "Closing"


def test_system_work_of_an_action_is_kept_with_it_and_undone_with_it(counter: Counter) -> None:
    def noted() -> list[str]:
        return [one.text for one in Browser(counter, TICKET, 1).view.inputs["tags"].choices]

    form = Browser(counter, TICKET, 1).post("press note", title="Mine")
    assert (form.status, noted()) == (303, ["wet", "dry", "noted Mine"])
    form.post("press note", title="Refuse")
    assert (form.status, form.errors) == (422, {"": "Not this one."})
    assert noted() == ["wet", "dry", "noted Mine"]


def test_a_forged_memo_gains_nothing(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1)
    kept = json.loads(form.view.kept)
    kept["was"] |= {"number": "9", "lines.9.quantity": "1"}
    kept["entered"] = ["number", "lines.9.quantity", "customer"]
    form.view.kept = json.dumps(kept)
    form.post("save", customer="3")
    assert form.errors == {"customer": "Choose one of the offered values."}
    for forged in ("[1]", "{", '{"added": {"lines": ["x"]}}', '{"was": 3}'):
        form.view.kept = forged
        with pytest.raises(BadForm):
            form.post()


def test_rich_text_is_cleaned_on_its_way_in(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1).post(
        "save", description='<p onclick="x()">Hi <script>y()</script><b>you</b></p>'
    )
    assert form.view.inputs["description"].text == "<p>Hi <b>you</b></p>"
    assert form.post("save", description="<div>" * 100).errors == {"description": "This text is nested too deep."}


def test_instants_are_entered_in_the_users_zone_and_kept_in_utc(counter: Counter) -> None:
    form = Browser(counter, TICKET, 1).post("save", due_at="2026-07-01T12:00")
    assert form.view.inputs["due_at"].value == "2026-07-01T12:00"
    with counter.database.begin() as connection:
        kept = connection.scalar(sa.text("SELECT due_at FROM counter_ticket WHERE id = 1"))
    assert "10:00" in (kept if isinstance(kept, str) else kept.astimezone(__import__("datetime").UTC).isoformat())


@pytest.mark.req("AR-4")
def test_names_read_as_system_work_are_shown_and_chosen_without_a_right_to_the_records(counter: Counter) -> None:
    form = Browser(counter, TICKET, 2, "counter.user")
    order = form.view.inputs["sales_order"]
    assert ([c.text for c in order.choices], order.url) == (["S1", "S2", "S3"], "")
    form.post("save", sales_order="2")
    assert (form.status, form.view.inputs["sales_order"].text) == (303, "S2")


@pytest.mark.req("XC-12")
def test_opening_a_ticket_takes_a_bounded_number_of_statements(counter: Counter) -> None:
    Browser(counter, TICKET, 1)
    with Statements(counter.database) as small:
        Browser(counter, TICKET, 1)
    form = Browser(counter, TICKET, 1)
    for _ in range(10):
        form.post("add lines")
    form.post("save", **{f"lines__new-{n}__name": f"Part {n}" for n in range(1, 11)})
    with Statements(counter.database) as large:
        assert len(Browser(counter, TICKET, 1).view.inputs["lines"].rows) == 12
    assert small.count <= 13, small.seen
    assert large.count == small.count
