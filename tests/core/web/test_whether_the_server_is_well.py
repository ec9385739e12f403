"""For machines: is the process alive, can it work, what are its figures; and what an error says to whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from starlette.responses import Response

from core.lifecycle.kernel import Kernel
from core.web import home
from tests.core.web.conftest import Browser

New = Callable[[], Browser]


def test_alive_and_ready(browser: New) -> None:
    visitor = browser()
    assert visitor.get("/healthz").text == "ok\n"
    assert visitor.get("/readyz").json()["generation"] >= 1


def test_not_ready_without_its_database(browser: New, kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError("SELECT", None, ConnectionError("gone"))

    monkeypatch.setattr(kernel, "state", gone)
    visitor = browser()
    assert visitor.get("/readyz").status_code == 503
    assert visitor.get("/healthz").status_code == 200


def test_figures_are_for_this_machine_only(browser: New) -> None:
    visitor = browser()
    visitor.get("/login")
    assert 'makegood_answers_total{method="GET",status="200"}' in visitor.get("/metrics").text
    assert visitor.get("/metrics", headers={"x-forwarded-for": "192.0.2.7"}).status_code == 404


def test_a_failure_tells_its_reference_and_nothing_else(ann: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Response:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(home, "sessions_of", fail)
    answer = ann.get("/preferences")
    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in answer.text
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text


def test_a_busy_database_asks_to_come_again(ann: Browser, kernel: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    class Locked(Exception):
        sqlstate = "40001"

    def busy(*_: Any, **__: Any) -> Response:
        raise OperationalError("UPDATE", None, Locked("database is locked"))

    monkeypatch.setattr(home, "sessions_of", busy)
    answer = ann.get("/preferences")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


def test_what_is_not_there_is_not_found(ann: Browser) -> None:
    answer = ann.get("/nowhere/at/all")
    assert answer.status_code == 404
    assert "Not found" in answer.text
    assert ann.post("/preferences", data={"_token": ann.token()}).status_code == 405


def test_strange_addresses_are_no_failures(ann: Browser) -> None:
    for path in ("/%00", "/a%0d%0ab", "/" + "x/" * 500, "/apps/%ff", "/files/99999999999999999999", "/login?next=%"):
        assert ann.get(path).status_code < 500, path
