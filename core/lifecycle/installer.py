"""Installing: plan, compose beside the running registry, then everything that changes the database in one transaction.

Nothing waits while the candidate registry is composed and checked, and whatever is wrong with its models, pages or
rights stops the installation before anything is written. The gate is held for the one transaction alone. If that
fails, or the process dies in it, the database is as it was (SPEC MD-3).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

from core.lifecycle.changing import Progress, Steps, call_hook, changing, failed, own_cache
from core.lifecycle.data import load_data, load_demonstration
from core.lifecycle.errors import AddonFailed, InstallFailed, PlanChanged
from core.lifecycle.gate import gated
from core.lifecycle.loading import CORE
from core.lifecycle.manifest import Manifest
from core.lifecycle.migrations import core_history, history_of, is_behind, migrate, unmade
from core.lifecycle.models import Addon, State
from core.lifecycle.plan import Plan, plan_install
from core.lifecycle.registry import Registry
from core.lifecycle.state import DatabaseState, installing
from core.orm import audit
from core.orm.env import Env

if TYPE_CHECKING:
    from core.lifecycle.kernel import Kernel


def install(kernel: Kernel, wanted: Sequence[str], *, reviewed: str | None, progress: Progress | None) -> Plan:
    """See `Kernel.install`."""
    plan = kernel.plan(wanted)
    if not plan:
        return plan
    with installing(kernel.database) as connection:
        state = kernel.state()
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
            with gated(kernel.database, connection, state.generation):
                _write(kernel, connection, registry, plan, steps)
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
                _write(kernel, connection, registry, plan, steps)
        except Exception as why:
            raise failed(plan.title or "Makegood", why, catalog.manifests) from why
        steps.end()
    kernel.swap(registry)
    return plan


def upgrade(kernel: Kernel, *, progress: Progress | None) -> tuple[str, ...]:
    """See `Kernel.upgrade`."""
    with installing(kernel.database) as connection:
        state = kernel.state()
        names = _outdated(kernel, state)
        if not names:
            return ()
        title = ", ".join(kernel.catalog.title_of(name) for name in names)
        steps = Steps(2 * len(names) + 1, progress)
        try:
            steps.begin("Checking")
            registry = kernel.candidate(state, Plan((), (), ""))
            with gated(kernel.database, connection, state.generation):
                _write_upgrade(kernel, connection, registry, state, steps, names)
        except Exception as why:
            raise failed(title, why, kernel.catalog.manifests, doing="Upgrade") from why
        steps.end()
    kernel.swap(registry)
    return names


def _outdated(kernel: Kernel, state: DatabaseState) -> tuple[str, ...]:
    """The kernel itself and the installed addons whose code is newer than the database."""
    with kernel.database.begin(write=False) as connection:
        core = (CORE,) if is_behind(connection, core_history()) else ()
        return core + tuple(
            manifest.name
            for manifest in kernel.registry.addons
            if manifest.version != state.addons[manifest.name] or is_behind(connection, history_of(manifest))
        )


def _write(kernel: Kernel, connection: sa.Connection, registry: Registry, plan: Plan, steps: Steps) -> None:
    """Everything that an installation changes in the database, in the transaction that is open."""
    coming = [manifest for manifest in registry.addons if manifest.name in plan.names]
    with changing(kernel, connection, registry) as env:
        for manifest in coming:
            call_hook(env, manifest, "before_install")
        for manifest in coming:
            steps.begin(f"Tables of {manifest.title}")
            migrate(connection, history_of(manifest))
        _check_tables(connection, registry, plan.names)
        new = []
        for manifest in coming:
            steps.begin(f"Data of {manifest.title}")
            if _note_installed(env, manifest):
                new.append(manifest)
            load_data(env, manifest)
            call_hook(env, manifest, "after_install")
        registry.hook.roles_changed(env=env)
        if registry.demonstration:
            # What an addon demonstrated in other addons' documents stayed there when it was uninstalled.
            for manifest in new:
                load_demonstration(env, manifest)
        registry.hook.addons_installed(env=env, plan=plan)


def _write_upgrade(
    kernel: Kernel,
    connection: sa.Connection,
    registry: Registry,
    state: DatabaseState,
    steps: Steps,
    names: Collection[str],
) -> None:
    """Everything that an upgrade changes in the database, in the transaction that is open."""
    newer = [manifest for manifest in registry.addons if manifest.name in names]
    with changing(kernel, connection, registry) as env:
        if CORE in names:
            steps.begin("Tables of the kernel")
            migrate(connection, core_history())
            audit.protect(connection)
        for manifest in newer:
            steps.begin(f"Tables of {manifest.title}")
            migrate(connection, history_of(manifest))
        _check_tables(connection, registry, [manifest.name for manifest in registry.addons])
        for manifest in newer:
            steps.begin(f"Data of {manifest.title}")
            load_data(env, manifest)
            call_hook(env, manifest, "after_upgrade", from_version=state.addons[manifest.name])
            _note_installed(env, manifest)
        registry.hook.roles_changed(env=env)


def _check_tables(connection: sa.Connection, registry: Registry, names: Collection[str]) -> None:
    everybody = (CORE, *names)
    if not unmade(connection, registry.models, everybody):  # asks the database once
        return
    for name in everybody:
        if lacking := unmade(connection, registry.models, [name]):
            advice = f"its migrations do not make {', '.join(lacking)}; run `makegood makemigration {name}`"
            raise AddonFailed(name, "making its tables", LookupError(advice))


def _note_installed(env: Env, manifest: Manifest) -> bool:
    """Writes down that an addon is installed. True: it never was before."""
    found = env.session.scalar(sa.select(env[Addon]).where(env[Addon].name == manifest.name))
    row = found or env.new(Addon, name=manifest.name)
    if row.state != "installed" or row.installed_at is None:
        row.state, row.installed_at = "installed", env.now()
    row.version, row.digest = manifest.version, manifest.digest
    return found is None
