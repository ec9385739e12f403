"""Programs with API keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.core.web.conftest import Browser

New = Callable[[], Browser]
API = "/api/v1"
CONTACTS = f"{API}/base.contact"


class Program:
    """A program with an API key, and no cookies."""

    def __init__(self, browser: Browser, key: str) -> None:
        self.browser, self.key = browser, key
        browser.headers["authorization"] = f"Bearer {key}"
        browser.headers.pop("origin", None)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """One call; header names are written with underscores."""
        more: dict[str, Any] = {} if body is None else {"json": body}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.browser.request(method, path, headers=named, **more)

    def send(self, body: bytes, path: str = CONTACTS) -> httpx.Response:
        """Sends bytes that say that they are JSON."""
        return self.browser.post(path, content=body, headers={"content-type": "application/json"})

    def make(self, name: str = "Weber", **values: Any) -> dict[str, Any]:
        """A new contact."""
        answer = self.ask("POST", CONTACTS, {"name": name, **values})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def total(self, query: str = "") -> int:
        """How many contacts there are."""
        found: int = self.ask("GET", f"{CONTACTS}?{query}").json()["total"]
        return found


def make_key(person: Browser, **fields: str | list[str]) -> str:
    """A key that somebody makes on the own page."""
    data = {"_token": person.token(), "title": "Tests", **fields}
    page = person.post("/preferences/keys", data=data)
    assert page.status_code == 200, page.text
    (key,) = set(re.findall(r"mg_[\w-]{43}", page.text))
    return str(key)


@pytest.fixture
def program(ann: Browser, browser: New) -> Program:
    """A program of somebody who works here."""
    return Program(browser(), make_key(ann))


@pytest.fixture
def administrator(admin: Browser, browser: New) -> Program:
    """A program of an administrator."""
    return Program(browser(), make_key(admin))


def errors(answer: httpx.Response) -> dict[str, str]:
    """What is wrong, by field."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return {one["field"]: one["detail"] for one in answer.json()["errors"]}
