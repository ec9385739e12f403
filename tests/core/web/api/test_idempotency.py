"""Idempotency keys: one effect and one answer for any number of equal calls (SPEC XC-2)."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.core.web.api.conftest import API, CONTACTS, New, Program
from tests.core.web.conftest import Browser, SetClock


@pytest.mark.req("XC-2")
def test_the_same_call_has_one_effect_and_one_answer(program: Program) -> None:
    first = program.ask("POST", CONTACTS, {"name": "Weber"}, idempotency_key="a1")
    again = program.ask("POST", CONTACTS, {"name": "Weber"}, idempotency_key="a1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert [again.headers[name] for name in ("location", "etag")] == [first.headers[n] for n in ("location", "etag")]
    assert ("idempotent-replayed" in first.headers, again.headers["idempotent-replayed"]) == (False, "true")
    assert program.total("q=weber") == 1
    other = program.ask("POST", CONTACTS, {"name": "Weber"}, idempotency_key="a2")
    assert other.json()["id"] != first.json()["id"]


@pytest.mark.req("XC-2")
def test_a_key_stands_for_one_call_only(program: Program) -> None:
    assert program.ask("POST", CONTACTS, {"name": "Weber"}, idempotency_key="a1").status_code == 201
    for path, body in ((CONTACTS, {"name": "Huber"}), (f"{API}/base.contact_tag", {"name": "Weber"})):
        answer = program.ask("POST", path, body, idempotency_key="a1")
        assert answer.status_code == 422
        assert answer.json()["detail"] == "This Idempotency-Key was used for another request."
    assert program.total("q=huber") == 0


@pytest.mark.req("XC-2")
def test_every_kind_of_write_takes_one(administrator: Program) -> None:
    one = f"{CONTACTS}/{administrator.make()['id']}"
    tag = administrator.ask("GET", one).headers["etag"]
    calls: list[tuple[str, str, Any]] = [
        ("PATCH", one, {"city": "Ulm"}), ("POST", f"{one}/archive", None), ("DELETE", one, None)
    ]  # fmt: skip
    for method, path, body in calls:
        headers = {"idempotency_key": method + path, "if_match": tag if method == "PATCH" else "*"}
        answers = [administrator.ask(method, path, body, **headers) for _ in range(2)]
        assert answers[0].status_code < 300, answers[0].text
        assert answers[0].content == answers[1].content
        assert answers[1].headers["idempotent-replayed"] == "true"


def test_what_was_refused_may_be_mended_under_the_same_key(program: Program) -> None:
    assert program.ask("POST", CONTACTS, {"name": ""}, idempotency_key="a1").status_code == 422
    assert program.ask("POST", CONTACTS, {"name": "Weber"}, idempotency_key="a1").status_code == 201


def test_a_key_belongs_to_its_caller_and_lasts_a_day(program: Program, administrator: Program, clock: SetClock) -> None:
    ids = {
        one.ask("POST", CONTACTS, {"name": "W"}, idempotency_key="a1").json()["id"] for one in (program, administrator)
    }
    assert len(ids) == 2
    clock.move(hours=23, minutes=59)
    assert program.ask("POST", CONTACTS, {"name": "W"}, idempotency_key="a1").json()["id"] in ids
    clock.move(minutes=2)
    assert program.ask("POST", CONTACTS, {"name": "W"}, idempotency_key="a1").json()["id"] not in ids


@pytest.mark.parametrize("key", ["", "x" * 201, "with blank", "tab\tinside"])
def test_what_is_no_key_is_refused(program: Program, key: str) -> None:
    assert program.ask("POST", CONTACTS, {"name": "Weber"}, idempotency_key=key).status_code == 400
    assert program.total() == program.total("q=")


@pytest.mark.req("XC-2")
def test_calls_at_the_same_time_have_one_effect(program: Program, browser: New, app: Any) -> None:
    def call(_: int) -> tuple[int, bytes]:
        one = Program(Browser(app), program.key)
        try:
            answer = one.ask("POST", CONTACTS, {"name": "Weber"}, idempotency_key="at-once")
            return answer.status_code, answer.content
        finally:
            one.browser.close()

    with ThreadPoolExecutor(8) as threads:
        answers = Counter(threads.map(call, range(24)))
    assert [status for status, _ in answers] == [201], answers
    assert program.total("q=weber") == 1
