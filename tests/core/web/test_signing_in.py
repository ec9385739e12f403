"""Signing in and out over HTTP (faults 52, 53, 56, 57)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.web.models import Attempt
from core.web.sign_in import PER_LOGIN, WRONG
from tests.core.web.conftest import PASSWORD, Browser, SetClock

New = Callable[[], Browser]


def attempt(browser: Browser, login: str, password: str = "wrong password") -> int:
    fields = browser.fields("/login")
    return browser.post("/login", data={**fields, "login": login, "password": password}).status_code


def test_who_is_not_signed_in_is_led_to_the_form_and_back(browser: New) -> None:
    visitor = browser()
    answer = visitor.get("/preferences?tab=a")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fpreferences%3Ftab%3Da")
    fields = visitor.fields(answer.headers["location"])
    done = visitor.post("/login", data={**fields, "login": "ann@example.com", "password": PASSWORD})
    assert (done.status_code, done.headers["location"]) == (303, "/preferences?tab=a")
    assert visitor.get("/preferences").status_code == 200


def test_signing_in_leads_to_own_pages_only(browser: New) -> None:
    for target in ("//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"):
        visitor = browser()
        fields = visitor.fields("/login")
        done = visitor.post("/login", data={**fields, "login": "ann@example.com", "password": PASSWORD, "next": target})
        assert done.headers["location"] == "/", target


def test_wrong_and_unknown_are_answered_alike(browser: New) -> None:
    visitor = browser()
    pages = []
    for login in ("ann@example.com", "nobody@example.com"):
        fields = visitor.fields("/login")
        answer = visitor.post("/login", data={**fields, "login": login, "password": "wrong password"})
        assert answer.status_code == 422
        assert WRONG in answer.text
        pages.append(answer.text.replace(login, ""))
    lines = [[line for line in page.splitlines() if "nonce" not in line and "_token" not in line] for page in pages]
    assert lines[0] == lines[1]


def test_the_cookie_is_new_at_each_sign_in_and_hidden_from_scripts(browser: New) -> None:
    visitor = browser()
    visitor.get("/login")
    before = visitor.cookies["session"]
    fields = visitor.fields("/login")
    answer = visitor.post("/login", data={**fields, "login": "ann@example.com", "password": PASSWORD})
    assert visitor.cookies["session"] != before
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith("session=")]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    # Fixation: the cookie from before signs nobody in.
    visitor.cookies.clear()
    visitor.cookies["session"] = before
    assert visitor.get("/preferences").status_code == 303


def test_signing_out_ends_the_session_at_once(ann: Browser, browser: New) -> None:
    cookie, token = ann.cookies["session"], ann.token()
    assert ann.post("/logout", data={"_token": token}).headers["location"] == "/login"
    thief = browser()
    thief.cookies["session"] = cookie
    assert thief.get("/preferences").status_code == 303


def test_a_new_password_signs_out_everywhere(ann: Browser, kernel: Kernel) -> None:
    def change(env: Env) -> None:
        assert env.hook.set_password(env=env, login="ann@example.com", password="another good one")

    assert ann.get("/preferences").status_code == 200
    kernel.work(change, who=Identity.system())
    assert ann.get("/preferences").status_code == 303


def test_guessing_is_stopped_and_time_forgives(browser: New, clock: SetClock) -> None:
    visitor = browser()
    assert [attempt(visitor, "ann@example.com") for _ in range(PER_LOGIN)] == [422] * PER_LOGIN
    fields = visitor.fields("/login")
    stopped = visitor.post("/login", data={**fields, "login": "ann@example.com", "password": PASSWORD})
    assert stopped.status_code == 429
    assert "Too many attempts. Try again later." in stopped.text
    assert int(stopped.headers["retry-after"]) > 0
    assert attempt(visitor, "admin@example.com") == 422
    clock.move(minutes=16)
    assert attempt(visitor, "ann@example.com", PASSWORD) == 303


def test_the_right_password_forgives_wrong_ones(browser: New) -> None:
    visitor = browser()
    for _ in range(3):
        assert [attempt(visitor, "ann@example.com") for _ in range(PER_LOGIN - 1)] == [422] * (PER_LOGIN - 1)
        assert attempt(visitor, "ann@example.com", PASSWORD) == 303
        visitor.cookies.clear()
        break


def test_an_address_that_tries_many_names_is_stopped_and_fills_no_table(
    browser: New, kernel: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.web.sign_in.PER_ADDRESS", 5)
    visitor = browser()
    answers = [attempt(visitor, f"name{number}@example.com") for number in range(12)]
    assert answers == [422] * 5 + [429] * 7

    def rows(env: Env) -> int:
        return int(env.session.scalar(sa.select(sa.func.count()).select_from(env[Attempt])) or 0)

    assert kernel.work(rows, who=Identity.system(), write=False) == 6


def test_signing_in_needs_a_token_of_the_same_browser(browser: New) -> None:
    mine, other = browser(), browser()
    fields = other.fields("/login")
    data = {**fields, "login": "ann@example.com", "password": PASSWORD}
    assert mine.post("/login", data=data).status_code == 403
    mine.get("/login")
    assert mine.post("/login", data=data).status_code == 403
    assert mine.post("/login", data={**data, "_token": ""}).status_code == 403


def test_who_is_signed_in_is_not_asked_again(ann: Browser) -> None:
    answer = ann.get("/login?next=/preferences")
    assert (answer.status_code, answer.headers["location"]) == (303, "/preferences")


def test_secure_sites_use_a_host_cookie(kernel: Kernel, tmp_path: object) -> None:
    from core.settings import read_settings
    from core.web.site import Site

    settings = read_settings({"MAKEGOOD_VAR": str(tmp_path), "MAKEGOOD_BASE_URL": "https://desk.example"})
    site = Site(kernel, settings, ())
    assert (site.cookie, site.secure) == ("__Host-session", True)
    site.pool.shutdown()
