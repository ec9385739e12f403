"""One installation at a time, and only what was shown is installed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from core.lifecycle.errors import InstallBusy, PlanChanged
from core.lifecycle.kernel import Kernel
from core.lifecycle.state import installing
from tests.core.lifecycle.conftest import MakeKernel, names, snapshot, system


@contextmanager
def paused_install(kernel: Kernel, *wanted: str, at: str) -> Iterator[list[BaseException]]:
    """An installation in another thread that stands still at a step while the block runs, and ends after it."""
    reached, go_on, failures = threading.Event(), threading.Event(), []

    def wait(what: str, _done: int, _total: int) -> None:
        if what == at:
            reached.set()
            assert go_on.wait(20)

    def run() -> None:
        try:
            kernel.install(wanted, progress=wait)
        except BaseException as why:
            failures.append(why)
            reached.set()

    thread = threading.Thread(target=run)
    thread.start()
    assert reached.wait(20)
    try:
        yield failures
    finally:
        go_on.set()
        thread.join(20)


@pytest.mark.req("MD-12")
@pytest.mark.parametrize("at", ["Checking", "Tables of Garden"])
def test_the_second_is_told_that_another_one_is_in_progress(gardens: MakeKernel, at: str) -> None:
    kernel, other = gardens(), gardens(None)
    with paused_install(kernel, "garden", at=at) as failures, pytest.raises(InstallBusy) as caught:
        other.install(["market"])
    assert caught.value.message == "Another installation is in progress. Try again in a moment."
    assert failures == []
    assert set(other.state().addons) == {"garden"}
    other.install(["market"])
    assert set(kernel.state().addons) == {"garden", "market", "garden_market"}


def test_the_lock_is_free_after_a_failure(gardens: MakeKernel) -> None:
    kernel = gardens()
    with pytest.raises(RuntimeError), installing(kernel.database):
        raise RuntimeError
    with installing(kernel.database):
        pass


@pytest.mark.req("MD-9")
def test_what_changed_since_it_was_shown_is_not_installed(gardens: MakeKernel) -> None:
    kernel, other = gardens("garden"), gardens(None)
    shown = kernel.plan(["garden_market"])
    other.install(["market"])
    before = snapshot(kernel)
    with pytest.raises(PlanChanged) as caught:
        kernel.install(["garden_care"], reviewed=shown.fingerprint)
    assert caught.value.message == "The list of modules has changed. Please review it again."
    assert snapshot(kernel) == before
    again = kernel.plan(["garden_care"])
    kernel.install(["garden_care"], reviewed=again.fingerprint)
    assert "garden_care" in kernel.state().addons


@pytest.mark.req("MD-8")
def test_what_was_shown_is_installed(gardens: MakeKernel) -> None:
    kernel = gardens("garden")
    shown = kernel.plan(["market"])
    assert kernel.install(["market"], reviewed=shown.fingerprint).names == shown.names == ("market", "garden_market")


def test_another_kernel_serves_what_the_first_one_installed(gardens: MakeKernel) -> None:
    kernel, other = gardens("garden"), gardens(None)
    assert names(other, "garden.plant") == ["Rose"]
    old = other.registry
    kernel.install(["garden_care"])
    assert system(other, lambda env: [one.name for one in env.registry.addons]) == ["garden", "garden_care"]
    assert other.registry.generation == old.generation + 1


@pytest.mark.parametrize("database_engine", ["sqlite"], indirect=True)
def test_readers_go_on_while_tables_are_made(gardens: MakeKernel) -> None:
    kernel, other = gardens("garden"), gardens(None)
    with paused_install(kernel, "garden_care", at="Data of Plant care") as failures:
        assert names(other, "garden.plant") == ["Rose"]
    assert failures == []


@pytest.mark.parametrize("database_engine", ["postgresql"], indirect=True)
def test_work_that_waited_for_an_installation_runs_on_the_new_registry(gardens: MakeKernel) -> None:
    kernel, other = gardens("garden"), gardens(None)
    assert other.registry.generation == 1
    generations: list[int] = []
    waiting = threading.Thread(
        target=lambda: generations.append(system(other, lambda env: env.registry.generation, write=False))
    )
    with paused_install(kernel, "garden_care", at="Data of Plant care") as failures:
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
    waiting.join(20)
    assert (failures, generations) == ([], [2])
