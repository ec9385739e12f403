"""Installing: plan, compose beside the running registry, then everything that changes the database in one transaction.

Nothing waits while the candidate registry is composed and checked, and whatever is wrong with its models, pages or
rights stops the installation before anything is written. The gate is held for the one transaction alone. If that
fails, or the process dies in it, the database is as it was (SPEC MD-3).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

from core.lifecycle.changing import (
    Progress,
    Steps,
    call_hook,
    changing,
    check_tables,
    failed,
    note_installed,
    own_cache,
)
from core.lifecycle.data import load_data, load_demonstration
from core.lifecycle.errors import InstallFailed, PlanChanged
from core.lifecycle.gate import gated
from core.lifecycle.manifest import Manifest
from core.lifecycle.migrations import History, core_history, history_of, migrate
from core.lifecycle.models import State
from core.lifecycle.outdated import refuse_outdated
from core.lifecycle.plan import Plan, plan_install
from core.lifecycle.registry import Registry
from core.lifecycle.state import DatabaseState, installing
from core.orm import audit
from core.orm.env import Env
from core.orm.texts import Text, word

if TYPE_CHECKING:
    from core.lifecycle.kernel import Kernel


def install(kernel: Kernel, wanted: Sequence[str], *, reviewed: str | None, progress: Progress | None) -> Plan:
    """See `Kernel.install`."""
    plan = kernel.plan(wanted)
    if not plan:
        return plan
    with installing(kernel.database) as connection:
        state = kernel.state()
        with kernel.database.begin(write=False) as reading:
            refuse_outdated(reading, kernel.on_disk().without(kernel.without), state.addons)
        catalog = kernel.catalog.without(kernel.without)
        plan = plan_install(catalog, state.addons, wanted)
        if reviewed is not None and plan.fingerprint != reviewed:
            raise PlanChanged
        if not plan:
            return plan
        steps = Steps(2 * len(plan.steps) + 1, progress)
        try:
            steps.begin("Checking")
            registry = kernel.candidate(state, plan)
            histories = read_histories(registry, plan.names)
            with gated(kernel.database, connection, state.generation):
                _write(kernel, connection, registry, plan, steps, histories)
        except Exception as why:
            raise failed(plan.title, why, catalog.manifests) from why
        steps.end()
    kernel.swap(registry)
    return plan


def initialise(kernel: Kernel, *, demonstration: bool, wanted: Sequence[str], progress: Progress | None) -> Plan:
    """See `Kernel.initialise`."""
    if kernel.is_initialised():
        raise InstallFailed("This database is in use already.")
    catalog = kernel.catalog.without(kernel.without)
    plan = plan_install(catalog, (), wanted)
    with installing(kernel.database) as connection:
        steps = Steps(2 * len(plan.steps) + 2, progress)
        try:
            steps.begin("Checking")
            registry = kernel.candidate(DatabaseState(0, demonstration, {}), plan)
            with gated(kernel.database, connection):
                steps.begin("Tables of the kernel")
                own_cache(connection, registry)
                migrate(connection, core_history())
                audit.protect(connection)
                connection.execute(sa.insert(registry[State]).values(id=1, generation=0, demonstration=demonstration))
                _write(kernel, connection, registry, plan, steps, read_histories(registry, plan.names))
        except Exception as why:
            raise failed(plan.title or "Makegood", why, catalog.manifests) from why
        steps.end()
    kernel.swap(registry)
    return plan


def read_histories(registry: Registry, names: Collection[str]) -> dict[str, History]:
    """The migrations of addons, read from their files: while nobody waits for it. Raises AddonFailed."""
    histories = {one.name: history_of(one) for one in registry.addons if one.name in names}
    for history in histories.values():
        history.revisions()
    return histories


def _write(
    kernel: Kernel,
    connection: sa.Connection,
    registry: Registry,
    plan: Plan,
    steps: Steps,
    histories: Mapping[str, History],
) -> None:
    """Everything that an installation changes in the database, in the transaction that is open."""
    coming = [manifest for manifest in registry.addons if manifest.name in plan.names]
    with changing(kernel, connection, registry) as env:
        for manifest in coming:
            call_hook(env, manifest, "before_install")
        for manifest in coming:
            write_tables(connection, manifest, steps, histories[manifest.name])
        check_tables(connection, registry, plan.names)
        new = [manifest for manifest in coming if write_data(env, manifest, steps)]
        registry.hook.roles_changed(env=env)
        if registry.demonstration:
            # What an addon demonstrated in other addons' documents stayed there when it was uninstalled.
            for manifest in new:
                load_demonstration(env, manifest)
        registry.hook.addons_installed(env=env, plan=plan)


def write_tables(connection: sa.Connection, manifest: Manifest, steps: Steps, history: History) -> None:
    """Makes the tables of an addon."""
    steps.begin(Text("Tables of {module}", module=word(manifest.title)))
    migrate(connection, history)


def write_data(env: Env, manifest: Manifest, steps: Steps) -> bool:
    """Notes a new addon as installed, loads its records and tells it. True: it was never installed before."""
    steps.begin(Text("Data of {module}", module=word(manifest.title)))
    is_new = note_installed(env, manifest)
    load_data(env, manifest)
    call_hook(env, manifest, "after_install")
    return is_new
