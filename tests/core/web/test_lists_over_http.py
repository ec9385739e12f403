"""Lists over HTTP: shown, searched, exported, worked on in bulk; searches kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from tests.core.web.conftest import Browser

New = Callable[[], Browser]
LIST, MAKE = "/base/contacts", "/base/contact/new"


def make(browser: Browser, *names: str) -> list[str]:
    """The ids of new contacts."""
    ids = []
    for name in names:
        answer = browser.post(MAKE, data={**browser.fields(MAKE), "name": name})
        assert answer.status_code == 303, answer.text
        ids.append(str(answer.headers["location"]).rpartition("/")[2])
    return ids


def test_a_list_shows_what_is_searched(ann: Browser) -> None:
    make(ann, "Weber", "Vogel")
    page = ann.get(f"{LIST}?q=web").text
    assert "Weber" in page
    assert "Vogel" not in page


def test_addresses_that_make_no_sense_are_refused(ann: Browser) -> None:
    for query in ("s=password_hash", "s=nonsense", "g=email", "is.nonsense=1", "page=0", "page=x"):
        assert ann.get(f"{LIST}?{query}").status_code == 400, query


@pytest.mark.req("AR-5")
def test_export_writes_what_the_list_shows_and_no_formula(ann: Browser) -> None:
    make(ann, "=cmd|' /C calc'!A0", "+49 731 1", 'Weber, "Söhne"')
    answer = ann.get(f"{LIST}/export?f=")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="base-contacts.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == "Name"
    names = {row[0] for row in rows[1:]}
    assert {"'=cmd|' /C calc'!A0", "'+49 731 1", 'Weber, "Söhne"'} <= names
    only = ann.get(f"{LIST}/export?f=&q=Weber").text
    assert len(list(csv.reader(io.StringIO(only)))) == 2


def test_bulk_archive_and_delete(admin: Browser) -> None:
    ids = make(admin, "Weber", "Vogel", "Kurz")
    fields = {"_token": admin.fields(LIST)["_token"], "_query": "f="}
    answer = admin.post(f"{LIST}/bulk/archive", data={**fields, "ids": ids[:2]})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{LIST}?f=")
    assert "Archived: 2" in admin.get(LIST).text
    answer = admin.post(f"{LIST}/bulk/delete", data={**fields, "ids": ids})
    assert answer.status_code == 303
    assert [admin.get(f"/base/contact/{one}").status_code for one in ids] == [404] * 3


def test_bulk_does_all_or_nothing_and_needs_the_right(ann: Browser) -> None:
    ids = make(ann, "Weber", "Vogel")
    fields = {"_token": ann.fields(LIST)["_token"], "_query": ""}
    answer = ann.post(f"{LIST}/bulk/delete", data={**fields, "ids": ids})
    assert answer.status_code == 422
    assert "You are not allowed to delete" in answer.text
    answer = ann.post(f"{LIST}/bulk/archive", data={**fields, "ids": [ids[0], "999999"]})
    assert answer.status_code == 422
    assert "Archived" not in ann.get(f"/base/contact/{ids[0]}").text
    assert ann.post(f"{LIST}/bulk/archive", data=fields).status_code == 422
    assert ann.post(f"{LIST}/bulk/nonsense", data={**fields, "ids": ids}).status_code == 404


def test_bulk_on_all_that_match(admin: Browser) -> None:
    ids = make(admin, "Weber one", "Weber two", "Vogel")
    fields = {"_token": admin.fields(LIST)["_token"], "_query": "q=Weber&f=", "_all": "1"}
    assert admin.post(f"{LIST}/bulk/delete", data=fields).status_code == 303
    assert [admin.get(f"/base/contact/{one}").status_code for one in ids] == [404, 404, 200]


def test_a_search_is_kept_offered_and_opened_first(ann: Browser, admin: Browser) -> None:
    fields = {"_token": ann.fields(LIST)["_token"], "name": "In Ulm", "query": "q=ulm&page=3"}
    answer = ann.post(f"{LIST}/searches", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{LIST}?q=ulm")
    assert "In Ulm" in ann.get(LIST).text
    assert "In Ulm" not in admin.get(LIST).text
    again = {**fields, "_token": ann.fields(LIST)["_token"], "default": "1", "shared": "1"}
    ann.post(f"{LIST}/searches", data=again)
    assert ann.get(LIST).headers["location"] == f"{LIST}?q=ulm"
    assert admin.get(LIST).status_code == 200
    assert "In Ulm" in admin.get(LIST).text
    assert ann.post(f"{LIST}/searches", data={**again, "name": " ", "shared": ""}).status_code == 422


def test_the_palette_finds_pages_and_records_that_the_user_may_see(ann: Browser, browser: New) -> None:
    make(ann, "Weber Bikes")
    found = ann.get("/palette?q=weber").json()["entries"]
    assert [(one["text"], one["kind"]) for one in found] == [("Weber Bikes", "Contact")]
    assert ann.get(found[0]["url"]).status_code == 200
    pages = ann.get("/palette?q=").json()["entries"]
    assert any(one["url"] == LIST for one in pages)
    assert all(ann.get(one["url"]).status_code == 200 for one in pages)
    customer = browser().sign_in("cora@example.com")
    assert customer.get("/palette?q=weber").status_code == 404


def test_the_start_leads_to_the_first_menu(ann: Browser, browser: New) -> None:
    assert ann.get("/").headers["location"] == LIST
    nothing = browser().sign_in("cora@example.com").get("/")
    assert nothing.status_code == 200 and "There is nothing here for you yet." in nothing.text
