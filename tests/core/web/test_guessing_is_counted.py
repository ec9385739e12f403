"""Limits on guessing: counted in the database, over all workers, in a table that stays small (fault 53)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.web import attempts
from core.web.attempts import forgive, network, spend
from core.web.models import Attempt
from tests.core.web.conftest import SetClock

WINDOW = timedelta(minutes=15)


def attempt(what: str = "ann", limit: int = 3) -> Callable[[Env], bool]:
    return lambda env: spend(env, "sign-in", what, limit=limit, window=WINDOW)


def rows(env: Env) -> int:
    table = env[Attempt].__table__  # type: ignore[attr-defined]
    return int(env.transaction.connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def test_after_the_limit_the_window_must_pass(system: Callable[..., Any], clock: SetClock) -> None:
    assert [system(attempt()) for _ in range(5)] == [True, True, True, False, False]
    assert system(attempt("bob"))
    clock.move(minutes=14)
    assert not system(attempt())
    clock.move(minutes=1)
    assert [system(attempt()) for _ in range(4)] == [True, True, True, False]


def test_the_right_answer_forgives(system: Callable[..., Any]) -> None:
    for _ in range(3):
        system(attempt())
    system(lambda env: forgive(env, "sign-in", "ann"))
    assert system(attempt())


def test_attempts_at_once_do_not_slip_through_together(bare_kernel: Kernel) -> None:
    with ThreadPoolExecutor(8) as pool:
        work = [pool.submit(bare_kernel.work, attempt(limit=5), who=Identity.system()) for _ in range(16)]
    assert sum(one.result() for one in work) == 5


def test_the_table_stays_small_whatever_is_tried(system: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "FULL", 20)
    monkeypatch.setattr(attempts, "SLOTS", 5)

    def flood(env: Env) -> int:
        for number in range(200):
            spend(env, "sign-in", f"name {number}", limit=3, window=WINDOW)
        return rows(env)

    assert system(flood) <= 25
    # Who was counted before the flood is still counted apart.
    assert system(attempt("name 1"))


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1:2:3:4", "2001:db8::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unix", "unix"),
    ],
)
def test_an_ipv6_customer_is_one_address(address: str, counted: str) -> None:
    assert network(address) == counted
