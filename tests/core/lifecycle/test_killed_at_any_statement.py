"""A process that dies in the middle of installing or uninstalling leaves a database as before or as after."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.orm.database import Database
from tests.core.lifecycle.conftest import MakeKernel, snapshot

Act = Callable[[Kernel, Path], object]
ARRIVALS: dict[str, tuple[tuple[str, ...], Act]] = {
    "install": (("garden",), lambda kernel, _: kernel.install(["garden_care", "market"])),
    "uninstall": (("garden_care", "market"), lambda kernel, folder: kernel.uninstall(["garden"], archives=folder)),
}
"""What is done, to a database with which addons."""


def killed(url: str, kernel: Kernel, act: Act, folder: Path, *, die_at: int) -> bool:
    """Acts in a process of its own that kills itself before its n-th statement. False: it lived to the end."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            database, count = Database(url), 0

            def before(*_: object) -> None:
                nonlocal count
                count += 1
                if count == die_at:
                    os.kill(os.getpid(), signal.SIGKILL)

            sa.event.listen(database.engine, "before_cursor_execute", before)
            sa.event.listen(database.engine, "commit", before)
            act(Kernel(database, kernel.catalog), folder)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    assert ended in (0, -signal.SIGKILL), "it failed by itself"
    return ended != 0


def die_everywhere(kernel: Kernel, url: str, folder: Path, what: str, *, step: int) -> int:
    """Kills at every `step`-th statement until one run goes through. Gives how often nothing had happened."""
    _, act = ARRIVALS[what]
    before, first = snapshot(kernel), kernel.state().generation
    point, nothing = 1, 0
    while True:
        kernel.database.forget_connections()
        died = killed(url, kernel, act, folder, die_at=point)
        if kernel.state().generation > first:
            break  # after its commit it is done, dead or not
        assert died
        assert snapshot(kernel) == before, f"killed at statement {point}"
        started = Kernel(Database(url), kernel.catalog)  # the next start needs no hand
        assert started.registry.missing == {}
        started.close()
        nothing, point = nothing + 1, point + step
    return nothing


@pytest.mark.req("MD-3", "MD-13")
@pytest.mark.parametrize("what", ARRIVALS)
def test_nothing_is_left_in_between(gardens: MakeKernel, database_url: str, tmp_path: Path, what: str) -> None:
    kernel = gardens(*ARRIVALS[what][0])
    assert die_everywhere(kernel, database_url, tmp_path, what, step=7) >= 5
    expected = {"install": {"garden", "garden_care", "market", "garden_market", "garden_market_care"}}
    assert set(kernel.state().addons) == expected.get(what, {"market"})


@pytest.mark.soak
@pytest.mark.parametrize("what", ARRIVALS)
def test_nothing_is_left_wherever_it_dies(gardens: MakeKernel, database_url: str, tmp_path: Path, what: str) -> None:
    kernel = gardens(*ARRIVALS[what][0])
    assert die_everywhere(kernel, database_url, tmp_path, what, step=1) > 40
