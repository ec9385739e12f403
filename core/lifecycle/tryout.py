"""Try before install: addons are installed on a throw-away copy of the database, which can be looked around in.

Order is what keeps this safe. The one row of `core.tryout` is committed before the copy is made and deleted after the
copy is gone: a process that dies in between leaves a row that names what is left, and the next server to start, or the
next try-out, cleans up. The same row, copied with everything else, tells a copy that it is one: nothing leaves it.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from time import perf_counter
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from core.lifecycle.copies import address_of_copy, copy_database, drop_copy, name_for_copy
from core.lifecycle.errors import InstallRefused
from core.lifecycle.kernel import Kernel
from core.lifecycle.preview import gains
from core.orm.composition import OWNER
from core.orm.database import Database
from core.orm.identity import Identity
from core.orm.refused import Refused
from core.orm.texts import word
from core.orm.types import Instant

if TYPE_CHECKING:
    from core.lifecycle.changing import Progress
    from core.lifecycle.plan import Plan
    from core.lifecycle.registry import Registry

log = logging.getLogger(__name__)

# Without a registry: a server that starts, and a copy that is asked what it is, have none yet.
_JSON = sa.JSON(none_as_null=True)
_ROW = sa.table(
    "core_tryout",
    sa.column("id", sa.Integer), sa.column("copy", sa.String), sa.column("title", sa.String),
    sa.column("wanted", _JSON), sa.column("user_id", sa.Integer), sa.column("user_name", sa.String),
    sa.column("ends_at", Instant()), sa.column("outcome", _JSON), sa.column("answer", _JSON),
    sa.column("key_hash", sa.String),
)  # fmt: skip


class TryoutBusy(Refused):
    """Something is being tried already: one copy at a time."""

    def __init__(self, other: Tryout) -> None:
        super().__init__(
            "{title} is being tried out by {who}. Discard that try-out first, or wait: it ends by itself.",
            title=other.title,
            who=other.user_name,
        )


@dataclass(frozen=True)
class Outcome:
    """What an installation really brought, on the copy. Times are in seconds."""

    modules: Sequence[str]
    tables: Sequence[str]
    columns: Sequence[str]
    menus: Sequence[str]
    roles: Sequence[str]
    copying: float
    installing: float


@dataclass(frozen=True)
class Tryout:
    """What is being tried, by whom, until when. `outcome` is None while it is being made.

    `answer` is how the user who decides goes on: where to install for real, and with which fields.
    """

    copy: str
    title: str
    wanted: Sequence[str]
    user_id: int | None
    user_name: str
    ends_at: datetime
    outcome: Outcome | None = None
    answer: Mapping[str, Any] = field(default_factory=dict)
    key_hash: str | None = None


def current(database: Database) -> Tryout | None:
    """The try-out of this database, over or not; None if there is none."""
    with database.begin(write=False) as connection:
        return _read(connection)


def begin(
    kernel: Kernel,
    wanted: Sequence[str],
    *,
    who: Identity,
    megabytes: int,
    minutes: int,
    answer: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Tryout:
    """Installs addons on a copy of the database and says what they brought. The database itself stays as it is.

    The copy is there until `discard`, for `minutes` at most. Whether `who` may install is for the caller to ask.
    Raises InstallRefused, InstallFailed, InstallBusy, CannotCopy or TryoutBusy; no copy is left then.
    """
    plan = kernel.plan(wanted)
    if not plan:
        raise InstallRefused("Everything is installed already.")
    made = Tryout(
        copy=name_for_copy(kernel.database),
        title=plan.title,
        wanted=tuple(wanted),
        user_id=who.id,
        user_name=who.name,
        ends_at=kernel.clock.now() + timedelta(minutes=minutes),
        answer=dict(answer or {}),
    )
    _claim(kernel, made)
    try:
        outcome = _carry_out(kernel, made, plan, megabytes, progress)
    except BaseException:
        discard(kernel.database, made.copy)
        raise
    with kernel.database.begin() as connection:
        connection.execute(sa.update(_ROW).where(_ROW.c.copy == made.copy).values(outcome=asdict(outcome)))
    found = current(kernel.database)
    if found is None or found.copy != made.copy:
        raise InstallRefused("This try-out was discarded meanwhile.")
    return found


def discard(database: Database, copy: str = "") -> bool:
    """Drops the copy, whoever looks at it, and forgets the try-out: of that name, or whichever there is.

    Gives whether there was one.
    """
    found = current(database)
    if found is None or copy not in ("", found.copy):
        return False
    drop_copy(database, found.copy)
    with database.begin() as connection:
        connection.execute(sa.delete(_ROW).where(_ROW.c.copy == found.copy))
    return True


def discard_left_over(database: Database) -> None:
    """Discards what a server left that ended or died. Called before one starts; does nothing on an empty database."""
    try:
        if discard(database):
            log.info("a try-out that was left over is discarded")
    except DBAPIError as why:
        # No table of ours yet: an empty database, or one that was not upgraded.
        if getattr(why.orig, "sqlstate", None) != "42P01" and "no such table" not in str(why.orig):
            raise


def is_over(found: Tryout, now: datetime) -> bool:
    """Whether a try-out has had its time."""
    return now >= found.ends_at


def give_key(database: Database, found: Tryout, key_hash: str) -> None:
    """From now on the cookie with this hash opens the copy, and no other."""
    with database.begin() as connection:
        connection.execute(sa.update(_ROW).where(_ROW.c.copy == found.copy).values(key_hash=key_hash))


def kernel_of(kernel: Kernel, copy: str) -> Kernel:
    """A kernel on the copy. It is not there any more if its first work fails."""
    url = address_of_copy(kernel.database, copy).render_as_string(hide_password=False)
    return Kernel(
        Database(url, pool_size=2),
        kernel.catalog,
        builders=kernel.builders,
        clock=kernel.clock,
        without=kernel.without,
    )


def _read(connection: sa.Connection) -> Tryout | None:
    row = connection.execute(sa.select(_ROW)).mappings().one_or_none()
    if row is None:
        return None
    values = {name: value for name, value in row.items() if name != "id"}
    outcome = Outcome(**row["outcome"]) if row["outcome"] else None
    return Tryout(**{**values, "outcome": outcome, "answer": row["answer"] or {}})


def _claim(kernel: Kernel, made: Tryout) -> None:
    """Writes that this is being tried. Raises TryoutBusy if something else is, and has time left."""
    found = current(kernel.database)
    if found is not None and is_over(found, kernel.clock.now()):
        discard(kernel.database, found.copy)
    try:
        with kernel.database.begin() as connection:
            if (found := _read(connection)) is not None:
                raise TryoutBusy(found)
            connection.execute(sa.insert(_ROW).values(id=1, **asdict(made)))
    except sa.exc.IntegrityError:
        if (found := current(kernel.database)) is None:
            raise
        raise TryoutBusy(found) from None


def _carry_out(kernel: Kernel, made: Tryout, plan: Plan, megabytes: int, progress: Progress | None) -> Outcome:
    if progress is not None:
        progress(word("Copying the database"), 0, 1)
    begun = perf_counter()
    copy_database(kernel.database, made.copy, megabytes=megabytes)
    copying = perf_counter() - begun
    copy = kernel_of(kernel, made.copy)
    try:
        if copy.state().generation == kernel.registry.generation:
            copy.swap(kernel.registry)  # immutable, so that both can use it
        before = copy.registry
        begun = perf_counter()
        copy.install(made.wanted, progress=progress)
        seconds = perf_counter() - begun
        _open_doors(copy, made.user_id, copy.registry.policy.roles.keys() - before.policy.roles.keys())
        return _outcome(before, copy.registry, plan, copying, seconds)
    finally:
        copy.close()


def _open_doors(copy: Kernel, user_id: int | None, roles: Collection[str]) -> None:
    """Gives who tries the roles that came along: without them, there is nothing to see of what was installed."""
    if user_id is not None and roles:
        given = sorted(roles)
        copy.work(lambda env: env.hook.give_roles(env=env, user_id=user_id, roles=given), who=Identity.system())


def _outcome(before: Registry, after: Registry, plan: Plan, copying: float, seconds: float) -> Outcome:
    known = before.models.metadata.tables
    tables, columns = [], []
    for name, table in after.models.metadata.tables.items():
        if name not in known:
            tables.append(name)
        elif table.info[OWNER] not in plan.names:
            columns += [f"{name}.{column.name}" for column in table.columns if column.name not in known[name].columns]
    gained = gains(before, after, plan)
    return Outcome(
        modules=[step.title for step in plan.steps],
        tables=sorted(tables),
        columns=sorted(columns),
        menus=list(gained.menus),
        roles=list(gained.roles),
        copying=round(copying, 4),
        installing=round(seconds, 4),
    )
