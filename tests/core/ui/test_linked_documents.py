"""Smart buttons, the panel of linked documents, the way back, and options on settings pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.lifecycle.catalog import read_catalog
from core.lifecycle.options import options_on
from core.ui.addresses import Query, own_steps, with_trail
from core.ui.forms import RecordForm, load
from core.ui.lists import list_view
from core.ui.smart import counts_of_many
from core.ui.views import FormView
from tests.core.ui.conftest import FOLDER, Counter, Statements, registry_of

TICKET = "/counter/ticket"


def opened(
    counter: Counter, id_: int = 1, *roles: str, trail: list[str] | None = None, address: str = TICKET
) -> FormView:
    with counter.env(*(roles or ("counter.user", "depot.user")), write=False) as env:
        built = counter.page(address)
        return RecordForm(env, built, load(env, built, id_), trail=trail or ()).view()


def returns(counter: Counter, *states: str, ticket: int = 1) -> None:
    from addons.depot.models import Transfer

    with counter.env(keep=True) as env, env.system("returns of the tests") as system:
        for state in states:
            system.new(Transfer, name="RET", kind="return", state=state, contact_id=1, ticket_id=ticket)


@pytest.mark.req("SB-1", "SB-2", "SB-5")
def test_a_smart_button_counts_and_leads_to_one_document_or_to_their_list(counter: Counter) -> None:
    assert opened(counter).smart == []
    returns(counter, "ready", "cancelled")
    (one,) = opened(counter).smart
    assert (one.label, one.count, one.url) == ("Return", 1, "/depot/transfer/6?from=/counter/ticket/1")
    returns(counter, "done")
    (two,) = opened(counter).smart
    assert two.count == 2
    address, _, query = two.url.partition("?")
    with counter.env("depot.user", write=False) as env:
        listed = list_view(env, counter.page(address), Query(query))
        assert (listed.total, [f.text for f in listed.facets]) == (2, ["Ticket: 1", "Return"])
        all_ = list_view(env, counter.page(address), Query(listed.facets[1].remove.partition("?")[2]))
        assert all_.total == 3


@pytest.mark.req("SB-7")
def test_counts_and_states_are_right_for_who_may_not_open_the_documents(counter: Counter) -> None:
    returns(counter, "ready", "done")
    view = opened(counter, 1, "counter.reader")
    assert [(one.label, one.count) for one in view.smart] == [("Return", 2)]
    assert [(row.state, row.url) for row in view.documents or ()] == [("Received", ""), ("Waiting for the goods", "")]


@pytest.mark.req("SB-7")
def test_counts_for_many_records_are_one_statement(counter: Counter) -> None:
    returns(counter, "ready", "done", ticket=1)
    returns(counter, "ready", ticket=2)
    with counter.env("counter.user", write=False) as env, Statements(counter.database) as seen:
        found = counts_of_many(env, counter.page(TICKET), range(1, 81))
    assert seen.count == 1
    assert (found[1], found[2], found[3]) == ({"Return": 2}, {"Return": 1}, {})


def test_the_panel_says_where_each_document_really_stands(counter: Counter) -> None:
    assert opened(counter).documents == []
    returns(counter, "ready", "done")
    received, waiting = opened(counter).documents or ()
    assert (received.kind, received.state, received.tone, received.closed) == ("Return", "Received", "good", True)
    assert (waiting.next_step, waiting.closed) == ("Validate the receipt", False)
    assert waiting.url == "/depot/transfer/6?from=/counter/ticket/1"
    assert opened(counter, 6 - 5, address="/depot/transfer").documents is None


@pytest.mark.req("SB-3")
def test_breadcrumbs_lead_back_and_keep_the_filters_of_the_list(counter: Counter) -> None:
    returns(counter, "ready")
    view = opened(counter, 1, trail=["/counter/tickets?q=drill"])
    assert [(c.text, c.url) for c in view.crumbs] == [
        ("Tickets", "/counter/tickets?q=drill"),
        ("Broken drill (#1)", ""),
    ]
    trail = Query(view.smart[0].url.partition("?")[2]).all("from")
    document = opened(counter, 6, trail=trail, address="/depot/transfer")
    assert [(c.text, c.url) for c in document.crumbs] == [
        ("Tickets", "/counter/tickets?q=drill"),
        ("Broken drill (#1)", "/counter/ticket/1?from=/counter/tickets%3Fq%3Ddrill"),
        ("RET", ""),
    ]
    assert [c.text for c in opened(counter, 6, "depot.user", trail=trail, address="/depot/transfer").crumbs] == [
        "Tickets",
        "RET",
    ]
    assert [c.text for c in opened(counter).crumbs] == ["Tickets", "Broken drill (#1)"]


@pytest.mark.parametrize("step", [
    "//evil.example/x", "https://evil.example", "/counter", "javascript:x", "/counter/tickets#x", "/counter/tickets\\x",
    "/counter/ticket/1/delete", "/counter/tickets?" + "x" * 2000, "/counter/tickets x",
])  # fmt: skip
def test_a_trail_leads_to_own_pages_only(step: str) -> None:
    assert own_steps([step, "/counter/tickets?q=a%20b"]) == ["/counter/tickets?q=a%20b"]


def test_a_trail_does_not_go_round_in_circles() -> None:
    assert with_trail("/a/b/1", ["/a/c", "/a/b/1", "/a/d/2"]) == "/a/b/1?from=/a/c"
    assert with_trail("/a/b", []) == "/a/b"


# --- options ------------------------------------------------------------------------------------------------------------


def team_form(
    counter: Counter, env: Any, entered: Any = None, installed: tuple[str, ...] = ("counter", "depot", "depot_returns")
) -> RecordForm:
    built = counter.page("/counter/team")
    offered = options_on(read_catalog([Path(FOLDER)], announced=()), installed, "counter.team")
    return RecordForm(env, built, load(env, built, 2), entered, offered=offered)


@pytest.mark.req("AS-4")
def test_an_installed_option_is_a_card_and_an_ordinary_field(counter: Counter) -> None:
    with counter.env("counter.manager", keep=True) as env:
        view = team_form(counter, env).view()
        (card,) = view.options
        assert (view.option_section, card.label, card.on, card.installed) == ("After-Sales", "Returns", False, True)
        form = team_form(counter, env)
        entered = form.read(
            [("use_returns", ""), ("use_returns", "1"), ("_kept", view.kept), ("_version", str(view.version))]
        )
        assert form.enter(entered).save()
    with counter.env("counter.manager") as env:
        assert team_form(counter, env).view().options[0].on


@pytest.mark.req("AS-4")
def test_only_who_may_change_the_team_may_switch_its_options(counter: Counter) -> None:
    with counter.env("counter.user", write=False) as env:
        form = team_form(counter, env)
        assert not form.view().editable
        with pytest.raises(Exception, match="not allowed to write Teams"):
            form.enter(form.read([("use_returns", "1")])).save()


@pytest.mark.req("AS-6", "AS-7")
def test_an_option_whose_addon_is_missing_is_offered_and_says_what_it_needs(databases: Any, tmp_path: Any) -> None:
    from core.orm.database import Database
    from core.orm.env import Env, Transaction
    from core.orm.identity import Identity, SystemClock

    registry = registry_of("counter", "depot")
    url = f"sqlite:///{tmp_path / 'without.sqlite'}"
    with Database(url).begin() as connection:
        registry.models.metadata.create_all(connection)
        system = Env(
            registry, connection, Identity.system(), system=True, transaction=Transaction(connection, SystemClock())
        )
        from addons.counter.models import Team

        system.new(Team, name="Sales"), system.new(Team, name="Repairs")
        system.session.flush()
    counter = Counter(url, registry)
    with counter.env("counter.manager") as env:
        form = team_form(counter, env, installed=("counter", "depot"))
        view = form.view()
        assert [(o.field, o.installed, o.on) for o in view.options] == [("use_returns", False, False)]
        form = form.enter(form.read([("use_returns", "1"), ("name", "Other name"), ("_kept", view.kept)]))
        assert form.missing_addons() == ["depot_returns"]
        shown = form.view()
        assert (shown.options[0].on, shown.inputs["name"].value) == (True, "Other name")
        off = form.enter(form.read([("use_returns", ""), ("_kept", view.kept)]))
        assert off.missing_addons() == []
    counter.database.engine.dispose()


def test_a_record_knows_its_neighbours_in_the_list_that_led_to_it(counter: Counter) -> None:
    pager = opened(counter, 3, trail=["/counter/tickets?s=title"]).pager
    assert pager is not None
    assert (pager.position, pager.total) == (3, 4)
    assert pager.previous == "/counter/ticket/4?from=/counter/tickets%3Fs%3Dtitle"
    assert pager.next == "/counter/ticket/2?from=/counter/tickets%3Fs%3Dtitle"
    assert opened(counter, 3, trail=["/counter/tickets?q=drill"]).pager is None
    assert opened(counter, 3, trail=["/counter/tickets?s=nothing"]).pager is None
    assert opened(counter, 3).pager is None
