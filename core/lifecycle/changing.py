"""Changing which addons a database has: what installing, upgrading and uninstalling have in common.

Each is one transaction under the gate, in which the registry that will serve next does the work, watched step by step.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.lifecycle.errors import (
    AddonFailed,
    DataError,
    InstallBusy,
    InstallFailed,
    NotInitialised,
    PlanChanged,
    addon_behind,
    reason_of,
)
from core.lifecycle.files import hashes_of
from core.lifecycle.loading import CORE
from core.lifecycle.manifest import Manifest
from core.lifecycle.migrations import unmade
from core.lifecycle.models import Addon, State
from core.lifecycle.registry import Registry
from core.lifecycle.restricted import note_restrictions
from core.orm.env import Env, Transaction
from core.orm.identity import Identity
from core.orm.refused import Refused

if TYPE_CHECKING:
    from core.lifecycle.kernel import Kernel

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, how many there are."""


@dataclass
class Steps:
    """Counts the steps of an installation for whoever watches."""

    total: int
    watch: Progress | None
    done: int = 0

    def begin(self, what: str) -> None:
        """The next step begins."""
        if self.watch is not None:
            self.watch(what, self.done, self.total)
        self.done += 1

    def end(self) -> None:
        """All are done."""
        if self.watch is not None:
            self.watch("Done", self.total, self.total)


@contextmanager
def changing(kernel: Kernel, connection: sa.Connection, registry: Registry) -> Iterator[Env]:
    """A system Env of the registry that will serve next; at the end the database is that registry's."""
    with system_env(kernel, connection, registry) as env:
        yield env
    note_restrictions(connection, registry)
    # The last statement: whoever reads the new generation finds everything else.
    connection.execute(sa.update(registry[State]).values(generation=registry.generation))
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"NOTIFY makegood, '{registry.generation}'")


@contextmanager
def system_env(kernel: Kernel, connection: sa.Connection, registry: Registry) -> Iterator[Env]:
    """A system Env on the transaction that is open; what is pending at the end is written."""
    transaction = Transaction(own_cache(connection, registry), kernel.clock)
    env = Env(registry, transaction.connection, Identity.system(), system=True, transaction=transaction)
    try:
        yield env
        env.finish()
    finally:
        env.session.close()


def own_cache(connection: sa.Connection, registry: Registry) -> sa.Connection:
    """Statements compiled for a registry must not outlive it in the engine's cache."""
    return connection.execution_options(compiled_cache=registry.statements)


def check_tables(connection: sa.Connection, registry: Registry, names: Collection[str]) -> None:
    """Raises AddonFailed if migrations did not make all tables and columns of these addons and of the kernel."""
    everybody = (CORE, *names)
    if not unmade(connection, registry.models, everybody):  # asks the database once
        return
    for name in everybody:
        if lacking := unmade(connection, registry.models, [name]):
            advice = f"its migrations do not make {', '.join(lacking)}; run `makegood makemigration {name}`"
            raise AddonFailed(name, "making its tables", LookupError(advice))


def note_installed(env: Env, manifest: Manifest) -> bool:
    """Writes down that an addon is installed, in which version, with which files. True: it never was before."""
    found = env.session.scalar(sa.select(env[Addon]).where(env[Addon].name == manifest.name))
    row = found or env.new(Addon, name=manifest.name)
    if row.state != "installed" or row.installed_at is None:
        row.state, row.installed_at = "installed", env.now()
    row.version, row.digest, row.files = manifest.version, manifest.digest, hashes_of(manifest.path)
    return found is None


def call_hook(env: Env, manifest: Manifest, hook: str, **values: Any) -> None:
    """Calls a life-cycle hook of one addon."""
    try:
        env.registry.hook_of(manifest.name, hook)(env=env, **values)
        env.session.flush()
    except Exception as why:
        raise AddonFailed(manifest.name, hook, why) from why


def failed(title: str, why: Exception, addons: Mapping[str, Manifest], doing: str = "Installation") -> Exception:
    """What the user reads (SPEC MD-3). Who is busy or out of date has not failed, and says so himself."""
    if isinstance(why, (PlanChanged, InstallBusy, InstallFailed, NotInitialised)):
        return why
    log.error("%s of %s failed", doing, title, exc_info=why)
    # A business rule speaks for itself; an error is told together with the addon it came out of.
    cause = why.why if isinstance(why, AddonFailed) and isinstance(why.why, Refused) else why
    addon = addon_behind(why, addons)
    reason = reason_of(cause)
    if addon is not None and not isinstance(cause, (Refused, AddonFailed, DataError)):
        reason = f"{addon}: {reason}"
    return InstallFailed(
        doing + " of {module} failed: {reason}. Nothing was changed.", module=title, reason=reason.rstrip(".")
    )
