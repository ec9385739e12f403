"""An installation that fails leaves the database, and what is served, as they were."""

from __future__ import annotations

import os
import signal

import pytest
import sqlalchemy as sa

from core.lifecycle.errors import InstallFailed, InstallRefused
from core.lifecycle.kernel import Kernel
from core.orm.database import Database
from tests.core.lifecycle.conftest import MakeKernel, names, snapshot

REASONS = {
    "broken_import": "Raises at import failed: broken_import: importing models: RuntimeError: no such luck.",
    "broken_migration": "Migrates half-way failed: broken_migration: running its migrations: ",
    "broken_no_migration": "its migrations do not make broken_no_migration_thing; run `makegood makemigration",
    "broken_hook": "Raises in its hook failed: broken_hook: after_install: ZeroDivisionError: ",
    "broken_refusal": "Installation of Refuses failed: The house is too small. Nothing was changed.",
    "broken_unknown_hook": "Unknown hook failed: broken_unknown_hook: registering its hooks: ",
    "broken_data": "broken_data/data.toml: garden.plant 'cactus': refers to garden.desert, which is not there.",
}


@pytest.mark.req("MD-3")
@pytest.mark.parametrize("addon", REASONS)
def test_nothing_remains_and_the_reason_is_told(gardens: MakeKernel, addon: str) -> None:
    kernel = gardens("garden")
    before, registry = snapshot(kernel), kernel.registry
    for _ in range(2):  # a second try must meet the same error, not what the first left behind
        with pytest.raises(InstallFailed) as caught:
            kernel.install([addon])
        assert REASONS[addon] in caught.value.message
        assert caught.value.message.startswith("Installation of ")
        assert caught.value.message.endswith(". Nothing was changed.")
    assert snapshot(kernel) == before
    assert kernel.registry is registry
    assert names(kernel, "garden.plant") == ["Rose"]
    kernel.install(["garden_care"])


@pytest.mark.req("MD-3")
def test_what_came_along_goes_as_well(gardens: MakeKernel) -> None:
    kernel = gardens()
    before = snapshot(kernel)
    with pytest.raises(InstallFailed, match="Installation of Raises in its hook, Garden failed"):
        kernel.install(["broken_hook", "garden"])
    assert snapshot(kernel) == before


@pytest.mark.req("MD-10")
def test_what_cannot_be_planned_is_refused(gardens: MakeKernel) -> None:
    kernel = gardens()
    with pytest.raises(InstallRefused, match="the module nowhere it needs is not available"):
        kernel.install(["broken_dependency"])
    with pytest.raises(InstallRefused, match="circular dependency Circle A > Circle B > Circle A"):
        kernel.install(["broken_circle_a"])


def test_an_empty_database_stays_empty(gardens: MakeKernel) -> None:
    kernel = gardens(None)
    with pytest.raises(InstallFailed):
        kernel.initialise(wanted=["broken_hook"])
    assert snapshot(kernel) == {}
    kernel.initialise(wanted=["garden"])


def statements_of_an_install(url: str, kernel: Kernel, *, die_at: int | None) -> int:
    """Installs in a forked process that kills itself before its n-th statement; -1 if it lived, else its signal."""
    child = os.fork()
    if child == 0:
        try:
            database = Database(url)
            count = 0

            def before(*_: object) -> None:
                nonlocal count
                count += 1
                if count == die_at:
                    os.kill(os.getpid(), signal.SIGKILL)

            sa.event.listen(database.engine, "before_cursor_execute", before)
            sa.event.listen(database.engine, "commit", before)
            Kernel(database, kernel.catalog).install(["garden_care", "market"])
        finally:
            os._exit(min(count, 255))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


@pytest.mark.req("MD-3")
def test_killed_at_any_statement_it_leaves_nothing(gardens: MakeKernel, database_url: str) -> None:
    kernel = gardens("garden")
    before = snapshot(kernel)
    point, died = 1, 0
    while True:
        kernel.database.forget_connections()
        code = statements_of_an_install(database_url, kernel, die_at=point)
        after = snapshot(kernel)
        if code != -signal.SIGKILL or kernel.state().generation == 2:  # after its commit it is done, dead or not
            break
        died += 1
        assert after == before, f"killed at statement {point}"
        point += 1 if point < 5 else 3
    assert died > 15
    assert set(kernel.state().addons) == {"garden", "garden_care", "market", "garden_market", "garden_market_care"}
    assert names(kernel, "market.order") == []
