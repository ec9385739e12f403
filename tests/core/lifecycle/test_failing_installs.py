"""An installation that fails leaves the database, and what is served, as they were."""

from __future__ import annotations

import pytest

from core.lifecycle.errors import InstallFailed, InstallRefused
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
