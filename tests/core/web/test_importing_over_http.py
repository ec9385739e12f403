"""A file becomes records in four pages, none of which needs a script."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest

from core.testing.visitors import fields_of
from tests.core.web.conftest import Browser

LIST = "/base/contacts"
ROWS = "Name;Write to;City\nWeber;weber@example.com;Ulm\nVogel;no address;Bonn\n"


def upload(browser: Browser, content: str | bytes = ROWS, name: str = "people.csv") -> Any:
    """The answer to an upload."""
    token = browser.fields(f"{LIST}/import")["_token"]
    raw = content if isinstance(content, bytes) else content.encode()
    return browser.post(f"{LIST}/import", data={"_token": token}, files={"file": (name, raw)})


def plain(fields: dict[str, str], **more: str) -> dict[str, str]:
    """What a page's form sends, without the wish for a page that grows."""
    return {name: value for name, value in {**fields, **more}.items() if name != "_live"}


def checked(browser: Browser, content: str | bytes = ROWS, **chosen: str) -> str:
    """The address of an import that was checked."""
    here = str(upload(browser, content).headers["location"])
    answer = browser.post(f"{here}/check", data=plain(browser.fields(here), **chosen))
    assert (answer.status_code, answer.headers["location"]) == (303, here)
    return here


def test_the_columns_are_guessed_shown_and_remembered(ann: Browser) -> None:
    here = str(upload(ann).headers["location"])
    page = ann.get(here).text
    fields = fields_of(page)
    assert [fields[f"c{n}"] for n in range(3)] == ["name", "", "city"]
    assert "weber@example.com · no address" in page
    assert (fields["separator"], fields["encoding"], fields["key"]) == (";", "utf-8-sig", "")
    answer = ann.post(f"{here}/columns", data=plain(fields, c1="email", key="email"))
    assert answer.headers["location"] == f"{here}?columns=1"
    again = ann.fields(str(upload(ann).headers["location"]))
    assert (again["c1"], again["key"]) == ("email", "email"), "as the same titles were understood last"


def test_a_check_changes_nothing_and_says_what_is_wrong(ann: Browser) -> None:
    here = checked(ann, c1="email")
    page = ann.get(here).text
    assert "1 row cannot be imported" in page
    assert "This is not an email address." in page
    assert "Import the other row" in page
    assert "Weber" not in ann.get(f"{LIST}?f=").text
    assert ann.fields(f"{here}?columns=1")["c1"] == "email"


def test_rows_that_are_right_are_imported_and_the_others_given_back(ann: Browser) -> None:
    here = checked(ann, c1="email")
    token = ann.fields(here)["_token"]
    refused = ann.post(f"{here}/run", data={"_token": token})
    assert (refused.status_code, "Weber" in ann.get(f"{LIST}?f=").text) == (303, False), "all or nothing"
    for _ in range(2):
        ann.post(f"{here}/run", data={"_token": token, "skip": "1"})
    page = ann.get(here).text
    assert "1 row was left out" in page
    records = re.search(r'id="records" href="([^"]+)"', page)
    assert records is not None
    found = ann.get(records[1].replace("&amp;", "&")).text
    assert ("Weber" in found, "Vogel" in found, found.count('id="row-')) == (True, False, 1), "once, and only these"
    left = list(csv.reader(io.StringIO(ann.get(f"{here}/left-out").content.decode("utf-8-sig")), delimiter=";"))
    assert left == [
        ["Name", "Write to", "City", "Import problem"],
        ["Vogel", "no address", "Bonn", "Write to: This is not an email address."],
    ]
    assert "people.csv" in ann.get(f"{LIST}/import").text


def test_a_long_import_shows_how_far_it_is(ann: Browser) -> None:
    here = str(upload(ann).headers["location"])
    fields = ann.fields(here)
    assert fields["_live"] == "1"
    page = ann.post(f"{here}/check", data=fields).text
    assert "Contacts: 2 of 2 rows" in page
    assert f"to={here.replace('/', '%2F')}" in page


def test_columns_that_cannot_mean_that_are_refused_with_what_was_chosen(ann: Browser) -> None:
    here = str(upload(ann).headers["location"])
    answer = ann.post(f"{here}/check", data=plain(ann.fields(here), c1="name"))
    assert answer.status_code == 422
    assert "both mean Name" in answer.text
    assert fields_of(answer.text)["c1"] == "name"


def test_a_file_can_be_read_in_another_way(ann: Browser) -> None:
    here = str(upload(ann, "Name,City\n\xdclker,Ulm\n".encode("cp850")).headers["location"])
    answer = ann.post(f"{here}/columns", data=plain(ann.fields(here), encoding="cp850"))
    page = ann.get(answer.headers["location"]).text
    assert "Ülker" in page
    answer = ann.post(f"{here}/columns", data=plain(fields_of(page), separator=";"))
    one = fields_of(ann.get(answer.headers["location"]).text)
    assert ("c1" in one, one["separator"]) == (False, ";")


@pytest.mark.parametrize("content", [b"", b"Name\n", b"Name,Name\nA,B\n", b"PK\x03\x04", b"\x00\x01"])
def test_a_file_that_is_none_is_refused_where_it_was_chosen(ann: Browser, content: bytes) -> None:
    answer = upload(ann, content)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    token = ann.fields(f"{LIST}/import")["_token"]
    assert ann.post(f"{LIST}/import", data={"_token": token}).status_code == 422


def test_who_may_make_no_records_imports_none(ann: Browser, browser: Callable[[], Browser]) -> None:
    here = checked(ann, "Name\nWeber\n")
    cora = browser().sign_in("cora@example.com")
    for path in (f"{LIST}/import", here, f"{LIST}/import/template"):
        assert cora.get(path).status_code in (403, 404), path
    token = cora.token()
    assert cora.post(f"{here}/run", data={"_token": token}).status_code in (403, 404)
    assert ann.post(f"{here}/run", data={}).status_code == 403, "without a token"
    assert "Weber" not in ann.get(f"{LIST}?f=").text
    assert ann.get("/base/audit/import").status_code in (403, 404), "what nobody makes is not imported"


def test_an_import_is_its_owners_own(ann: Browser, admin: Browser) -> None:
    here = checked(ann, "Name\nWeber\n")
    assert admin.get(here).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_can_be_filled_in_and_imported(ann: Browser, kind: str) -> None:
    answer = ann.get(f"{LIST}/import/template?format={kind}")
    assert f"base-contacts-template.{kind}" in answer.headers["content-disposition"]
    empty = upload(ann, answer.content, f"t.{kind}")
    assert "but no rows" in empty.text
    if kind == "csv":
        here = str(upload(ann, answer.content + b"k1,Weber\n").headers["location"])
        fields = ann.fields(here)
        assert "" not in {value for name, value in fields.items() if re.fullmatch(r"c\d+", name)}, "all are understood"
        assert fields["key"] == "_key"


def test_a_whole_export_is_imported_again_without_a_change(ann: Browser) -> None:
    file = ann.get(f"{LIST}/export?f=&what=all&format=xlsx").content
    here = checked(ann, file)
    assert re.search(r"<strong>0</strong> new,\s*<strong>0</strong> changed", ann.get(here).text)
    assert ann.get(f"{LIST}/export?format=doc").status_code == 400


def test_a_program_imports_in_one_call(ann: Browser, admin: Browser) -> None:
    token, address = ann.token(), "/api/v1/base.contact/import"
    files = {"file": ("people.csv", ROWS.encode())}

    def ask(query: str) -> Any:
        return ann.post(f"{address}?{query}", headers={"x-token": token}, files=files)

    assert ask("").json()["made"] == 2, "the second column is no field, so it is left out"
    wrong = ask("column=Write to=email")
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["detail"] == "This is not an email address."
    only = ask("column=Write to=email&skip=1&check=1").json()
    assert (only["kept"], only["made"], only["left_out"]) == (False, 1, 1)
    again = ask("key=name").json()
    assert (again["made"], again["unchanged"]) == (0, 2)
    assert ask("column=Write to=password").status_code == 400
    assert ann.post(address, headers={"x-token": token}, json={}).status_code == 415
