"""Budgets of keys: counted in the database, shared by all workers, told in headers."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.web.api.keys import make_key
from core.web.api.rates import LARGEST_PARCEL, take
from core.web.asked import hashed
from core.web.models import ApiKey
from core.web.site import create_app
from tests.core.web.api.conftest import CONTACTS, Program
from tests.core.web.conftest import Browser, SetClock

LIMIT = 40


@pytest.fixture
def key(kernel: Kernel) -> str:
    return kernel.work(lambda env: make_key(env, 2, "Tests"), who=Identity.system())


@pytest.fixture
def two_workers(app: Any, kernel: Kernel, key: str) -> Any:
    """The same program at two workers on one database."""
    settings = replace(app.state.site.settings, api_rate=LIMIT)
    apps = [create_app(settings, kernel=kernel) for _ in range(2)]
    programs = [Program(Browser(one), key) for one in apps]
    yield programs
    for one in programs:
        one.browser.close()
    for one in apps:
        one.state.site.pool.shutdown()


def left(answer: Any) -> int:
    return int(re.search(r"r=(\d+)", answer.headers["ratelimit"])[1])  # type: ignore[index]


@pytest.mark.req("XC-9")
def test_workers_together_keep_to_the_limit_of_a_minute(two_workers: list[Program], clock: SetClock) -> None:
    answers = [two_workers[turn % 2].ask("GET", CONTACTS) for turn in range(LIMIT + 20)]
    done = [one.status_code for one in answers].count(200)
    assert LIMIT - 2 <= done <= LIMIT
    refused = answers[-1]
    assert (refused.status_code, refused.json()["type"]) == (429, "/api-reference#too-many")
    assert refused.headers["retry-after"] == "60"
    assert refused.headers["ratelimit-policy"] == f'"key";q={LIMIT};w=60'
    assert refused.headers["ratelimit"] == '"key";r=0;t=60'
    assert left(answers[0]) < LIMIT
    assert left(answers[LIMIT // 2]) < left(answers[0])
    clock.move(seconds=60)
    assert two_workers[0].ask("GET", CONTACTS).status_code == 200


def test_most_requests_write_nothing(two_workers: list[Program], kernel: Kernel) -> None:
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith("UPDATE core_api_key"):
            seen.append(statement)

    sa.event.listen(kernel.database.engine, "before_cursor_execute", note)
    try:
        for _ in range(LIMIT):
            two_workers[0].ask("GET", CONTACTS)
    finally:
        sa.event.remove(kernel.database.engine, "before_cursor_execute", note)
    assert len(seen) < LIMIT / 2


def test_parcels_taken_at_once_never_exceed_the_budget(kernel: Kernel, key: str) -> None:
    def one(_: int) -> int:
        work: Callable[[Env], tuple[int, int]] = lambda env: take(env, hashed(key), 7, 100)  # noqa: E731
        return kernel.work(work, who=Identity.system())[0]

    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(one, range(60)))
    assert sum(taken) == 100
    assert max(taken) <= LARGEST_PARCEL

    def spent(env: Env) -> Any:
        return env.session.scalar(sa.select(env[ApiKey].spent))

    assert kernel.work(spent, who=Identity.system()) == 100


def test_sessions_and_unknown_keys_are_not_counted(ann: Browser, browser: Callable[[], Browser]) -> None:
    assert "ratelimit" not in ann.get(CONTACTS).headers
    wrong = Program(browser(), "mg_wrong").ask("GET", CONTACTS)
    assert (wrong.status_code, "ratelimit" in wrong.headers) == (401, False)
