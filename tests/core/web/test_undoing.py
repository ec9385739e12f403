"""Messages offer to undo what has an inverse: a POST with a token, like any other button."""

from __future__ import annotations

import re
from html import unescape

from tests.core.web.conftest import Browser, SetClock
from tests.core.web.test_lists_over_http import make

UNDO = re.compile(r'<div class="toast".*?<form method="post" action="([^"]+)">.*?value="([^"]+)">', re.DOTALL)


def archived(browser: Browser, address: str) -> bool:
    return ">Archived</span>" in browser.get(address).text


def test_archiving_can_be_undone(ann: Browser) -> None:
    address = f"/base/contact/{make(ann, 'Weber')[0]}"
    opened = f"{address}?from=/base/contacts%3Fq%3Dweber"
    answer = ann.post(opened.replace("?", "/archive?"), data={"_token": ann.token()})
    assert (answer.status_code, answer.headers["location"]) == (303, opened)
    page = ann.get(opened).text
    assert "Archived." in page and ">Archived</span>" in page
    found = UNDO.search(page)
    assert found is not None
    undo = unescape(found[1])
    assert ann.get(undo).status_code == 405, "undoing is no link"
    assert ann.post(undo, data={"_token": "made up"}).status_code == 403
    answer = ann.post(undo, data={"_token": found[2]})
    assert (answer.status_code, answer.headers["location"]) == (303, opened)
    assert not archived(ann, address)


def test_undoing_says_what_it_wants_and_so_archives_nothing_that_somebody_restored(ann: Browser) -> None:
    address = f"/base/contact/{make(ann, 'Weber')[0]}"
    ann.post(f"{address}/archive", data={"_token": ann.token()})
    found = UNDO.search(ann.get(address).text)
    assert found is not None
    ann.post(f"{address}/archive", data={"_token": ann.token()})
    assert not archived(ann, address)
    ann.post(unescape(found[1]), data={"_token": found[2]})
    assert not archived(ann, address)


def test_what_has_no_inverse_offers_none(admin: Browser) -> None:
    address = f"/base/contact/{make(admin, 'Weber')[0]}"
    answer = admin.post(f"{address}/delete", data={"_token": admin.token()})
    page = admin.get(answer.headers["location"]).text
    assert "Deleted." in page
    assert UNDO.search(page) is None


def in_bulk(browser: Browser, ids: list[str]) -> tuple[str, str]:
    """Archives contacts of a list that is searched; the address that undoes it, and its token."""
    page = browser.post(
        "/base/contacts/bulk/archive", data={"_token": browser.token(), "_query": "f=&q=web", "ids": ids}
    )
    assert (page.status_code, page.headers["location"]) == (303, "/base/contacts?f=&q=web")
    found = UNDO.search(browser.get("/base/contacts?f=&q=web").text)
    assert found is not None
    return unescape(found[1]), found[2]


def test_archiving_several_can_be_undone(ann: Browser) -> None:
    kept, *ids = make(ann, "Webb", "Weber", "Webster")
    undo, token = in_bulk(ann, ids)
    assert [archived(ann, f"/base/contact/{one}") for one in (kept, *ids)] == [False, True, True]
    answer = ann.post(undo, data={"_token": token})
    assert (answer.status_code, answer.headers["location"]) == (303, "/base/contacts?f=&q=web")
    assert "Restored: 2" in ann.get("/base/contacts?f=").text
    assert not any(archived(ann, f"/base/contact/{one}") for one in ids)


def test_undoing_leaves_what_was_archived_before_or_changed_since(
    ann: Browser, admin: Browser, clock: SetClock
) -> None:
    before, changed, plain = make(ann, "Webb", "Weber", "Webster")
    ann.post(f"/base/contact/{before}/archive", data={"_token": ann.token()})
    clock.move(seconds=1)
    undo, token = in_bulk(ann, [before, changed, plain])
    clock.move(seconds=1)
    address = f"/base/contact/{changed}"
    answer = admin.post(address, data={**admin.fields(address), "name": "Weber and sons", "active": ""})
    assert answer.status_code == 303
    assert admin.post(undo, data={"_token": admin.token()}).status_code == 303
    assert archived(ann, f"/base/contact/{plain}"), "what others archived is theirs to undo"
    ann.post(undo, data={"_token": token})
    assert [archived(ann, f"/base/contact/{one}") for one in (before, changed, plain)] == [True, True, False]


def test_undoing_for_several_is_refused_where_it_makes_no_sense(ann: Browser) -> None:
    for address, status in (
        ("archive?_at=x", 400), ("archive?_at=2026-11-24~9", 400), ("delete?_at=2026-11-24~2026-11-25", 404),
    ):  # fmt: skip
        assert ann.post(f"/base/contacts/bulk/{address}", data={"_token": ann.token()}).status_code == status, address
