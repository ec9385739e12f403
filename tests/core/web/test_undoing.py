"""Messages offer to undo what has an inverse: a POST with a token, like any other button."""

from __future__ import annotations

import re
from html import unescape

from tests.core.web.conftest import Browser
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
