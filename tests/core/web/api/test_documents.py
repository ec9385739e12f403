"""Records by the API: same forms, rights and messages as the pages (SPEC XC-9, AR-5)."""

from __future__ import annotations

from typing import Any

import pytest

from core.lifecycle.kernel import Kernel
from core.lifecycle.manifest import Option
from tests.core.web.api.conftest import API, CONTACTS, New, Program, errors
from tests.core.web.conftest import PASSWORD, Browser


@pytest.mark.req("XC-9")
def test_records_are_made_read_changed_archived_and_deleted(administrator: Program) -> None:
    answer = administrator.ask("POST", CONTACTS, {"name": "Weber", "email": "weber@example.com"})
    assert answer.status_code == 201
    one = f"{CONTACTS}/{answer.json()['id']}"
    assert answer.headers["location"] == one
    assert administrator.ask("GET", one).json()["email"] == "weber@example.com"
    changed = administrator.ask("PATCH", one, {"city": "Ulm"}, if_match=answer.headers["etag"])
    assert (changed.status_code, changed.json()["city"], changed.json()["email"]) == (200, "Ulm", "weber@example.com")
    assert administrator.ask("POST", f"{one}/archive").json()["active"] is False
    assert administrator.ask("POST", f"{one}/archive").json()["active"] is False
    assert administrator.ask("POST", f"{one}/unarchive").json()["active"] is True
    assert administrator.ask("DELETE", one, if_match="*").status_code == 204
    assert administrator.ask("GET", one).status_code == 404


@pytest.mark.req("XC-9")
def test_a_document_holds_what_was_asked_for(program: Program) -> None:
    made = program.make(city="Ulm")
    one = f"{CONTACTS}/{made['id']}"
    assert set(program.ask("GET", f"{one}?c=city,email").json()) == {"id", "name", "version", "city", "email"}
    assert program.ask("GET", f"{one}?c=nonsense").status_code == 400


@pytest.mark.req("XC-9")
def test_a_record_is_duplicated_as_on_its_page(program: Program, browser: New) -> None:
    made = program.ask("POST", CONTACTS, {"name": "Weber", "city": "Ulm"})
    one = f"{CONTACTS}/{made.json()['id']}/duplicate"
    copy = program.ask("POST", one, if_match=made.headers["etag"])
    assert copy.status_code == 201
    assert copy.headers["location"] == f"{CONTACTS}/{copy.json()['id']}" != f"{CONTACTS}/{made.json()['id']}"
    assert copy.json()["city"] == "Ulm"
    program.ask("PATCH", f"{CONTACTS}/{made.json()['id']}", {"city": "Bonn"}, if_match="*")
    assert program.ask("POST", one, if_match=made.headers["etag"]).status_code == 412
    assert program.ask("POST", f"{CONTACTS}/999999/duplicate").status_code == 404
    cora = browser().sign_in("cora@example.com")
    assert cora.post(one, headers={"x-token": cora.token()}).status_code == 404
    assert program.total("is.city=Ulm") == 1


@pytest.mark.req("XC-4")
def test_problems_come_together_with_their_fields(program: Program) -> None:
    answer = program.ask("POST", CONTACTS, {"name": ""})
    assert answer.status_code == 422
    assert errors(answer) == {"name": "Fill in Name."}
    said = answer.json()
    assert said["type"] == "/api-reference#invalid"
    assert (said["status"], said["detail"]) == (422, "Fill in Name.")
    assert said["errors"][0]["pointer"] == "/name"
    wrong = {"name": 5, "active": "yes", "tags": "1", "parent": "x", "nonsense": 1, "id": 7, "version": 1}
    assert set(errors(program.ask("POST", CONTACTS, wrong))) == set(wrong)


# --- versions ---------------------------------------------------------------------------------------------------------


@pytest.mark.req("XC-3")
def test_an_old_version_is_refused_and_what_differs_is_said(program: Program, administrator: Program) -> None:
    made = program.ask("POST", CONTACTS, {"name": "Weber"})
    one = f"{CONTACTS}/{made.json()['id']}"
    assert administrator.ask("PATCH", one, {"city": "Ulm"}, if_match=made.headers["etag"]).status_code == 200
    answer = program.ask("PATCH", one, {"city": "Bonn"}, if_match=made.headers["etag"])
    assert answer.status_code == 412
    assert answer.json()["detail"] == "This record was changed by Admin. Reload to see the changes."
    assert errors(answer) == {"city": "It is Ulm now."}
    assert administrator.ask("DELETE", one, if_match=made.headers["etag"]).status_code == 412
    assert program.ask("GET", one).json()["city"] == "Ulm"
    assert program.ask("PATCH", one, {"city": "Bonn"}, if_match="*").json()["city"] == "Bonn"


@pytest.mark.req("XC-3")
def test_who_changes_or_deletes_says_which_version(administrator: Program) -> None:
    made = administrator.make()
    one = f"{CONTACTS}/{made['id']}"
    for method in ("PATCH", "DELETE"):
        answer = administrator.ask(method, one, {"city": "Ulm"} if method == "PATCH" else None)
        assert (answer.status_code, answer.json()["type"]) == (428, "/api-reference#version-required")
    assert administrator.ask("PATCH", one, {"city": "Ulm"}, if_match='"x"').status_code == 400
    assert administrator.ask("GET", one).json()["version"] == made["version"]


def test_what_is_known_is_not_sent_again(program: Program) -> None:
    one = f"{CONTACTS}/{program.make()['id']}"
    tag = program.ask("GET", one).headers["etag"]
    again = program.ask("GET", one, if_none_match=f'"other", W/{tag}')
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    program.ask("PATCH", one, {"city": "Ulm"}, if_match=tag)
    assert program.ask("GET", one, if_none_match=tag).status_code == 200


# --- rights -----------------------------------------------------------------------------------------------------------


@pytest.mark.req("AR-5", "AR-7")
def test_rights_are_those_of_the_user(program: Program, administrator: Program) -> None:
    one = f"{CONTACTS}/{program.make()['id']}"
    refused = program.ask("DELETE", one, if_match="*")
    assert refused.status_code == 403
    assert "You are not allowed to delete" in refused.json()["detail"]
    assert administrator.ask("DELETE", one, if_match="*").status_code == 204
    assert program.ask("GET", f"{API}/core.session").status_code == 403
    assert program.ask("GET", f"{API}/nowhere").status_code == 404


@pytest.mark.req("PT-2")
def test_outsiders_read_not_found_instead_of_forbidden(browser: New, program: Program) -> None:
    program.make()
    cora = browser().sign_in("cora@example.com")
    for path in ("core.session", "base.role", "base.user/1", "base.contact/1", "nowhere"):
        answer = cora.get(f"{API}/{path}")
        assert (answer.status_code, answer.json()["detail"]) == (404, "There is nothing here that you can see."), path


@pytest.mark.req("AS-11")
def test_an_option_whose_module_is_missing_is_refused(
    program: Program, kernel: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = kernel.catalog.manifests["product"]
    option = Option("product", "base.contact", "Extras", "use_extras", "Extras")
    monkeypatch.setitem(manifest.__dict__, "options", (option,))
    answer = program.ask("POST", CONTACTS, {"name": "Weber", "use_extras": True})
    assert answer.status_code == 422
    said = f"The option Extras needs the module {manifest.title}. Turn it on from the team's settings page."
    assert answer.json()["detail"] == said


def test_without_a_key_or_session_nothing_answers(browser: New) -> None:
    for path in ("/api", API, CONTACTS, f"{CONTACTS}/1", f"{API}/openapi.json"):
        answer = browser().get(path)
        assert answer.status_code == 401, path
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["type"] == "/api-reference#unknown-key"


# --- buttons and wizards ----------------------------------------------------------------------------------------------


@pytest.fixture
def own_record(program: Program) -> str:
    """The address of the user whose key it is."""
    found = program.ask("GET", f"{API}/base.user?is.login=ann@example.com").json()["records"]
    return f"{API}/base.user/{found[0]['id']}"


@pytest.mark.req("XC-9")
def test_a_wizard_is_opened_filled_in_and_pressed(program: Program, own_record: str, browser: New) -> None:
    offered = program.ask("GET", f"{own_record}/actions").json()["actions"]
    (wizard,) = [one["wizard"] for one in offered if one["wizard"]]
    assert wizard == f"{own_record}/wizards/base.ChangePassword"
    form = program.ask("GET", wizard).json()
    names = [one["field"] for one in form["fields"]]
    (button,) = [one["name"] for one in form["buttons"]]
    wrong = program.ask("POST", f"{wizard}/press/{button}", {})
    assert wrong.status_code == 422
    assert errors(wrong)
    values = {name: PASSWORD if number == 0 else "another good one" for number, name in enumerate(names)}
    step = program.ask("POST", f"{wizard}/update", values)
    assert step.status_code == 200
    assert PASSWORD not in step.text, "what is secret goes back nowhere"
    done = program.ask("POST", f"{wizard}/press/{button}", values)
    assert done.status_code == 200, done.text
    browser().sign_in("ann@example.com", "another good one")


def test_what_is_no_button_or_wizard_is_not_found(program: Program, own_record: str) -> None:
    wizard = f"{own_record}/wizards/base.ChangePassword"
    for path in (f"{own_record}/actions/nothing", f"{wizard}/press/nothing", f"{wizard}/press/__init__"):
        assert program.ask("POST", path, {}).status_code == 404, path
    assert program.ask("GET", f"{CONTACTS}/1/wizards/base.ChangePassword").status_code == 404


# --- what cannot be read ----------------------------------------------------------------------------------------------

DEEP = b'{"name": ' + b"[" * 21 + b"]" * 21 + b"}"
MALFORMED: dict[str, tuple[bytes, int]] = {
    "no JSON": (b"name=Weber", 400),
    "half of it": (b'{"name": "We', 400),
    "NaN": (b'{"name": NaN}', 400),
    "a key twice": (b'{"name": "A", "name": "B"}', 400),
    "too deep": (DEEP, 400),
    "endlessly deep": (b"[" * 100_000, 400),
    "no UTF-8": (b'{"name": "\xff\xfe"}', 400),
    "half a pair": (b'{"name": "\\ud800"}', 400),
    "NUL": (b'{"name": "a\\u0000b"}', 400),
    "a number beyond floats": (b'{"name": "A", "color": 1e999}', 400),
    "a number without end": (b'{"name": ' + b"9" * 10_000 + b"}", 400),
    "a list": (b"[]", 422),
    "a text": (b'"x"', 422),
    "an unknown field": (b'{"name": "A", "is_admin": true}', 422),
    "an id beyond the database": (b'{"name": "A", "parent": 99999999999}', 422),
    "too long a text": (b'{"name": "' + b"x" * 500 + b'"}', 422),
    "too large": (b'{"name": "' + b"x" * 4_000_000 + b'"}', 413),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_bad_input_gets_a_clear_answer_and_leaves_nothing(program: Program, what: str) -> None:
    before = program.total()
    body, status = MALFORMED[what]
    answer = program.send(body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"]
    assert program.total() == before


def test_a_form_is_no_document(program: Program) -> None:
    answer = program.browser.post(CONTACTS, data={"name": "Weber"})
    assert (answer.status_code, answer.json()["type"]) == (415, "/api-reference#not-json")


def test_methods_that_an_address_lacks_are_named(program: Program) -> None:
    answer: Any = program.ask("PUT", CONTACTS, {})
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "POST"}


@pytest.mark.req("XC-10")
def test_own_pages_write_with_a_form_token_only(ann: Browser) -> None:
    assert ann.get(CONTACTS).status_code == 200
    assert ann.post(CONTACTS, json={"name": "Forged"}).status_code == 403
    assert ann.post(CONTACTS, json={"name": "Own"}, headers={"x-token": ann.token()}).status_code == 201
