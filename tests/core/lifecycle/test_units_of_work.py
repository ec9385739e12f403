"""A unit of work begins on the right registry, is retried when its neighbours get in its way, and commits once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.lifecycle.kernel import TRIES
from core.orm.env import Env
from core.orm.identity import Identity
from tests.core.lifecycle.conftest import MakeKernel, names, system


def market_order(name: str) -> Callable[[Env], None]:
    def make(env: Env) -> None:
        env.session.add(env.registry.model("market.order")(name=name))

    return make


def test_what_was_written_is_there_and_what_failed_is_not(gardens: MakeKernel) -> None:
    kernel = gardens("market")
    system(kernel, market_order("kept"))

    def write_and_fail(env: Env) -> None:
        market_order("lost")(env)
        env.session.flush()
        raise KeyError("no")

    with pytest.raises(KeyError):
        system(kernel, write_and_fail)
    assert names(kernel, "market.order") == ["kept"]


def test_work_after_commit_happens_once_and_only_then(gardens: MakeKernel) -> None:
    kernel, seen = gardens("market"), []

    def handler(env: Env) -> None:
        market_order("one")(env)
        env.after_commit(lambda: seen.append(names(kernel, "market.order")))
        assert seen == []

    system(kernel, handler)
    assert seen == [["one"]]

    def failing(env: Env) -> None:
        env.after_commit(lambda: seen.append(["never"]))
        raise KeyError

    with pytest.raises(KeyError):
        system(kernel, failing)
    assert len(seen) == 1


def test_a_failure_after_commit_does_not_undo_it(gardens: MakeKernel, caplog: pytest.LogCaptureFixture) -> None:
    kernel = gardens("market")

    def handler(env: Env) -> str:
        market_order("kept")(env)
        env.after_commit(lambda: 1 // 0)  # type: ignore[arg-type, return-value]
        return "answer"

    assert system(kernel, handler) == "answer"
    assert names(kernel, "market.order") == ["kept"]
    assert "work after commit failed" in caplog.text


def contention(kernel: Any) -> sa.exc.OperationalError:
    original: Any = Exception("database is locked")
    original.sqlstate = "40001"
    return sa.exc.OperationalError("SELECT 1", None, original)


def test_contention_runs_the_whole_handler_again(gardens: MakeKernel) -> None:
    kernel, tries = gardens("market"), []

    def handler(env: Env) -> int:
        market_order(f"try {len(tries)}")(env)
        env.session.flush()
        tries.append(env)
        if len(tries) < 3:
            raise contention(kernel)
        return len(tries)

    assert system(kernel, handler) == 3
    assert names(kernel, "market.order") == ["try 2"]


def test_contention_without_end_is_raised(gardens: MakeKernel) -> None:
    kernel, tries = gardens("market"), []

    def handler(env: Env) -> None:
        tries.append(env)
        raise contention(kernel)

    with pytest.raises(sa.exc.OperationalError):
        system(kernel, handler)
    assert len(tries) == TRIES


def test_any_other_error_is_raised_at_once(gardens: MakeKernel) -> None:
    kernel, tries = gardens("market"), []

    def handler(env: Env) -> None:
        tries.append(env)
        env.session.execute(sa.text("SELECT * FROM there_is_no_such_table"))

    with pytest.raises(sa.exc.DBAPIError):
        system(kernel, handler)
    assert len(tries) == 1


def test_writers_take_turns(gardens: MakeKernel) -> None:
    kernel = gardens("market")
    kernel.work(market_order("counter 0"), who=Identity.system())
    failures: list[BaseException] = []

    def raise_counter(env: Env) -> None:
        cls = env.registry.model("market.order")
        row = env.session.scalars(sa.select(cls).with_for_update()).one()
        row.name = f"counter {int(row.name.split()[1]) + 1}"

    def run() -> None:
        try:
            for _ in range(10):
                system(kernel, raise_counter)
        except BaseException as why:
            failures.append(why)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert names(kernel, "market.order") == ["counter 40"]


def test_an_installation_during_work_lets_it_end_on_its_registry(gardens: MakeKernel) -> None:
    """On SQLite a reader keeps its snapshot; on PostgreSQL the installation waits for it."""
    kernel, other = gardens("garden"), gardens(None)
    begun, done = threading.Event(), threading.Event()
    found: list[Any] = []

    def long_read(env: Env) -> None:
        begun.set()
        done.wait(0.5)
        plants = env.registry.model("garden.plant")
        found.append((env.registry.generation, [one.name for one in env.session.scalars(sa.select(plants))]))

    thread = threading.Thread(target=lambda: system(kernel, long_read, write=False))
    thread.start()
    assert begun.wait(10)
    other.install(["garden_care"])
    done.set()
    thread.join(10)
    assert found == [(1, ["Rose"])]
    assert kernel.registry.generation == 1  # until its next unit of work
    assert system(kernel, lambda env: env.registry.generation) == 2


def test_a_row_changed_meanwhile_runs_the_handler_again(gardens: MakeKernel) -> None:
    kernel, tries = gardens("market"), []
    system(kernel, market_order("one"))

    def rename(env: Env) -> None:
        tries.append(1)
        order = env.session.scalars(sa.select(env.registry.model("market.order"))).one()
        order.name = f"try {len(tries)}"
        if len(tries) == 1:  # as if somebody else had saved it between reading and writing
            env.session.connection().exec_driver_sql("UPDATE market_order SET version = version + 1")
        env.session.flush()

    system(kernel, rename)
    assert names(kernel, "market.order") == ["try 2"]
