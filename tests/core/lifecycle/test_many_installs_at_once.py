"""Eight processes install at once: each does what it was asked for, or is told that another one is at it (MD-12)."""

from __future__ import annotations

import json
import os
import traceback
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.lifecycle.errors import InstallBusy
from core.lifecycle.kernel import Kernel
from core.lifecycle.migrations import differences
from core.orm.database import Database
from tests.conftest import Measured
from tests.core.lifecycle.conftest import MakeKernel
from tests.servers import makegood

EIGHT = 8
WANTED = ("garden", "market", "garden_care", "garden_market", "market", "garden_care", "garden", "garden_market_care")
BUSY = "Another installation is in progress. Try again in a moment."


def install(url: str, kernel: Kernel, addon: str, gate: tuple[int, int]) -> int:
    """A process that waits until the gate opens and installs; gives its id. Status 0: done, 3: told to wait."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(gate[1])
            one = Kernel(Database(url), kernel.catalog)
            os.read(gate[0], 1)  # ends for all at once, when nobody holds the other end any more
            one.install([addon])
            code = 0
        except InstallBusy:
            code = 3
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return child


def all_at_once(url: str, kernel: Kernel) -> Counter[int]:
    """How the eight ended."""
    kernel.database.forget_connections()
    gate = os.pipe()
    children = [install(url, kernel, addon, gate) for addon in WANTED]
    for end in gate:
        os.close(end)
    return Counter(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)


@pytest.mark.req("MD-12")
def test_each_is_done_or_told_to_wait(gardens: MakeKernel, database_url: str) -> None:
    kernel, told = gardens(), EIGHT
    while told:
        ended = all_at_once(database_url, kernel)
        assert set(ended) <= {0, 3}
        assert ended[0] > 0, "whoever came first was told to wait as well"
        told = ended[3]
    assert set(kernel.state().addons) == set(WANTED)
    with kernel.database.begin(write=False) as connection:
        assert differences(connection, kernel.refresh().models) == []


@pytest.mark.soak
@pytest.mark.req("MD-12")
def test_eight_commands_at_once(fresh_kernel: Callable[..., Kernel], tmp_path: Path, measured: Measured) -> None:
    """The same as an administrator would do it: `makegood install` in eight terminals."""
    wanted = ("sale", "stock", "account", "helpdesk", "mail", "webhook", "helpdesk_return", "sale_stock")
    kernel = fresh_kernel("base")
    url = kernel.database.url.render_as_string(hide_password=False)
    waiting, told, rounds = list(wanted), 0, 0
    while waiting:
        rounds += 1
        with ThreadPoolExecutor(EIGHT) as pool:
            done = list(pool.map(lambda one: makegood("install", one, url=url, folder=tmp_path), waiting))
        for command in done:
            assert command.returncode == 0 or BUSY in command.stderr, command.stderr
        again = [one for one, command in zip(waiting, done, strict=True) if command.returncode]
        assert len(again) < len(waiting)
        told, waiting = told + len(again), again
    assert set(wanted) <= set(kernel.state().addons)
    found = json.loads(makegood("doctor", "--json", url=url, folder=tmp_path).stdout)
    assert [one for one in found if one["wrong"]] == []
    measured("commands, rounds until all were done, how often one was told to wait", f"{EIGHT}, {rounds}, {told}")
