"""API keys: made by their owner, shown once, hashed at rest; less than the owner may, and gone with the owner."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.orm.audit import AuditEntry
from core.orm.env import Env
from core.orm.identity import Identity
from core.web.models import ApiKey, FormToken
from tests.core.web.api.conftest import API, CONTACTS, Program, make_key
from tests.core.web.conftest import Browser, SetClock

New = Callable[[], Browser]


def stored(kernel: Kernel, *columns: str) -> list[tuple[object, ...]]:
    def read(env: Env) -> list[tuple[object, ...]]:
        wanted = [getattr(env[ApiKey], name) for name in columns]
        return [tuple(row) for row in env.session.execute(sa.select(*wanted).order_by(env[ApiKey].id))]

    return kernel.work(read, who=Identity.system(), write=False)


@pytest.mark.req("XC-9")
def test_a_key_acts_for_its_owner_and_is_shown_once(ann: Browser, browser: New, kernel: Kernel) -> None:
    key = make_key(ann, title="Import")
    assert Program(browser(), key).ask("GET", CONTACTS).status_code == 200
    page = ann.get("/preferences").text
    assert key not in page and key[:8] in page and "Import" in page
    wrong = Program(browser(), key + "x").ask("GET", CONTACTS)
    assert (wrong.status_code, wrong.headers["www-authenticate"]) == (401, "Bearer")

    def everything(env: Env) -> str:
        return str(
            [env.session.execute(sa.select(env[one].__table__)).all() for one in (ApiKey, FormToken, AuditEntry)]
        )

    assert key not in kernel.work(everything, who=Identity.system(), write=False)


def test_a_key_opens_the_api_and_no_page(program: Program) -> None:
    assert program.ask("GET", "/preferences").status_code == 303
    answer = program.browser.post("/preferences/keys", data={"title": "Another"})
    assert answer.status_code == 303, "a key cannot make keys"
    assert answer.headers["location"] == "/login"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", " ", "Say in at most 80 characters what the key is for."),
        ("days", "0", "A key lasts 1 to 3650 days."),
        ("days", "soon", "Enter a number."),
        ("scope", "everything", "Choose one of the offered values."),
        ("models", "no.model", "There are no records of the type no.model."),
    ],
)
def test_what_cannot_be_a_key_is_refused_and_the_form_kept(
    ann: Browser, kernel: Kernel, field: str, value: str, said: str
) -> None:
    data = {"_token": ann.token(), "title": "Kept name", field: value}
    answer = ann.post("/preferences/keys", data=data)
    assert answer.status_code == 422
    assert said in answer.text
    assert field == "title" or "Kept name" in answer.text
    assert stored(kernel, "id") == []


@pytest.mark.req("AR-5")
def test_a_key_that_only_reads_changes_nothing(ann: Browser, browser: New, program: Program) -> None:
    made = program.make()
    reader = Program(browser(), make_key(ann, scope="read"))
    one = f"{CONTACTS}/{made['id']}"
    assert reader.ask("GET", one).json()["name"] == "Weber"
    for method, path in (("POST", CONTACTS), ("PATCH", one), ("DELETE", one), ("POST", f"{one}/archive")):
        answer = reader.ask(method, path, {"name": "X"} if method != "DELETE" else None, if_match="*")
        assert (answer.status_code, answer.json()["detail"]) == (403, "This key may only read."), path
    assert "post" not in reader.ask("GET", f"{API}/openapi.json").json()["paths"][CONTACTS]
    assert reader.ask("GET", one).json() == program.ask("GET", one).json()


@pytest.mark.req("AR-5")
def test_a_key_for_some_records_knows_no_others(ann: Browser, browser: New) -> None:
    narrow = Program(browser(), make_key(ann, models=["base.contact"]))
    assert narrow.ask("GET", CONTACTS).status_code == 200
    answer = narrow.ask("GET", f"{API}/base.user")
    assert (answer.status_code, answer.json()["detail"]) == (403, "This key is not for base.user.")
    assert [one["model"] for one in narrow.ask("GET", API).json()["models"]] == ["base.contact"]
    paths = narrow.ask("GET", f"{API}/openapi.json").json()["paths"]
    assert paths and all(path.startswith(CONTACTS) for path in paths)


def test_a_key_ends_on_its_day(ann: Browser, browser: New, clock: SetClock) -> None:
    program = Program(browser(), make_key(ann, days="2"))
    for_ever = Program(browser(), make_key(ann, days=""))
    clock.move(days=2, seconds=-1)
    assert program.ask("GET", CONTACTS).status_code == 200
    clock.move(seconds=2)
    assert program.ask("GET", CONTACTS).status_code == 401
    clock.move(days=9_999)
    assert for_ever.ask("GET", CONTACTS).status_code == 200


@pytest.mark.req("XC-8")
def test_only_its_owner_revokes_a_key_and_the_audit_log_tells(
    program: Program, ann: Browser, admin: Browser, kernel: Kernel
) -> None:
    ((number,),) = stored(kernel, "id")
    admin.post(f"/preferences/keys/{number}/end", data={"_token": admin.token()})
    assert program.ask("GET", CONTACTS).status_code == 200
    ann.post(f"/preferences/keys/{number}/end", data={"_token": ann.token()})
    assert program.ask("GET", CONTACTS).status_code == 401

    def entries(env: Env) -> list[tuple[str, str]]:
        entry = env[AuditEntry]
        found = env.session.scalars(sa.select(entry).where(entry.record_model == "core.api_key").order_by(entry.id))
        return [(one.operation, one.user_name) for one in found]

    assert kernel.work(entries, who=Identity.system(), write=False) == [("create", "Ann"), ("delete", "Ann")]


def test_keys_end_with_the_deactivation_of_their_owner(
    program: Program, admin: Browser, administrator: Program, kernel: Kernel
) -> None:
    users = administrator.ask("GET", f"{API}/base.user?is.login=ann@example.com").json()["records"]
    one = f"{API}/base.user/{users[0]['id']}"
    assert administrator.ask("POST", f"{one}/archive").status_code == 200
    assert program.ask("GET", CONTACTS).status_code == 401
    assert administrator.ask("POST", f"{one}/unarchive").status_code == 200
    assert program.ask("GET", CONTACTS).status_code == 401, "who comes back makes new keys"
    assert len(stored(kernel, "id")) == 1


def test_the_owner_sees_when_a_key_was_used_last(program: Program, kernel: Kernel, clock: SetClock) -> None:
    assert stored(kernel, "used_at") == [(None,)]
    program.ask("GET", CONTACTS)
    first = clock.at
    clock.move(minutes=3)
    assert stored(kernel, "used_at") == [(first,)]
    program.ask("GET", CONTACTS)
    assert stored(kernel, "used_at") == [(clock.at,)]
