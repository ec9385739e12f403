"""The preferences: where one is signed in, and keys for programs."""

from __future__ import annotations

import re
from collections.abc import Callable

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
