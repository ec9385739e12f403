"""Lists and boards: everything in force is in the address, and nothing is shown that the user may not read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from core.exchange.exporting import export
from core.orm.access.denied import AccessDenied
from core.orm.search import CannotSearch, Search
from core.ui.addresses import Query
from core.ui.boards import board_view, move_card
from core.ui.forms import RecordForm, load
from core.ui.lists import list_view, matching
from core.ui.views import ListView
from tests.core.ui.conftest import Counter, Statements

TICKETS = "/counter/tickets"


def listed(counter: Counter, query: str = "", *roles: str, address: str = TICKETS) -> ListView:
    with counter.env(*(roles or ("counter.manager",)), write=False) as env:
        return list_view(env, counter.page(address), Query(query))


def names(view: ListView) -> list[str]:
    return [row.name for row in view.rows]


def more_tickets(counter: Counter, count: int, **values: Any) -> None:
    from addons.counter.models import Ticket

    with counter.env("counter.manager", keep=True) as env:
        for number in range(count):
            env.new(Ticket, title=f"More {number}", number=str(100 + number), **values)


def test_it_shows_columns_with_names_of_linked_records(counter: Counter) -> None:
    view = listed(counter)
    assert [c.label for c in view.columns] == ["Number", "Title", "Customer", "Team", "Stage", "Tags", "Total"]
    assert [cell.text for cell in view.rows[3].cells] == ["1", "Broken drill", "Ada", "Repairs", "New", "", "110.00"]
    assert view.rows[3].url == "/counter/ticket/1?from=/counter/tickets"
    assert names(view) == ["Other (#4)", "Question (#3)", "Wrong paint (#2)", "Broken drill (#1)"]
    assert (view.total, view.first, view.last, view.total_text) == (4, 1, 4, "4")


def test_names_of_records_outside_the_rules_are_not_read(counter: Counter) -> None:
    with counter.env("counter.manager", keep=True) as env, env.system("a secret customer") as system:
        from addons.counter.models import Ticket

        ticket = system.session.get(system[Ticket], 1)
        assert ticket is not None
        ticket.customer_id = 3
    assert listed(counter).rows[3].cells[2].text == "…"


@pytest.mark.req("HD-8")
@pytest.mark.parametrize(
    ("words", "found"), [("drill", [1]), ("4", [4]), ("wrong paint", [2]), ("paint drill", []), ("%", [])]
)
def test_words_are_looked_for_in_the_searched_fields(counter: Counter, words: str, found: list[int]) -> None:
    assert [row.id for row in listed(counter, f"q={words.replace('%', '%25')}").rows] == found


@pytest.mark.req("HD-24")
def test_filters_narrow_and_can_be_taken_off(counter: Counter) -> None:
    more_tickets(counter, 1, priority="1")
    more_tickets(counter, 1, active=False)
    assert len(listed(counter).rows) == 5
    view = listed(counter)
    assert [(f.text, f.on) for f in view.filters] == [("Active", True), ("Urgent", False)]
    assert [f.text for f in view.facets] == ["Active"]
    assert view.facets[0].remove == "/counter/tickets?f="
    assert listed(counter, "f=").total == 6
    both = listed(counter, view.filters[1].url.partition("?")[2])
    assert (both.total, [f.text for f in both.facets]) == (1, ["Active", "Urgent"])


def test_values_narrow_and_are_said_in_words(counter: Counter) -> None:
    view = listed(counter, "is.customer=1&is.priority=0")
    assert [f.text for f in view.facets] == ["Active", "Customer: Ada", "Priority: Low"]
    assert view.total == 3
    assert names(listed(counter, "is.customer=")) == ["Other (#4)"]
    assert listed(counter, "is.tags=1").total == 0


def test_it_is_sorted_by_columns_and_by_names_of_links(counter: Counter) -> None:
    assert [row.id for row in listed(counter, "s=title").rows] == [1, 4, 3, 2]
    assert [row.id for row in listed(counter, "s=-title").rows] == [2, 3, 4, 1]
    assert [row.id for row in listed(counter, "s=-team").rows] == [3, 1, 2, 4]
    view = listed(counter, "s=title&q=o")
    title = next(c for c in view.columns if c.key == "title")
    assert (title.direction, title.sort) == (
        "asc",
        "/counter/tickets?s=-title&q=o".replace("s=-title&q=o", "q=o&s=-title"),
    )


@pytest.mark.req("XC-12")
def test_it_is_paged(counter: Counter) -> None:
    more_tickets(counter, 8)
    first = listed(counter, "s=title")
    assert (first.total, first.first, first.last, first.previous) == (12, 1, 5, "")
    assert first.next == "/counter/tickets?s=title&page=2"
    last = listed(counter, "s=title&page=3")
    assert (last.first, last.last, last.next) == (11, 12, "")
    assert last.previous == "/counter/tickets?s=title&page=2"


def test_more_than_a_thousand_are_not_counted(counter: Counter) -> None:
    from addons.counter.models import Tag

    with counter.env("counter.manager", keep=True) as env, env.system("many tags") as system:
        system.session.add_all(system[Tag](name=f"tag {number}") for number in range(1003))
    with counter.env("counter.manager", write=False) as env:
        assert Search(env, "counter.tag").count() == 1001
        assert len(Search(env, "counter.tag").ids()) == 1005


def test_it_is_grouped_with_counts(counter: Counter) -> None:
    more_tickets(counter, 3, stage_id=2)
    view = listed(counter, "g=stage")
    assert [(g.text, g.count, len(g.rows)) for g in view.groups] == [("New", 4, 4), ("Doing", 3, 1), ("None", 0, 0)][:2]
    assert view.groups[1].url == "/counter/tickets?is.stage=2&f=active"
    assert listed(counter, "is.stage=2&f=active").total == 3
    assert [g.text for g in listed(counter, "g=priority").groups] == ["Low"]


def test_values_have_the_tone_of_their_choice(counter: Counter) -> None:
    more_tickets(counter, 1, priority="1")
    assert [(row.cells[-1].text, row.cells[-1].tone) for row in listed(counter, "c=priority").rows][:2] == [
        ("High", "warn"), ("Low", ""),
    ]  # fmt: skip
    with counter.env("counter.manager", write=False) as env:
        built = counter.page("/counter/ticket")
        assert RecordForm(env, built, load(env, built, 5)).view().inputs["priority"].tone == "warn"


def test_numbers_stand_one_below_the_other_worked_out_ones_too(counter: Counter) -> None:
    kinds = {one.key: one.kind for one in listed(counter, "c=hours").columns}
    assert (kinds["hours"], kinds["total"], kinds["title"]) == ("number", "number", "text")
    with counter.env("counter.manager", write=False) as env:
        built = counter.page("/counter/ticket")
        lines = RecordForm(env, built, load(env, built, 1)).view().inputs["lines"]
    figures = [column for place, column in enumerate(lines.columns) if place in lines.figures]
    assert figures == ["Quantity", "Price", "Subtotal"][: len(figures)] and len(figures) >= 2, lines.columns


@pytest.mark.parametrize("query", [
    "s=nothing", "s=total", "s=tags", "g=title", "is.nothing=1", "is.customer=x", "is.customer=99999999999", "is.total=1",
    "page=0", "page=x", "is.description=x",
])  # fmt: skip
def test_addresses_that_make_no_sense_are_refused(counter: Counter, query: str) -> None:
    with pytest.raises(CannotSearch):
        listed(counter, query)


def test_a_closed_field_is_neither_shown_nor_searched_nor_sorted_nor_exported(counter: Counter) -> None:
    teams = "/counter/teams"
    assert [c.key for c in listed(counter, "", "counter.manager", address=teams).columns] == ["name", "budget"]
    assert [c.key for c in listed(counter, "", "counter.user", address=teams).columns] == ["name"]
    for query in ("s=budget", "is.budget=1", "s=-budget"):
        with pytest.raises(AccessDenied):
            listed(counter, query, "counter.user", address=teams)
    with counter.env("counter.user", write=False) as env:
        made = export(env, counter.page(teams), Query(""))
        assert (made.header, list(made.rows)) == (["Name"], [["Repairs"], ["Sales"]])


def test_without_the_right_to_read_there_is_no_list(counter: Counter) -> None:
    with pytest.raises(AccessDenied):
        listed(counter, "", "depot.user")


def test_optional_columns_are_shown_when_asked_for(counter: Counter) -> None:
    assert [c.key for c in listed(counter, "c=hours").columns][-1] == "hours"


def test_it_takes_few_statements_however_long_it_is(counter: Counter) -> None:
    more_tickets(counter, 8)
    listed(counter)
    with Statements(counter.database) as seen:
        listed(counter, "g=stage")
    # Rows, the count, the groups, records for what is no column, with their tags and the lines of the total.
    assert seen.count == 6, seen.seen
    with Statements(counter.database) as plain:
        listed(counter, address="/counter/contacts")
    assert plain.count == 1, plain.seen


def test_bulk_actions_and_what_they_work_on(counter: Counter) -> None:
    assert [one.label for one in listed(counter).bulk] == ["Note"]
    assert listed(counter, "", "counter.reader").bulk == []
    with counter.env(write=False) as env:
        assert matching(env, counter.page(TICKETS), Query("q=o&s=title")).ids(order=["title"]) == [1, 4, 3, 2]


def test_the_export_is_what_the_list_shows(counter: Counter) -> None:
    with counter.env(write=False) as env:
        made = export(env, counter.page(TICKETS), Query("q=drill"))
        assert made.header[:3] == ["Number", "Title", "Customer"]
        assert list(made.rows) == [["1", "Broken drill", "Ada", "Repairs", "New", "", Decimal("110.00")]]


@pytest.mark.req("HD-24")
def test_a_board_has_lanes_cards_and_the_filters_of_the_list(counter: Counter) -> None:
    more_tickets(counter, 1, stage_id=2)
    with counter.env("counter.manager", write=False) as env:
        board = board_view(env, counter.page("/counter/board"), Query("q=r"))
    lanes = [(lane.title, lane.count, lane.folded, [card.id for card in lane.cards]) for lane in board.lanes]
    assert lanes == [("New", 3, False, [4, 2, 1]), ("Doing", 1, False, [5]), ("Done", 0, True, [])]
    assert board.move == "/counter/board/move?q=r", "a moved card leads back to the board as it was filtered"
    assert [f.text for f in board.list.facets] == ["Active"]
    assert [(s.key, s.url, s.on) for s in board.list.switches] == [
        ("list", "/counter/tickets?q=r", False), ("board", "/counter/board?q=r", True),
    ]  # fmt: skip
    assert board.lanes[0].cards[2].cells[0].text == "Ada"
    assert board.lanes[0].cards[2].url == "/counter/ticket/1?from=/counter/board%3Fq%3Dr"
    assert board.lanes[2].toggle == "/counter/board?q=r&open=3"
    with counter.env("counter.reader", write=False) as env:
        assert board_view(env, counter.page("/counter/board"), Query("")).move == ""


@pytest.mark.req("HD-24")
def test_moving_a_card_is_an_edit_like_any_other(counter: Counter) -> None:
    board, form = counter.page("/counter/board"), counter.page("/counter/ticket")

    def move(lane: str, version: int | None = None, *roles: str) -> int:
        with counter.env(*(roles or ("counter.user",)), keep=True) as env:
            record = load(env, form, 1)
            return move_card(env, board, record, lane, record.version if version is None else version).status

    assert move("2") == 200
    assert move("1", version=1) == 409
    assert move("99") == 422
    with counter.env("counter.reader") as env, pytest.raises(AccessDenied):
        move_card(env, board, load(env, form, 1), "1", None)
    with counter.env() as env:
        assert load(env, form, 1).stage_id == 2
