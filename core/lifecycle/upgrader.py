"""Upgrading: bringing a database to the code at hand, all of it or nothing.

The same as an installation (see `installer.py`): planned, composed and checked first, then one transaction under the
gate. The kernel's own tables come first, since everything else stands on them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from core.lifecycle.changing import Progress, Steps, call_hook, changing, check_tables, failed, note_installed
from core.lifecycle.data import load_data
from core.lifecycle.errors import PlanChanged
from core.lifecycle.gate import gated
from core.lifecycle.installer import read_histories, write_data, write_tables
from core.lifecycle.loading import CORE
from core.lifecycle.migrations import History, core_history, migrate
from core.lifecycle.models import Fault
from core.lifecycle.registry import Registry
from core.lifecycle.state import DatabaseState, installing
from core.lifecycle.upgrade_plan import UpgradePlan, plan_upgrade
from core.orm import audit
from core.orm.env import Env
from core.orm.texts import Text, word

if TYPE_CHECKING:
    from core.lifecycle.kernel import Kernel


def preview(kernel: Kernel, wanted: Sequence[str]) -> UpgradePlan:
    """See `Kernel.plan_upgrade`."""
    state = kernel.state()
    with kernel.database.begin(write=False) as connection:
        return plan_upgrade(kernel, state, connection, wanted)


def upgrade(kernel: Kernel, wanted: Sequence[str], *, reviewed: str | None, progress: Progress | None) -> UpgradePlan:
    """See `Kernel.upgrade`."""
    with installing(kernel.database) as connection:
        plan = preview(kernel, wanted)
        if reviewed is not None and plan.fingerprint != reviewed:
            raise PlanChanged
        if not plan:
            return plan
        state = kernel.state()
        steps = Steps(2 * (len(plan.steps) + len(plan.extra.steps)) + 1, progress)
        try:
            steps.begin("Checking")
            after = replace(state, addons={**state.addons, **dict.fromkeys(plan.extra.names, "")})
            registry = kernel.candidate(
                state, plan.extra, current=kernel.build(after), without=plan.later, whole=plan.names
            )
            histories = read_histories(registry, {*plan.names, *plan.extra.names})
            with gated(kernel.database, connection, state.generation):
                _write(kernel, connection, registry, state, plan, steps, histories)
        except Exception as why:
            raise failed(plan.title, why, kernel.catalog.manifests, doing="Upgrade") from why
        steps.end()
    kernel.swap(registry)
    return plan


def _write(
    kernel: Kernel,
    connection: sa.Connection,
    registry: Registry,
    state: DatabaseState,
    plan: UpgradePlan,
    steps: Steps,
    histories: Mapping[str, History],
) -> None:
    """Everything that an upgrade changes in the database, in the transaction that is open."""
    newer = [manifest for manifest in registry.addons if manifest.name in plan.names]
    coming = [manifest for manifest in registry.addons if manifest.name in plan.extra.names]
    with changing(kernel, connection, registry) as env:
        if CORE in plan.names:
            steps.begin("Tables of the kernel")
            migrate(connection, core_history())
            audit.protect(connection)
        for manifest in coming:
            call_hook(env, manifest, "before_install")
        for manifest in registry.addons:
            if manifest in newer or manifest in coming:
                write_tables(connection, manifest, steps, histories[manifest.name])
        check_tables(connection, registry, [manifest.name for manifest in registry.addons])
        for manifest in registry.addons:
            if manifest in newer:
                steps.begin(Text("Data of {module}", module=word(manifest.title)))
                load_data(env, manifest)
                call_hook(env, manifest, "after_upgrade", from_version=state.addons[manifest.name])
                note_installed(env, manifest)
                _forget_faults(env, manifest.name)
            elif manifest in coming:
                write_data(env, manifest, steps)
        registry.hook.roles_changed(env=env)
        if coming:
            registry.hook.addons_installed(env=env, plan=plan.extra)


def _forget_faults(env: Env, addon: str) -> None:
    """What failed in the code of before says nothing about that of now."""
    env.session.execute(sa.delete(env[Fault]).where(env[Fault].addon == addon))
