"""Uninstalling: an archive first, then everything that goes, in one transaction; all of it or nothing (SPEC MD-13).

The registry without the addons is composed and checked before anything is touched: what stays must work without what
goes. The gate is held while the archive is written, because what comes after it would be in no archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from core.lifecycle import archive
from core.lifecycle.changing import Progress, Steps, call_hook, changing, failed, system_env
from core.lifecycle.departure import registry_without
from core.lifecycle.dropping import drop
from core.lifecycle.errors import PlanChanged
from core.lifecycle.gate import gated
from core.lifecycle.leaving_rows import delete, leaving_rows
from core.lifecycle.leaving_schema import leaving_schema
from core.lifecycle.manifest import Manifest
from core.lifecycle.migrations import history_of, take_back
from core.lifecycle.models import Addon
from core.lifecycle.registry import Registry
from core.lifecycle.state import DatabaseState, installing
from core.lifecycle.uninstall_plan import UninstallPlan
from core.orm.env import Env
from core.orm.sequences import forget_numbers, numbers_of
from core.orm.texts import Text, word

if TYPE_CHECKING:
    from core.lifecycle.kernel import Kernel


@dataclass(frozen=True)
class Uninstalled:
    """What was uninstalled, and where that lies now."""

    plan: UninstallPlan
    archive: Path


def uninstall(
    kernel: Kernel, wanted: Sequence[str], *, archives: Path, reviewed: str | None, progress: Progress | None
) -> Uninstalled:
    """See `Kernel.uninstall`."""
    kernel.plan_uninstall(wanted)
    with installing(kernel.database) as connection:
        current, state = kernel.refresh(), kernel.state()
        plan = kernel.plan_uninstall(wanted)
        if reviewed is not None and plan.fingerprint != reviewed:
            raise PlanChanged
        steps = Steps(2 * len(plan.steps) + 2, progress)
        written: list[Path] = []
        try:
            steps.begin("Checking")
            later = registry_without(kernel, plan)
            with gated(kernel.database, connection, state.generation):
                _write(kernel, connection, current, later, plan, state, archives, written, steps)
        except Exception as why:
            for path in written:  # nothing went
                path.unlink()
            raise failed(plan.title, why, kernel.catalog.manifests, doing="Uninstallation") from why
        steps.end()
    kernel.swap(later)
    return Uninstalled(plan, written[0])


def _write(
    kernel: Kernel,
    connection: sa.Connection,
    current: Registry,
    later: Registry,
    plan: UninstallPlan,
    state: DatabaseState,
    archives: Path,
    written: list[Path],
    steps: Steps,
) -> None:
    """Everything that an uninstallation changes in the database, in the transaction that is open."""
    going = [manifest for name in plan.names if (manifest := current.addon(name)) is not None]
    with system_env(kernel, connection, current) as env:
        for manifest in going:
            steps.begin(Text("Asking {module}", module=word(manifest.title)))
            call_hook(env, manifest, "before_uninstall")
    steps.begin("Archive")
    schema = leaving_schema(current.models, later.models)
    rows = leaving_rows(connection, schema, plan.names)
    header = archive.Header(
        plan.asked,
        {name: state.addons[name] for name in reversed(plan.names)},
        state.generation,
        kernel.clock.now(),
        connection.dialect.name,
    )
    written.append(archive.write(archives, header, archive.contents(connection, schema, rows, reversed(plan.names))))
    delete(connection, rows)
    for manifest in going:
        steps.begin(Text("Tables of {module}", module=word(manifest.title)))
        forget_numbers(connection, numbers_of(connection, manifest.name))
        take_back(connection, history_of(manifest))
    drop(connection, schema, [history_of(manifest) for manifest in going])
    with changing(kernel, connection, later) as env:
        _note_uninstalled(env, going)
        later.hook.roles_changed(env=env)


def _note_uninstalled(env: Env, going: Sequence[Manifest]) -> None:
    """The rows stay: an addon that was here before demonstrates nothing when it comes back."""
    addon = env[Addon]
    for row in env.session.scalars(sa.select(addon).where(addon.name.in_([one.name for one in going]))):
        row.state = "uninstalled"
