"""Every address that changes something refuses what another site sends (fault 56, SPEC XC-10)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.web.addresses import CORE, PAGES
from tests.core.web.conftest import Browser

New = Callable[[], Browser]
UNSAFE = sorted(
    {
        (method, route.path.replace("{addon}", "base").replace("{page}", "contact").replace("{id:int}", "1"))
        for route in (*CORE, *PAGES)
        for method in route.methods
        if method != "GET" and route.token
    }
    | {("POST", "/login"), ("POST", "/apps/product/install")}
)


@pytest.mark.req("XC-10")
def test_without_or_with_a_wrong_token_nothing_is_done(ann: Browser, admin: Browser) -> None:
    mine, theirs = ann.token(), admin.token()
    changed = mine[:-1] + ("0" if mine[-1] != "0" else "1")
    done = []
    for method, path in UNSAFE:
        for name, value in (("{name}", "base"), ("{button}", "save"), ("{key}", "x"), ("{model}", "base.contact")):
            path = path.replace(name, value)
        for token in ("", "x", theirs, changed):
            if ann.request(method, path, data={"_token": token}).status_code != 403:
                done.append((method, path, token))
    assert not done


ELSEWHERE = (
    {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:8001"},
    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
)  # fmt: skip


@pytest.mark.req("XC-10")
def test_a_right_token_from_another_site_does_not_help(ann: Browser) -> None:
    token = ann.token()
    for headers in ELSEWHERE:
        answer = ann.post("/preferences/sessions/end", data={"_token": token}, headers=headers)
        assert answer.status_code == 403, headers
    assert ann.post("/preferences/sessions/end", data={"_token": token}).status_code == 303


def test_no_page_may_be_framed(ann: Browser) -> None:
    for path in ("/preferences", "/login", "/nowhere", "/healthz"):
        headers = ann.get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"


def test_cookies_alone_write_nothing_through_the_api(ann: Browser) -> None:
    body = {"name": "Forged"}
    assert ann.post("/api/v1/base.contact", json=body).status_code == 403
    assert ann.post("/api/v1/base.contact", json=body, headers={"x-token": ann.token()}).status_code == 201


def test_forwarded_addresses_from_strangers_are_ignored(browser: New) -> None:
    visitor = browser()
    visitor.headers.update(
        {"x-forwarded-for": "127.0.0.1", "x-forwarded-host": "evil.example", "x-remote-user": "admin"}
    )
    page = visitor.get("/login")
    assert "evil.example" not in page.text
    assert visitor.get("/preferences").status_code == 303
