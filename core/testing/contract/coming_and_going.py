"""Installing, uninstalling, coming back, and upgrading, on both engines."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.lifecycle.errors import UninstallRefused
from core.lifecycle.kernel import Kernel
from core.lifecycle.migrations import differences
from core.lifecycle.plan import needed
from core.lifecycle.uninstall_plan import UninstallPlan
from core.testing.covered import Covered
from core.testing.databases import Databases
from core.testing.kernels import Kernels
from core.testing.schema import schema_of


def unlike(kernel: Kernel) -> list[str]:
    """Where the tables differ from what the models say."""
    with kernel.database.begin(write=False) as connection:
        return list(differences(connection, kernel.registry.models))


@pytest.fixture
def kernels(kernel_templates: Kernels) -> Iterator[Kernels]:
    """As `kernel_templates`; what a test makes goes with it."""
    yield kernel_templates
    kernel_templates.close()


def with_what_it_needs(kernels: Kernels, covered: Covered, engine: str, addon: str) -> Kernel:
    """A kernel with everything that an addon needs, but without itself, even if it would install itself there."""
    needs = sorted(needed(covered.catalog, [addon]) - {addon})
    if not covered.catalog.manifests[addon].is_bridge:
        return kernels.make(engine, needs, folders=covered.folders)
    kernel = kernels.make(engine, ["base"], folders=covered.folders)
    kernel.without = frozenset([addon])
    kernel.install(needs)
    kernel.without = frozenset()
    return kernel


def _plan(kernel: Kernel, addon: str) -> UninstallPlan | None:
    """What would go with an addon; None for one that the others cannot do without, or that says why it stays."""
    try:
        return kernel.plan_uninstall([addon])
    except UninstallRefused:
        return None


def test_it_installs_alone_and_goes_without_a_trace(
    covered_addon: Path, covered: Covered, kernels: Kernels, database_engine: str, tmp_path: Path
) -> None:
    """With what it needs and nothing else; its migrations make what its models say; it can be installed again."""
    name = covered_addon.name
    kernel = with_what_it_needs(kernels, covered, database_engine, name)
    before = schema_of(kernel)
    came = kernel.install([name])
    assert unlike(kernel) == []
    if (planned := _plan(kernel, name)) is None:
        return
    done = kernel.uninstall([name], archives=tmp_path)
    assert (done.plan, set(done.plan.names)) == (planned, set(came.names))
    assert schema_of(kernel) == before
    assert done.archive.is_file()
    kernel.install([name])
    assert unlike(kernel) == []


def test_all_install_one_after_the_other_in_any_order(
    covered: Covered, databases: Databases, kernels: Kernels, database_engine: str
) -> None:
    """The message of a failure names the order."""
    order = covered.installable()
    seed = random.randrange(10**6)
    random.Random(seed).shuffle(order)
    url = databases.empty(database_engine)
    kernel = kernels.on(url, folders=covered.folders)
    try:
        kernel.initialise()
        for name in order:
            kernel.install([name])
        assert set(order) <= kernel.state().addons.keys(), f"seed {seed}: {order}"
        assert unlike(kernel) == [], f"seed {seed}: {order}"
    finally:
        kernel.close()
        databases.drop(url)


def _declared(kernel: Kernel) -> set[str]:
    """What is in the schema, but for the sequences of numbers: those are made when the first number is taken."""
    return {one for one in schema_of(kernel) if not one.startswith("sequence number_")}


def test_they_are_upgraded_over_records_and_go_with_them_and_come_back(
    covered: Covered, kernels: Kernels, database_engine: str, tmp_path: Path
) -> None:
    """In a demonstration with all of them."""
    kernel = kernels.make(database_engine, covered.installable(), demonstration=True, folders=covered.folders)
    assert kernel.registry.demonstration
    with kernel.database.begin(write=True) as connection:
        addons = kernel.registry.models.metadata.tables["core_addon"]
        connection.execute(sa.update(addons).where(addons.c.name.in_(covered.names)).values(version="0"))
    assert set(covered.names) <= set(kernel.upgrade().names)
    assert unlike(kernel) == []
    whole = _declared(kernel)
    if names := [name for name in covered.names if _plan(kernel, name) is not None]:
        done = kernel.uninstall(names, archives=tmp_path)
        assert kernel.state().addons.keys().isdisjoint(names)
        assert unlike(kernel) == []
        kernel.install(list(reversed(done.plan.names)))
        assert unlike(kernel) == []
        assert _declared(kernel) == whole
