"""Lists by the API: the language of the list pages, and nothing that one may not read (SPEC XC-9, AR-5)."""

from __future__ import annotations

import pytest

from tests.core.web.api.conftest import API, CONTACTS, Program


@pytest.fixture
def towns(program: Program) -> Program:
    """Five contacts in three towns."""
    for name, city in (("Ada", "Ulm"), ("Ben", "Bonn"), ("Cleo", "Ulm"), ("Dora", "Kiel"), ("Emil", "Ulm")):
        program.make(name, city=city)
    return program


@pytest.mark.req("XC-9")
def test_lists_are_searched_narrowed_sorted_and_paged(towns: Program) -> None:
    found = towns.ask("GET", f"{CONTACTS}?is.city=Ulm&s=-name&c=city,email&size=2").json()
    assert (found["total"], found["page"], found["size"], found["previous"]) == (3, 1, 2, None)
    assert [one["name"] for one in found["records"]] == ["Emil", "Cleo"]
    assert set(found["records"][0]) == {"id", "name", "version", "city", "email"}
    rest = towns.ask("GET", found["next"])
    assert [one["name"] for one in rest.json()["records"]] == ["Ada"]
    assert (rest.json()["next"], 'rel="prev"' in rest.headers["link"]) == (None, True)
    assert towns.ask("GET", rest.json()["previous"]).json()["records"] == found["records"]
    assert towns.total("q=cleo") == 1
    assert towns.total("q=nobody") == 0


def test_groups_come_with_their_numbers_and_addresses(towns: Program) -> None:
    found = towns.ask("GET", f"{CONTACTS}?g=city&q=a").json()
    groups = {one["value"]: one["count"] for one in found["groups"]}
    assert groups["Ulm"] == len([one for one in found["records"] if one["city"] == "Ulm"])
    (ulm,) = [one for one in found["groups"] if one["value"] == "Ulm"]
    assert towns.ask("GET", ulm["url"]).json()["total"] == ulm["count"]


def test_ranges_find_what_changed_since(towns: Program) -> None:
    last = towns.make("Fritz")
    assert towns.total(f"min.id={last['id']}") == 1
    assert towns.total(f"max.id={last['id']}") == towns.total()
    assert towns.total("min.updated_at=2026-03-02T09:30:00Z") >= 6
    assert towns.total("min.updated_at=2026-03-02T09:30:00%2B01:00") >= 6
    assert towns.total("min.updated_at=2026-03-02T09:30:01Z") == 0


def test_filters_are_those_of_the_list_pages(program: Program) -> None:
    described = program.ask("GET", f"{API}/openapi.json").json()["paths"]
    for path, item in described.items():
        for one in item.get("get", {}).get("parameters", ()):
            for key in one.get("schema", {}).get("items", {}).get("enum", ()) if one.get("name") == "f" else ():
                assert program.ask("GET", f"{path}?f={key}").status_code == 200, (path, key)
    refused = program.ask("GET", f"{CONTACTS}?f=nonsense")
    assert (refused.status_code, "no filter nonsense" in refused.json()["detail"]) == (400, True)


SENSELESS = (
    "s=password_hash", "is.password_hash=x", "c=password_hash", "s=nonsense", "is.nonsense=1", "size=9999", "size=0",
    "page=-1", "page=x", "min.created_at=yesterday", "is.id=1e3", "is.active=perhaps", "s=people", "min.name=a", "g=id",
    "by=nonsense", "min.id=99999999999", "limit=5", "q=a&q=b", "c=people", "page=99999999999999999999", "q=%00", "is.created_at=1",
)  # fmt: skip


@pytest.mark.req("AR-5")
def test_only_readable_fields_can_be_asked_about(program: Program) -> None:
    answers = {query: program.ask("GET", f"{CONTACTS}?{query}").status_code for query in SENSELESS}
    assert answers == dict.fromkeys(SENSELESS, 400)


def test_strange_words_find_nothing_and_break_nothing(program: Program) -> None:
    program.make()
    for q in ("%", "_", "'", "\\", "' OR 1=1 --", "é", "x" * 500, "%%%%%%"):
        answer = program.browser.get(CONTACTS, params={"q": q})
        assert (answer.status_code, answer.json()["total"]) == (200, 0), q
