"""The JSON API: same records, forms, rights and messages as the pages (SPEC XC-9, AR-5)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from core.lifecycle.kernel import Kernel
from core.lifecycle.manifest import Option
from tests.core.web.conftest import PASSWORD, Browser

New = Callable[[], Browser]
CONTACTS = "/api/base.contact"


class Program:
    """A program with an API key, and no cookies."""

    def __init__(self, person: Browser, browser: Browser) -> None:
        page = person.post("/preferences/keys", data={"_token": person.token(), "title": "Tests"})
        self.browser = browser
        browser.headers["authorization"] = "Bearer " + re.findall(r"mg_[\w-]{43}", page.text)[0]
        del browser.headers["origin"]

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        more: dict[str, Any] = {} if body is None else {"json": body}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.browser.request(method, path, headers=named, **more)


@pytest.fixture
def program(ann: Browser, browser: New) -> Program:
    return Program(ann, browser())


@pytest.fixture
def administrator(admin: Browser, browser: New) -> Program:
    return Program(admin, browser())


def contact(program: Program, name: str = "Weber", **values: Any) -> dict[str, Any]:
    answer = program.ask("POST", CONTACTS, {"values": {"name": name, **values}})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"{CONTACTS}/{made['id']}"
    return made


@pytest.mark.req("XC-9")
def test_records_are_made_read_changed_and_found(program: Program) -> None:
    made = contact(program, email="weber@example.com")
    one = f"{CONTACTS}/{made['id']}"
    assert program.ask("GET", one).json()["email"] == "weber@example.com"
    changed = program.ask("PATCH", one, {"values": {"city": "Ulm"}, "version": made["version"]})
    assert (changed.status_code, changed.json()["city"]) == (200, "Ulm")
    found = program.ask("GET", f"{CONTACTS}?q=weber&fields=city,email&sort=-name&limit=5").json()
    assert found["total"] == 1
    (record,) = found["records"]
    assert (record["city"], record["email"], record["id"]) == ("Ulm", "weber@example.com", made["id"])
    assert "phone" not in record
    assert program.ask("GET", f"{CONTACTS}?city=Ulm").json()["total"] == 1
    assert program.ask("GET", f"{CONTACTS}?city=Bonn").json()["total"] == 0


@pytest.mark.req("XC-4")
def test_problems_come_with_their_paths(program: Program) -> None:
    answer = program.ask("POST", CONTACTS, {"values": {"name": ""}})
    assert answer.status_code == 422
    assert [problem["path"] for problem in answer.json()["error"]["problems"]] == ["name"]


@pytest.mark.req("XC-3")
def test_an_old_version_is_refused(program: Program, administrator: Program) -> None:
    made = contact(program)
    one = f"{CONTACTS}/{made['id']}"
    assert administrator.ask("PATCH", one, {"values": {"city": "Ulm"}}).status_code == 200
    answer = program.ask("PATCH", one, {"values": {"city": "Bonn"}, "version": made["version"]})
    assert answer.status_code == 409
    expected = "This record was changed by Admin. Reload to see the changes."
    assert answer.json()["error"]["message"] == expected
    assert program.ask("GET", one).json()["city"] == "Ulm"


@pytest.mark.req("XC-2")
def test_an_idempotency_key_makes_a_call_have_one_effect(program: Program) -> None:
    body = {"values": {"name": "Weber"}}
    first = program.ask("POST", CONTACTS, body, idempotency_key="a1")
    second = program.ask("POST", CONTACTS, body, idempotency_key="a1")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert program.ask("GET", f"{CONTACTS}?q=weber").json()["total"] == 1
    assert program.ask("POST", CONTACTS, body, idempotency_key="a2").json()["id"] != first.json()["id"]


SENSELESS = (
    "sort=password_hash", "password_hash=x", "fields=password_hash", "sort=nonsense", "nonsense=1", "limit=9999",
    "limit=-1", "offset=x", "created_at=yesterday", "id=1e3", "active=perhaps", "sort=people",
)  # fmt: skip


@pytest.mark.req("AR-5")
def test_only_readable_fields_can_be_asked_about(program: Program) -> None:
    answers = {query: program.ask("GET", f"{CONTACTS}?{query}").status_code for query in SENSELESS}
    assert answers == dict.fromkeys(SENSELESS, 400)


def test_strange_words_find_nothing_and_break_nothing(program: Program) -> None:
    contact(program)
    for q in ("%", "_", "'", "\\", "' OR 1=1 --", "é", "x" * 500, "%%%%%%"):
        answer = program.browser.get(CONTACTS, params={"q": q})
        assert (answer.status_code, answer.json()["total"]) == (200, 0), q


@pytest.mark.req("AR-5", "AR-7")
def test_rights_are_those_of_the_user(program: Program, administrator: Program) -> None:
    made = contact(program)
    one = f"{CONTACTS}/{made['id']}"
    refused = program.ask("DELETE", one)
    assert refused.status_code == 403
    assert "You are not allowed to delete" in refused.json()["error"]["message"]
    assert administrator.ask("DELETE", one).status_code == 204
    assert program.ask("GET", one).status_code == 404
    assert program.ask("GET", "/api/core.session").status_code in (403, 404)
    assert program.ask("GET", "/api/nowhere").status_code == 404


def test_a_read_only_field_cannot_be_written(program: Program) -> None:
    made = contact(program)
    for name in ("id", "version", "created_by_id", "commercial_id", "nonsense"):
        answer = program.ask("PATCH", f"{CONTACTS}/{made['id']}", {"values": {name: 1}})
        assert answer.status_code == 400, name


def test_bodies_of_another_shape_are_refused(program: Program) -> None:
    for body in ([], "x", 5, {"values": []}, {"values": {"people": 5}}, {"version": "x"}, {"without": 1}):
        assert program.ask("POST", CONTACTS, body).status_code in (400, 422), body


@pytest.mark.req("AS-11")
def test_an_option_whose_module_is_missing_is_refused(
    program: Program, kernel: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = kernel.catalog.manifests["product"]
    option = Option("product", "base.contact", "Extras", "use_extras", "Extras")
    monkeypatch.setitem(manifest.__dict__, "options", (option,))
    answer = program.ask("POST", CONTACTS, {"values": {"name": "Weber", "use_extras": True}})
    assert answer.status_code == 422
    said = f"The option Extras needs the module {manifest.title}. Turn it on from the team's settings page."
    assert answer.json()["error"]["message"] == said


@pytest.mark.req("XC-9")
def test_wizards_are_opened_and_pressed(program: Program, browser: New) -> None:
    path = "/api/wizard/base.ChangePassword"
    on = program.ask("GET", "/api/base.user?login=ann@example.com").json()["records"][0]["id"]
    form = program.ask("GET", f"{path}?on={on}").json()
    assert form["title"] == "Change password" or form["fields"]
    (button,) = [one["name"] for one in form["buttons"]][:1]
    wrong = program.ask("POST", f"{path}/{button}?on={on}", {"values": {}})
    assert wrong.status_code == 422
    assert wrong.json()["error"]["problems"]
    names = [one["path"] for one in form["fields"]]
    values = {name: PASSWORD if number == 0 else "another good one" for number, name in enumerate(names)}
    assert program.ask("POST", f"{path}/{button}?on={on}", {"values": values}).status_code == 200
    browser().sign_in("ann@example.com", "another good one")


def test_the_description_names_what_the_user_may_do(program: Program, administrator: Program) -> None:
    described = program.ask("GET", "/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]["/api/base.contact"]) == {"get", "post"}
    assert "delete" not in described["paths"]["/api/base.contact/{id}"]
    assert "delete" in administrator.ask("GET", "/api/openapi.json").json()["paths"]["/api/base.contact/{id}"]
    assert "/api/core.session" not in described["paths"]
    assert "base.contact" in [one["model"] for one in program.ask("GET", "/api").json()["models"]]


def test_without_a_key_or_session_nothing_answers(browser: New) -> None:
    for path in ("/api", CONTACTS, f"{CONTACTS}/1", "/api/openapi.json"):
        answer = browser().get(path)
        assert answer.status_code == 401, path
        assert answer.json()["error"]["status"] == 401
