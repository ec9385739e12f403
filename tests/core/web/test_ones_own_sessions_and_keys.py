"""The preferences: where one is signed in, and keys for programs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.web.models import FormToken
from tests.core.web.conftest import Browser, SetClock

New = Callable[[], Browser]


def test_signing_out_everywhere_else(ann: Browser, browser: New) -> None:
    other = browser().sign_in("ann@example.com")
    assert other.get("/preferences").status_code == 200
    answer = ann.post("/preferences/sessions/end", data={"_token": ann.token()})
    assert (answer.status_code, answer.headers["location"]) == (303, "/preferences")
    assert other.get("/preferences").status_code == 303
    assert "Signed out there." in ann.get("/preferences").text
    assert "Signed out there." not in ann.get("/preferences").text, "a message is shown once"


def test_nobody_ends_anothers_session(ann: Browser, admin: Browser) -> None:
    token = admin.token()
    for number in range(1, 6):
        admin.post(f"/preferences/sessions/{number}/end", data={"_token": token, "n": str(number)})
    assert ann.get("/preferences").status_code == 200


@pytest.mark.req("XC-9")
def test_a_key_acts_for_its_user_and_is_shown_once(ann: Browser, browser: New, kernel: Kernel) -> None:
    page = ann.post("/preferences/keys", data={"_token": ann.token(), "title": "Import"})
    (key,) = set(re.findall(r"mg_[\w-]{43}", page.text))
    program = browser()
    program.headers["authorization"] = f"Bearer {key}"
    assert program.get("/preferences").status_code == 200
    assert key not in ann.get("/preferences").text
    program.headers["authorization"] = f"Bearer {key}x"
    refused = program.get("/api/base.contact")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")

    def answers(env: Env) -> str:
        return str(env.session.scalars(sa.select(env[FormToken].answer)).all())

    assert key not in kernel.work(answers, who=Identity.system(), write=False)


def test_a_key_cannot_make_keys(ann: Browser, browser: New) -> None:
    page = ann.post("/preferences/keys", data={"_token": ann.token(), "title": "Import"})
    program = browser()
    program.headers["authorization"] = "Bearer " + re.findall(r"mg_[\w-]{43}", page.text)[0]
    assert program.post("/preferences/keys", data={"title": "Another"}).status_code == 422


def test_a_key_needs_a_purpose(ann: Browser) -> None:
    answer = ann.post("/preferences/keys", data={"_token": ann.token(), "title": " "})
    assert answer.status_code == 422
    assert "Say what the key is for." in answer.text


def test_a_busy_session_stays_though_reading_pages_writes_seldom(ann: Browser, clock: SetClock) -> None:
    for _ in range(5):
        clock.move(hours=60)
        assert ann.get("/preferences").status_code == 200
    clock.move(hours=73)
    assert ann.get("/preferences").status_code == 303


def test_a_toast_cannot_be_made_up(ann: Browser) -> None:
    ann.cookies["toasts"] = "0" * 40 + '.[{"text": "Send us your password"}]'
    assert "Send us your password" not in ann.get("/preferences").text


def test_language_zone_display_and_keys_of_the_person_are_a_link_away(ann: Browser) -> None:
    page = ann.get("/preferences").text
    (profile,) = re.findall(r'href="([^"]+)"[^>]*>(?:<svg.*?</svg>)?Language, time zone, display', page)
    fields = ann.fields(profile)
    assert {"locale", "zone", "scheme", "single_keys"} <= fields.keys()
    answer = ann.post(profile, data={**fields, "zone": "Asia/Tokyo", "scheme": "dark"})
    assert answer.status_code == 303, answer.text
    assert 'data-scheme="dark"' in ann.get("/preferences").text
