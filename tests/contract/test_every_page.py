"""Every page opens for everybody who works in the demonstration, and shows nobody a record that is not for them.

What a person may read is asked of the rules themselves; that the rules are right is tested beside each addon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest

from core.ui.pages import ref_of
from core.ui.registered import Built
from core.ui.reports import Report
from tests.contract.demonstration import PEOPLE, Demonstration, Record

NEEDS_A_CUSTOMER = "Set a customer on the ticket first."
"""What some buttons answer that stand on every ticket (SPEC HD-15)."""

everybody = pytest.mark.parametrize("name", PEOPLE)
NAMED = {
    # Names of the customer's documents stand on tickets, whoever reads them (SPEC AR-4).
    ("/helpdesk/", "sale.order"),
    ("/helpdesk/", "stock.transfer"),
    ("/helpdesk/", "stock.lot"),
    ("/wizard/helpdesk_return/", "stock.lot"),
    ("/wizard/helpdesk_return/", "stock.location"),
}
"""Pages that show names of records which their readers may not open: how the address begins, and the model."""


def wrong(demonstration: Demonstration, name: str, path: str, *, may: bool) -> Iterator[str]:
    """What is wrong with a page: that it does not open, or opens, or whom it shows."""
    answer = demonstration.page(name, path)
    if answer.status_code not in ((200,) if may else (403, 404)):
        yield f"{path}: {brief(answer)}"
    hidden = {one for one in demonstration.hidden(name, answer.text) if not is_named(path, one)}
    if hidden:
        yield f"{path} shows {name} {sorted(hidden)}"


def brief(answer: httpx.Response) -> str:
    """A page's status and words, for a message."""
    words = re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return f"{answer.status_code} {' '.join(words.split())[:600]}"


def is_named(path: str, record: Record) -> bool:
    """Whether a page may name a record to those who cannot open it."""
    return any(path.startswith(start) and record[0] == model for start, model in NAMED)


def may(demonstration: Demonstration, name: str, right: str, model: str) -> bool:
    """Whether somebody has a right to a model."""
    return demonstration.acting.run(lambda env: env.may(right, model), PEOPLE[name], write=False)


def queries_of(built: Built) -> Iterator[str]:
    """Every way in which a list can be asked for, one at a time."""
    yield "f="
    yield from (f"f={one.key}" for one in built.filters)
    yield from (f"f=&g={ref_of(one)[1]}" for one in built.page.group_by)
    yield "f=&q=a"
    yield "f=&page=2"


@everybody
@pytest.mark.req("AR-5")
def test_every_list_opens_in_every_way(demonstration: Demonstration, name: str) -> None:
    found: list[str] = []
    for address, built in demonstration.pages.lists.items():
        right = may(demonstration, name, "read", built.model)
        for query in queries_of(built) if right else ["f="]:
            found += wrong(demonstration, name, f"{address}?{query}", may=right)
        found += wrong(demonstration, name, f"{address}/export?f=", may=right)
    assert not found


@everybody
def test_every_board_opens(demonstration: Demonstration, name: str) -> None:
    found: list[str] = []
    assert demonstration.pages.boards
    for address, built in demonstration.pages.boards.items():
        found += wrong(demonstration, name, f"{address}?f=", may=may(demonstration, name, "read", built.model))
    assert not found


@everybody
@pytest.mark.req("AR-5")
def test_every_form_opens_for_whoever_may_read_the_record(demonstration: Demonstration, name: str) -> None:
    found: list[str] = []
    for address, built in demonstration.pages.forms.items():
        for id_ in demonstration.records[built.model]:
            found += wrong(
                demonstration, name, f"{address}/{id_}", may=id_ in demonstration.readable(name, built.model)
            )
    assert not found


@everybody
@pytest.mark.req("AR-5")
def test_every_document_on_paper_is_for_whoever_may_read_its_record(demonstration: Demonstration, name: str) -> None:
    found: list[str] = []
    printed = 0
    for address, built in demonstration.pages.forms.items():
        for key in demonstration.pages.printouts_of(built.model):
            for id_ in demonstration.records[built.model]:
                path = f"{address}/{id_}/print/{key}/preview"
                answer = demonstration.page(name, path)
                # Some records have no such document; who may not read one does not learn that.
                wanted = (200, 422) if id_ in demonstration.readable(name, built.model) else (403, 404)
                if answer.status_code not in wanted:
                    found.append(f"{path}: {brief(answer)}")
                printed += answer.status_code == 200
    assert not found
    assert printed or name in ("manager", "agent")


@everybody
@pytest.mark.req("AR-3", "AR-5")
def test_every_report_opens_for_whoever_may_read_what_it_is_made_of(demonstration: Demonstration, name: str) -> None:
    found: list[str] = []
    reports = [built for built in demonstration.pages.by_address.values() if isinstance(built.page, Report)]
    assert reports
    for built in reports:
        right = all(may(demonstration, name, "read", layer.__model__) for layer in built.page.reads)
        for path in (built.address, f"{built.address}/export"):
            found += wrong(demonstration, name, path, may=right)
    assert not found


@everybody
def test_every_new_form_opens_for_whoever_may_create(demonstration: Demonstration, name: str) -> None:
    found: list[str] = []
    for address, built in demonstration.pages.forms.items():
        right = built.page.create and may(demonstration, name, "create", built.model)
        found += wrong(demonstration, name, f"{address}/new", may=right)
    assert not found


@everybody
@pytest.mark.req("AR-3", "AR-4")
def test_every_pop_up_opens_where_its_button_stands_and_nowhere_else(demonstration: Demonstration, name: str) -> None:
    found: list[str] = []
    assert demonstration.pages.wizards
    for wizard in demonstration.pages.wizards.values():
        addon, _, plain = wizard._name.partition(".")
        for id_ in demonstration.records[wizard._on.__model__]:
            path = f"/wizard/{addon}/{plain}?on={id_}"
            offered = any(
                path in unescape(demonstration.page(name, f"{built.address}/{id_}").text)
                for built, _ in demonstration.pages.opening(wizard._name)
            )
            answer = demonstration.page(name, path)
            wanted = (200,) if offered else (403, 404, 422)
            says_what_it_needs = answer.status_code == 422 and NEEDS_A_CUSTOMER in answer.text
            if answer.status_code not in wanted and not says_what_it_needs:
                found.append(f"{path}: {brief(answer)}")
            hidden = {one for one in demonstration.hidden(name, answer.text) if not is_named(path, one)}
            if hidden:
                found.append(f"{path} shows {sorted(hidden)}")
    assert not found


@everybody
def test_every_entry_of_the_menu_leads_somewhere(demonstration: Demonstration, name: str) -> None:
    found: list[str] = []
    browser = demonstration.of(name)
    home = browser.get("/")
    while home.status_code == 303:
        home = browser.get(home.headers["location"])
    assert home.status_code == 200, brief(home)
    links = {unescape(one) for one in re.findall(r'href="(/[a-z][^"#]*)"', home.text)}
    for link in sorted(one for one in links if not one.startswith("/static/")):
        answer = demonstration.page(name, link)
        if answer.status_code not in (200, 303):
            found.append(f"{link}: {brief(answer)}")
    assert not found


@everybody
@pytest.mark.req("AR-5", "XC-9")
def test_the_api_gives_the_same_records(demonstration: Demonstration, name: str) -> None:
    for model in demonstration.kernel.registry.models.infos:
        answer = demonstration.page(name, f"/api/v1/{model}")
        if not may(demonstration, name, "read", model):
            assert answer.status_code in (403, 404), model
            continue
        assert answer.status_code == 200, (model, answer.text[:400])
        given = {one["id"] for one in answer.json()["records"]}
        assert given <= demonstration.readable(name, model), model
        assert not demonstration.hidden(name, answer.text), model


@pytest.mark.req("SB-2", "SB-7", "XC-9")
def test_a_list_that_a_smart_button_leads_to_holds_what_it_counts(demonstration: Demonstration) -> None:
    followed = set()
    for built in demonstration.pages.forms.values():
        for id_ in demonstration.records[built.model] if built.smart_buttons else ():
            for link in demonstration.page("admin", f"/api/v1/{built.model}/{id_}/links").json()["links"]:
                found = demonstration.page("admin", link["url"]).json()
                assert found["total"] == link["count"], link
                followed.add(link["url"].partition("by=")[2])
    assert len(followed) > 5, followed


@everybody
def test_the_palette_finds_nothing_that_is_hidden(demonstration: Demonstration, name: str) -> None:
    for word in ("an", "er", "ve", "0", "s0", "‡"):
        answer = demonstration.of(name).get(f"/palette?q={word}{word if len(word) < 2 else ''}")
        assert answer.status_code == 200
        assert not demonstration.hidden(name, answer.text)
