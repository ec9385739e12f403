"""The search box of a list looks through a record's own fields and through the records it links to, under their rules."""

from __future__ import annotations

from typing import Any

import pytest

from core.orm.search import Search
from core.ui.addresses import Query
from core.ui.lists import list_view
from core.ui.views import ListView
from tests.core.ui.conftest import Counter, Statements

TICKETS = "/counter/tickets"


def listed(counter: Counter, words: str, *roles: str) -> ListView:
    with counter.env(*(roles or ("counter.manager",)), write=False) as env:
        return list_view(env, counter.page(TICKETS), Query(f"q={words}"))


def found(counter: Counter, words: str, *roles: str) -> list[int]:
    return [row.id for row in listed(counter, words, *roles).rows]


def about(counter: Counter, **values: Any) -> int:
    from addons.counter.models import Ticket

    with counter.env("counter.manager", keep=True) as env, env.system("a ticket") as system:
        made = system.new(Ticket, **values)
        system.session.flush()
        return int(made.id)


@pytest.mark.req("HD-24")
def test_tickets_are_found_by_the_customer(counter: Counter) -> None:
    bea = about(counter, title="Silent", number="9", customer_id=2)
    assert found(counter, "BEA") == [bea]
    assert found(counter, "silent bea") == [bea], "each word may stand in another field"
    assert found(counter, "drill bea") == []
    assert set(found(counter, "ada@example.com")) == set(found(counter, "ada")) != set()


def test_the_box_says_what_it_looks_through(counter: Counter) -> None:
    assert listed(counter, "").looks_in == ["Number", "Title", "Customer"]


@pytest.mark.req("AR-5")
def test_a_linked_record_that_the_rules_hide_finds_nothing(counter: Counter) -> None:
    secret = about(counter, title="Hush", number="9", customer_id=3)
    assert found(counter, "hush") == [secret], "the ticket itself may be read"
    assert found(counter, "mata") == [], "the name of its customer may not, nor be guessed letter by letter"
    with counter.env("counter.manager", write=False) as env, env.system("looks for it") as system:
        assert Search(system, "counter.ticket").having("mata").ids() == [secret]


@pytest.mark.req("AR-5")
def test_a_linked_model_without_the_right_to_read_is_not_looked_through(counter: Counter) -> None:
    assert found(counter, "drill", "counter.reader") == [1]
    assert found(counter, "ada", "counter.reader") == []


def test_what_words_mean_to_a_pattern_means_nothing_here(counter: Counter) -> None:
    assert found(counter, "%25") == found(counter, "_") == []


def test_it_is_one_statement_however_many_words_are_looked_for(counter: Counter) -> None:
    with counter.env("counter.manager", write=False) as env, Statements(counter.database) as seen:
        Search(env, "counter.ticket").having("a d a l o v e").ids()
    assert seen.count == 1
    assert seen.seen[0].count("FROM counter_contact") == 6, "more words than six are not looked for"


def test_linked_records_are_found_once_a_statement_and_not_once_a_row(counter: Counter) -> None:
    with counter.env("counter.manager", write=False) as env, Statements(counter.database) as seen:
        Search(env, "counter.ticket").having("ada").ids()
    (inner,) = seen.seen[0].split(" IN (SELECT")[1:]
    assert "counter_ticket" not in inner.partition(")")[0], "the names do not depend on the row"
