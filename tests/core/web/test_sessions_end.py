"""Sessions: hashed at rest, new at each sign-in, ended by sign-out, revocation, idleness and age (fault 52)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.datastructures import Headers, QueryParams

from core.web.asked import Asked, Visit, hashed
from core.web.models import SignIn
from core.web.sessions import (
    ABSOLUTE,
    IDLE,
    NOTED_EVERY,
    end_sessions,
    note_use,
    recognise,
    sessions_of,
    start_session,
)  # fmt: skip
from tests.core.web.conftest import SetClock

System = Callable[..., Any]


def asked(key: str = "") -> Asked:
    headers = {"user-agent": "Browser", **({"authorization": f"Bearer {key}"} if key else {})}
    return Asked("GET", "/", QueryParams(), Headers(headers), {}, address="192.0.2.7")


def start(system: System, user_id: int = 7, before: str = "") -> str:
    request = asked()
    request.visit = Visit(visitor=hashed(before) if before else "")
    cookie: str = system(lambda env: start_session(env, user_id, request))
    return cookie


def who(system: System, cookie: str) -> int | None:
    user_id: int | None = system(lambda env: recognise(env, asked(), cookie).user_id)
    return user_id


def test_only_the_cookie_signs_in_and_only_its_hash_is_stored(system: System) -> None:
    cookie = start(system)
    assert len(cookie) >= 43
    assert who(system, cookie) == 7
    assert who(system, cookie + "x") is None
    assert who(system, "") is None
    stored = system(lambda env: env.transaction.connection.execute(sa.select(env[SignIn].__table__)).all())
    assert cookie not in str(stored)
    assert who(system, stored[0].key_hash) is None


def test_signing_in_again_makes_the_old_cookie_worthless(system: System) -> None:
    first = start(system)
    second = start(system, before=first)
    assert who(system, first) is None
    assert who(system, second) == 7


def test_a_session_ends_by_idleness_and_by_age(system: System, clock: SetClock) -> None:
    idle, used = start(system), start(system)
    for _ in range(int(ABSOLUTE / (IDLE / 2)) - 1):
        clock.move(seconds=(IDLE / 2).total_seconds())
        visit = system(lambda env: recognise(env, asked(), used))
        assert visit.user_id == 7
        system(lambda env, session=visit.session_id: note_use(env, session))
    assert who(system, idle) is None
    clock.move(seconds=(IDLE / 2).total_seconds() + 1)
    assert who(system, used) is None


def test_use_is_noted_seldom(system: System, clock: SetClock) -> None:
    cookie = start(system)

    def visit() -> Visit:
        found: Visit = system(lambda env: recognise(env, asked(), cookie))
        return found

    clock.move(seconds=NOTED_EVERY.total_seconds() - 1)
    assert not visit().use_is_due
    clock.move(seconds=2)
    assert visit().use_is_due
    session = visit().session_id or 0
    system(lambda env: note_use(env, session))
    assert not visit().use_is_due


def test_sessions_are_ended_one_all_and_all_but_this(system: System) -> None:
    here, there, others = start(system), start(system), start(system, user_id=8)
    lines = system(lambda env: sessions_of(env, 7, None))
    assert [(one.device, one.address) for one in lines] == [("Browser", "192.0.2.7")] * 2
    mine = system(lambda env: recognise(env, asked(), here).session_id)
    theirs = system(lambda env: recognise(env, asked(), others).session_id)
    # Nobody ends another one's session by its number.
    assert system(lambda env: end_sessions(env, user_id=7, session_id=theirs)) == 0
    assert system(lambda env: end_sessions(env, user_id=7, but=mine)) == 1
    assert (who(system, here), who(system, there), who(system, others)) == (7, None, 8)
    assert system(lambda env: end_sessions(env, user_id=7)) == 1
    assert who(system, here) is None


def test_nothing_given_ends_nothing(system: System) -> None:
    cookie = start(system)
    with pytest.raises(ValueError, match="whose"):
        system(lambda env: end_sessions(env))
    assert who(system, cookie) == 7


def test_a_key_that_was_shown_wins_over_the_cookie(system: System) -> None:
    cookie = start(system)
    visit = system(lambda env: recognise(env, asked("mg_wrong"), cookie))
    assert (visit.user_id, visit.by_key) == (None, True)


def test_limits_are_what_the_documents_say() -> None:
    assert (timedelta(days=30), timedelta(hours=72)) == (ABSOLUTE, IDLE)
