"""Files of records by the API: the same checks as on pages (SPEC XC-9, XC-10, AR-5)."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from core.web.site import LONGEST_UPLOAD
from core.web.uploads import MOST_FILES
from tests.core.web.api.conftest import CONTACTS, New, Program, make_key
from tests.core.web.test_uploads_can_do_nothing import PNG


def send(program: Program, where: str, *files: tuple[str, bytes, str], **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return program.browser.post(where, files=[("file", one) for one in files], headers=named)


@pytest.mark.req("XC-9", "XC-10")
def test_files_are_attached_listed_and_read_as_they_are(program: Program) -> None:
    where = f"{CONTACTS}/{program.make()['id']}/files"
    assert program.ask("GET", where).json() == {"files": []}
    page = ("../../evil.png", b"<script>", "image/png")
    answer = send(program, where, ("photo.txt", PNG, "text/plain"), page, idempotency_key="once")
    assert answer.status_code == 201, answer.text
    again = send(program, where, ("photo.txt", PNG, "text/plain"), page, idempotency_key="once")
    assert (again.json(), again.headers["idempotent-replayed"]) == (answer.json(), "true")
    photo, evil = listed = program.ask("GET", where).json()["files"]
    assert listed == answer.json()["files"]
    assert (photo["name"], photo["type"], photo["size"]) == ("photo.txt", "image/png", len(PNG))
    assert (evil["name"], evil["type"]) == ("evil.png", "application/octet-stream"), "typed by what is in it"
    shown = program.ask("GET", photo["url"])
    assert (shown.content, shown.headers["content-type"]) == (PNG, "image/png")
    served = program.ask("GET", evil["url"])
    assert served.headers["content-disposition"] == "attachment; filename*=UTF-8''evil.png"


@pytest.mark.req("AR-5")
def test_files_are_for_who_may_read_the_record(program: Program, ann: Any, browser: New) -> None:
    one, other = (f"{CONTACTS}/{program.make(name)['id']}/files" for name in ("Weber", "Kurz"))
    (file,) = send(program, one, ("a.txt", b"a", "text/plain")).json()["files"]
    assert program.ask("GET", f"{other}/{file['id']}").status_code == 404, "a file of another record"
    cora = browser().sign_in("cora@example.com")
    for where in (one, file["url"]):
        assert cora.get(where).status_code == 404
    sent = cora.post(one, files={"file": ("b.txt", b"b", "text/plain")}, headers={"x-token": cora.token()})
    assert sent.status_code == 404
    reader = Program(browser(), make_key(ann, scope="read"))
    assert reader.ask("GET", file["url"]).content == b"a"
    assert send(reader, one, ("b.txt", b"b", "text/plain")).status_code == 403
    assert len(program.ask("GET", one).json()["files"]) == 1


def test_what_is_no_file_is_refused(program: Program) -> None:
    where = f"{CONTACTS}/{program.make()['id']}/files"
    assert program.ask("POST", where, {"file": "text"}).status_code == 415
    assert program.browser.post(where, data={"file": "text"}).status_code == 415
    assert program.ask("POST", where).status_code == 422
    many = [("a.txt", b"a", "text/plain")] * (MOST_FILES + 1)
    assert send(program, where, *many).status_code == 400
    large = {"content-type": "multipart/form-data; boundary=x", "content-length": str(LONGEST_UPLOAD + 1)}
    assert program.browser.post(where, content=b"--x", headers=large).status_code == 413
    assert program.ask("GET", where).json() == {"files": []}
    assert send(program, f"{CONTACTS}/999999/files", ("a.txt", b"a", "text/plain")).status_code == 404
