"""The kernel: one database, the addons it may have, and the registry it has now.

`work` is the unit of work of every request and job (guarantee 1 of the design). `install` lets addons come. Other
processes notice an installation in the first statement of their next transaction and build the new registry for
themselves, outside any transaction; work that is under way ends on the registry it began with.
"""

from __future__ import annotations

import gc
import logging
import random
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from core.lifecycle import departure
from core.lifecycle.catalog import Catalog, read_catalog
from core.lifecycle.errors import InstallRefused, NotInitialised, reason_of
from core.lifecycle.faults import Faults, PartFailed
from core.lifecycle.outdated import Code, CodeOutdated
from core.lifecycle.plan import Plan, in_order, needed, plan_install
from core.lifecycle.preview import Gains, gains
from core.lifecycle.quarantine import Quarantine
from core.lifecycle.registry import Builder, Registry, build_registry
from core.lifecycle.restricted import restrictions
from core.lifecycle.standing import build_what_works
from core.lifecycle.state import DatabaseState, enter, is_copy, read_state
from core.orm.database import Database
from core.orm.env import Env, Transaction
from core.orm.identity import Clock, Identity, SystemClock

if TYPE_CHECKING:
    from pathlib import Path

    from core.lifecycle.changing import Progress
    from core.lifecycle.losses import Losses
    from core.lifecycle.restorer import Restored
    from core.lifecycle.uninstall_plan import UninstallPlan
    from core.lifecycle.uninstaller import Uninstalled
    from core.lifecycle.upgrade_plan import UpgradePlan
    from core.settings import Settings

R = TypeVar("R")
Who = Identity | Callable[[Env], Identity]
TRIES = 5
"""How often a unit of work is run when its neighbours get in its way."""
MOST_LEFT_OUT = 20
"""Parts that may be left out of one page; one from which more are missing is none."""
SWAPS = 20
"""How often it starts over because addons were installed meanwhile."""
PAUSE_SECONDS = 0.02
log = logging.getLogger(__name__)


class _Outdated(Exception):
    """The registry at hand is not that of the database."""


class Kernel:
    """A database with its catalog and current registry. Safe to use from several threads."""

    def __init__(
        self,
        database: Database,
        catalog: Catalog,
        *,
        builders: Iterable[Builder] = (),
        clock: Clock | None = None,
        without: Collection[str] = (),
        look: Callable[[], Catalog] | None = None,
    ) -> None:
        """`look` reads the catalog anew from disk; what is there may be newer than what this process runs."""
        self.database, self.catalog, self.builders = database, catalog, tuple(builders)
        self.clock: Clock = clock or SystemClock()
        self.without = frozenset(without)
        """The addons that are left out on request."""
        self.on_disk: Callable[[], Catalog] = look or (lambda: catalog)
        self._current: Registry | None = None
        self._refreshing = threading.Lock()
        self._watchers: list[Callable[[Registry], object]] = []
        self._began = Code(catalog)
        self.faults = Faults(self)

    @classmethod
    def open(cls, settings: Settings, *, builders: Iterable[Builder] = (), clock: Clock | None = None) -> Kernel:
        """The kernel that the settings describe. Reads manifests; neither code of addons nor the database."""
        catalog = read_catalog(settings.addon_folders)
        return cls(
            Database(settings.database_url),
            catalog,
            builders=builders,
            clock=clock,
            without=settings.without | (catalog.not_essential() if settings.core_only else frozenset()),
            look=lambda: read_catalog(settings.addon_folders),
        )

    def close(self) -> None:
        """Gives the database's connections back."""
        self.database.engine.dispose()

    # --- the registry -------------------------------------------------------------------------------------------------

    @property
    def registry(self) -> Registry:
        """The current registry, built at its first use. Work takes it from `env.registry` instead."""
        return self._current or self.refresh()

    def state(self) -> DatabaseState:
        """Generation and installed addons as they stand in the database. Raises NotInitialised."""
        with self.database.begin(write=False) as connection:
            return read_state(connection)

    @cached_property
    def is_copy(self) -> bool:
        """Whether this database is a copy on which addons are tried (see `tryout.py`): nothing may leave it."""
        with self.database.begin(write=False) as connection:
            return is_copy(connection)

    def is_initialised(self) -> bool:
        """Whether the database has Makegood's tables."""
        try:
            self.state()
        except NotInitialised:
            return False
        return True

    def refresh(self) -> Registry:
        """Makes the current registry that of the database. One thread builds, the others wait for it."""
        with self._refreshing:
            state = self.state()
            if self._current is None or self._current.generation != state.generation:
                self._check_code(state)
                self.swap(self.build(state))
            assert self._current is not None
            return self._current

    def _check_code(self, state: DatabaseState) -> None:
        """Raises CodeOutdated if the database is that of newer code than was here when this process began."""
        with self.database.begin(write=False) as connection:
            newer = self._began.newer_than(connection, state.addons)
        if newer:
            raise CodeOutdated(newer)

    def swap(self, registry: Registry) -> None:
        """Lets `registry` serve from now on. What runs on the old one ends on it; then it can be collected."""
        old, self._current = self._current, registry
        for told in self._watchers:
            told(registry)
        if old is not None:
            # Prepared statements of pooled connections may know a column as it was.
            self.database.forget_connections()
            _collect_soon()

    def watch(self, told: Callable[[Registry], object]) -> None:
        """Calls `told` with the registry that serves: the one that does now, if any, and each that will."""
        self._watchers.append(told)
        if self._current is not None:
            told(self._current)

    def build(self, state: DatabaseState) -> Registry:
        """The registry of what is installed, without addons that do not work here and those that need them."""
        return build_what_works(
            self.catalog, state, self.builders, without=self.without, restrictions=lambda: restrictions(self.database)
        )

    # --- the unit of work ---------------------------------------------------------------------------------------------

    def work(self, handler: Callable[[Env], R], *, who: Who, write: bool = True) -> R:
        """Runs `handler` in one transaction and returns what it returned, once that is committed.

        The whole handler is run again, up to 5 times, if the transaction failed because of its neighbours, if addons
        were installed before it could begin, and without what could not be shown (see `faults.py`). It must therefore
        do nothing but work on the database; what leaves the process goes through `env.after_commit`. `who` may be
        found out by system work in the same transaction. `write` says whether a lock for writing is taken at once
        (SQLite).
        """
        contended = outdated = 0
        left_out: set[Any] = set()
        while True:
            registry = self.registry
            try:
                return self._run(registry, handler, who, write, left_out)
            except _Outdated:
                outdated += 1
                if outdated > SWAPS:
                    raise RuntimeError("addons are being installed without end") from None
                self.refresh()
            except (DBAPIError, StaleDataError, PartFailed) as caught:
                why = caught.why if isinstance(caught, PartFailed) else caught
                if isinstance(caught, PartFailed) and not self.database.is_contention(why):
                    self._leave_out(caught, left_out)
                    continue
                contended += 1
                if contended >= TRIES or not self.database.is_contention(why):
                    raise why from why.__cause__
                time.sleep(random.uniform(0.5, 1.5) * PAUSE_SECONDS * 2**contended)

    def _leave_out(self, failed: PartFailed, left_out: set[Any]) -> None:
        """Notes that the next try does without a part. Raises the cause where that was no help."""
        if failed.part in left_out or len(left_out) >= MOST_LEFT_OUT:
            raise failed.why
        left_out.add(failed.part)
        if failed.addon:
            self.faults.note(failed.addon, failed.place, failed.why)

    def _run(
        self, registry: Registry, handler: Callable[[Env], R], who: Who, write: bool, left_out: Collection[Any]
    ) -> R:
        after_rollback: list[Callable[[Env], object]] = []
        try:
            return self._transact(registry, handler, who, write, after_rollback, left_out)
        except (_Outdated, DBAPIError, StaleDataError, PartFailed):
            raise  # it may be run again, and would ask for the same
        except Exception:
            for later in after_rollback:
                self.work(later, who=Identity.system())
            raise

    def _transact(
        self,
        registry: Registry,
        handler: Callable[[Env], R],
        who: Who,
        write: bool,
        after_rollback: list[Callable[[Env], object]],
        left_out: Collection[Any],
    ) -> R:
        with self.database.begin(write=write, cache=registry.statements) as connection:
            if enter(connection) != registry.generation:
                raise _Outdated
            transaction = Transaction(connection, self.clock)
            transaction.after_rollback, transaction.left_out = after_rollback, left_out
            identity = who if isinstance(who, Identity) else _find_out(who, registry, transaction)
            env = Env(registry, connection, identity, system=identity.is_system, transaction=transaction)
            try:
                result = handler(env)
                env.finish()
            finally:
                env.session.close()
        for later in transaction.after_commit:
            try:
                later()
            except Exception:  # the work is committed: its caller must not hear that it failed
                log.exception("work after commit failed")
        return result

    # --- addons come --------------------------------------------------------------------------------------------------

    def plan(self, wanted: Iterable[str]) -> Plan:
        """What installing `wanted` would mean. Changes nothing. Raises InstallRefused (SPEC MD-5, MD-10)."""
        return plan_install(self.catalog.without(self.without), self.state().addons, wanted)

    def candidate(
        self,
        state: DatabaseState,
        plan: Plan,
        *,
        current: Registry | None = None,
        without: Collection[str] = (),
        whole: Collection[str] = (),
    ) -> Registry:
        """The registry as it will be after a plan, composed and checked beside the current one; nothing is changed.

        Installed addons that do not work here stay left out, and so do those `without` and what needs them. What
        installed addons fail to contribute stays left out, but for the `whole` ones and those of the plan.
        Raises AddonFailed, DeclarationError, or what a builder raises.
        """
        current = current or (self.registry if state.generation else None)
        hidden = set(without)
        working = [
            one.name
            for one in (current.addons if current is not None else ())
            if not needed(self.catalog, [one.name]) & hidden
        ]
        left_out = current.quarantine.left_out if current is not None else {}
        known = {one: why for one, why in left_out.items() if one[0] not in {*plan.names, *whole}}
        return build_registry(
            [self.catalog.manifests[name] for name in in_order(self.catalog, {*working, *plan.names})],
            generation=state.generation + 1,
            demonstration=state.demonstration,
            builders=self.builders,
            missing=current.missing if current is not None else None,
            kept=current.policy.kept if current is not None else None,
            quarantine=Quarantine(strict=True, known=known),
        )

    def gains(self, plan: Plan) -> Gains:
        """The menus, roles and tables that a plan would add. Raises InstallRefused if its addons do not work."""
        try:
            return gains(self.registry, self.candidate(self.state(), plan), plan)
        except Exception as why:
            log.exception("the addons of a plan do not work")
            raise InstallRefused("Cannot install {module}: {reason}", module=plan.title, reason=reason_of(why)) from why

    def install(self, wanted: Sequence[str], *, reviewed: str | None = None, progress: Progress | None = None) -> Plan:
        """Installs addons and what they need, all or nothing, and serves with them from then on.

        `reviewed` is the fingerprint of the plan that the user agreed to (SPEC MD-9). Whether they may install is for
        the caller to ask (`may_install`). Raises InstallRefused, PlanChanged, InstallBusy or InstallFailed.
        """
        from core.lifecycle.installer import install  # Alembic takes long to import, and most processes never install

        return install(self, wanted, reviewed=reviewed, progress=progress)

    # --- addons go ----------------------------------------------------------------------------------------------------

    def plan_uninstall(self, wanted: Iterable[str]) -> UninstallPlan:
        """Which addons go if `wanted` are uninstalled. Changes nothing. Raises UninstallRefused (SPEC MD-13)."""
        return departure.plan(self, wanted)

    def losses(self, plan: UninstallPlan) -> Losses:
        """All that goes with the addons of a plan, counted, and what stays. Changes nothing (SPEC MD-13).

        Raises UninstallRefused if the other addons do not work without them.
        """
        return departure.count(self, plan)

    def uninstall(
        self, wanted: Sequence[str], *, archives: Path, reviewed: str | None = None, progress: Progress | None = None
    ) -> Uninstalled:
        """Uninstalls addons and what needs them, all or nothing, and serves without them from then on.

        What goes is written to a file in the folder `archives` first; `restore` gives it back after a reinstallation.
        `reviewed` is the fingerprint of the plan that the user agreed to. Whether they may is for the caller to ask
        (`may_install`). Raises UninstallRefused, PlanChanged, InstallBusy or InstallFailed.
        """
        from core.lifecycle.uninstaller import uninstall

        return uninstall(self, wanted, archives=archives, reviewed=reviewed, progress=progress)

    def restore(self, path: Path, *, progress: Progress | None = None) -> Restored:
        """Gives back what an uninstallation wrote into the archive `path`, after its addons were installed again.

        All or nothing. Raises ArchiveError for what stands against it, InstallBusy or InstallFailed.
        """
        from core.lifecycle.restorer import restore

        return restore(self, path, progress=progress)

    # --- the code is newer --------------------------------------------------------------------------------------------

    def plan_upgrade(self, wanted: Sequence[str] = ()) -> UpgradePlan:
        """What `upgrade` would do. Changes nothing. Raises InstallRefused or CodeOutdated."""
        from core.lifecycle.upgrader import preview

        return preview(self, wanted)

    def upgrade(
        self, wanted: Sequence[str] = (), *, reviewed: str | None = None, progress: Progress | None = None
    ) -> UpgradePlan:
        """Brings the database to the code at hand: migrations, data, `after_upgrade`; all or nothing.

        `wanted` names addons, which come with what is outdated around them; without names it is everything. `reviewed`
        is the fingerprint of the plan that the user agreed to. For a process that has just loaded the code: one that
        serves with older code cannot take on newer. Raises InstallRefused, PlanChanged, InstallBusy, InstallFailed,
        and CodeOutdated where the database is the newer one.
        """
        from core.lifecycle.upgrader import upgrade

        return upgrade(self, wanted, reviewed=reviewed, progress=progress)

    def initialise(
        self, *, demonstration: bool = False, wanted: Sequence[str] = (), progress: Progress | None = None
    ) -> Plan:
        """Makes the kernel's tables in an empty database and installs `wanted`, all or nothing.

        Raises InstallFailed, also if the database is not empty.
        """
        from core.lifecycle.installer import initialise

        return initialise(self, demonstration=demonstration, wanted=wanted, progress=progress)


def may_install(env: Env) -> bool:
    """Whether the user may install addons: who may make records of installed addons may (SPEC MD-11)."""
    return env.may("create", "core.addon")


def _find_out(who: Callable[[Env], Identity], registry: Registry, transaction: Transaction) -> Identity:
    system = Env(registry, transaction.connection, Identity.system(), system=True, transaction=transaction)
    try:
        identity = who(system)
        system.finish()
    finally:
        system.session.close()
    return identity


def _collect_soon() -> None:
    """Old registries are full of circles: collected by themselves late, and better not inside somebody's request."""
    timer = threading.Timer(1.0, gc.collect)
    timer.daemon = True
    timer.start()
