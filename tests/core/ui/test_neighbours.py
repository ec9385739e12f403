"""A record that was opened from a list knows where it stands there, and what comes before and after it."""

from __future__ import annotations

import pytest

from core.exchange.exporting import export
from core.ui.addresses import Query
from core.ui.forms import RecordForm, load
from core.ui.lists import NEAR, list_view
from core.ui.views import Pager
from tests.core.ui.conftest import Counter, Statements
from tests.core.ui.test_lists import TICKETS, more_tickets

FORM = "/counter/ticket"


def pager(counter: Counter, id_: int, *trail: str) -> Pager | None:
    with counter.env("counter.manager", write=False) as env:
        built = counter.page(FORM)
        return RecordForm(env, built, load(env, built, id_), trail=trail).view().pager


def test_it_counts_from_the_start_of_the_list_as_it_is_filtered(counter: Counter) -> None:
    query = f"{TICKETS}?q=r&s=title"
    before, after = "/counter/ticket/1?from=/counter/tickets%3Fq%3Dr%26s%3Dtitle", ""
    assert pager(counter, 1, query) == Pager(1, 3, "", before.replace("/1?", "/4?"), "3")
    assert pager(counter, 4, query) == Pager(2, 3, before, before.replace("/1?", "/2?"), "3")
    assert pager(counter, 2, query) == Pager(3, 3, before.replace("/1?", "/4?"), after, "3")


@pytest.mark.parametrize("query", ["", "s=title", "g=stage", "g=priority&s=-title", "is.team=1", "f="])
def test_it_follows_the_order_of_the_list(counter: Counter, query: str) -> None:
    more_tickets(counter, 9, stage_id=2)
    address = f"{TICKETS}?{query}"
    shown: list[int] = []
    for number in (1, 2, 3):
        with counter.env("counter.manager", write=False) as env:
            page = list_view(env, counter.page(TICKETS), Query(f"{query}&page={number}"))
        shown += [row.id for row in page.rows]
    walked, at = [shown[0]], pager(counter, shown[0], address)
    while at is not None and at.next:
        walked.append(int(at.next.partition("?")[0].rpartition("/")[2]))
        at = pager(counter, walked[-1], address)
    assert walked == shown
    with counter.env("counter.manager", write=False) as env:
        exported = [line[0] for line in export(env, counter.page(TICKETS), Query(query)).rows]
        numbers = [record.number for record in (load(env, counter.page(FORM), id_) for id_ in shown)]
    assert exported == numbers, "the export is in the same order"


@pytest.mark.parametrize(
    "trail", [(), ("/counter/board",), ("/counter/teams",), ("/counter/tickets?q=paint",), ("/counter/tickets?s=no",)]
)
def test_without_a_list_that_holds_it_there_is_none(counter: Counter, trail: tuple[str, ...]) -> None:
    assert pager(counter, 1, *trail) is None


def test_deep_in_a_long_list_it_costs_two_statements(counter: Counter) -> None:
    more_tickets(counter, NEAR + 600)
    total = NEAR + 604
    with counter.env("counter.manager", write=False) as env:
        built = counter.page(FORM)
        with Statements(counter.database) as plain:
            RecordForm(env, built, load(env, built, 300)).view()
    for page, position in ((1, 3), (120, 598)):
        id_ = total - position + 1
        with counter.env("counter.manager", write=False) as env:
            address = f"{TICKETS}?is.team=1&page={page}"
            with Statements(counter.database) as seen:
                view = RecordForm(env, built, load(env, built, id_), trail=[address]).view()
        assert view.pager is not None
        assert view.pager.total_text == "1,000+" if total > 1000 else str(total)
        assert seen.count <= plain.count + 2, seen.seen
        assert all("LIMIT" in one for one in seen.seen if "counter_ticket.id \nFROM" in one)
