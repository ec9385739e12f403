"""The queue: how jobs come into it, are taken, and end. Every function here is a few statements of one transaction.

A worker takes a job for the length of a lease and renews it while it works. Whoever ends a job says which attempt it
was: a worker whose lease was given away meanwhile ends nothing, and what it did is rolled back with that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.jobs.models import KEEPS_KEY, TEXT_KEPT, QueuedJob
from core.orm.env import Env
from core.orm.upsert import insert_into, table_of

if TYPE_CHECKING:
    from core.jobs.declared import Job

LEASE = timedelta(seconds=60)
"""How long a worker may be silent before its jobs go to others."""
CHANNEL = "makegood_jobs"
"""What PostgreSQL's NOTIFY says when jobs were enqueued."""
ITS_TURN = (
    "(core_job.lane IS NULL OR NOT EXISTS (SELECT 1 FROM core_job AS earlier WHERE earlier.lane = core_job.lane"
    " AND earlier.id < core_job.id AND earlier.state IN ('waiting', 'running')))"
)
"""No job of the same lane is before it. As text: to alias a table of twenty columns takes longer than to ask it."""
LOST = "The worker stopped in the middle of it, or it took longer than it may."
NOT_INSTALLED = "The module {addon}, to which this job belongs, is not installed."
UNKNOWN = "The module {addon} has no job {name}."


class LeaseLost(Exception):
    """The job belongs to another worker by now: nothing of this attempt may stay."""


class TryLater(Exception):
    """Raised by a job: not now, but after a while. Counts as an attempt."""

    def __init__(self, why: str, *, after: timedelta | None = None) -> None:
        super().__init__(why)
        self.after = after


@dataclass(frozen=True)
class Claimed:
    """A job that a worker has taken: which attempt this is, and what it is to be called with."""

    id: int
    name: str
    arguments: Mapping[str, Any]
    user_id: int | None
    attempt: int
    most_attempts: int
    worker: str
    started_at: datetime


# --- in ---------------------------------------------------------------------------------------------------------------


def enqueue(env: Env, job: Job[Any], arguments: Mapping[str, Any], *, schedule_id: int | None = None) -> int:
    """Adds a job to the queue and gives its id; that of the one with the same key if there is one.

    Raises LookupError if no installed addon contributes the job.
    """
    from core.jobs.declared import Jobs

    if env.registry.facet(Jobs).get(job.name) is None:
        raise LookupError(f"{job.name} is not among the jobs of the installed addons: return it from the hook `jobs`")
    table, terms, now = table_of(env, QueuedJob), job.terms, env.now()
    if terms.user_id is not None and not env.is_system:
        raise PermissionError(f"{job.name}: only the system asks for a job as somebody else")
    asker, name = env.user.id, env.user.name
    if terms.user_id is not None:
        asker, name = terms.user_id, env.hook.user_name(env=env, user_id=terms.user_id) or ""
    statement = insert_into(env, QueuedJob).values(
        name=job.name,
        title=job.title,
        addon=job.addon,
        state="waiting",
        arguments=dict(arguments),
        user_id=asker,
        user_name=name[:200],
        schedule_id=schedule_id,
        priority=job.priority if terms.priority is None else terms.priority,
        key=terms.key,
        lane=terms.lane,
        enqueued_at=now,
        due_at=max(now + terms.after, terms.not_before or now),
        most_attempts=job.retries + 1,
    )
    connection = env.transaction.connection
    if terms.key is not None:
        named = sa.text(f"key IS NOT NULL AND {KEEPS_KEY}")
        statement = statement.on_conflict_do_nothing(index_elements=["key"], index_where=named)
    made: int | None = connection.execute(statement.returning(table.c.id)).scalar()
    if made is None:
        known = sa.select(table.c.id).where(table.c.key == terms.key, table.c.state.in_(("waiting", "running", "done")))
        return int(connection.execute(known).scalar_one())
    _ring(env)
    return made


def _ring(env: Env) -> None:
    """Wakes idle workers once this is committed, and once however often it is called. SQLite is watched instead."""
    connection = env.transaction.connection
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"NOTIFY {CHANNEL}")


# --- taken ------------------------------------------------------------------------------------------------------------


def is_something_due(env: Env) -> tuple[bool, bool]:
    """Whether there is a job to take, and a lease that ran out: asked without a lock for writing."""
    table, now = table_of(env, QueuedJob), env.now()
    due = sa.exists().where(table.c.state == "waiting", table.c.due_at <= now)
    lost = sa.exists().where(table.c.state == "running", table.c.leased_until < now)
    is_due, is_lost = env.transaction.connection.execute(sa.select(due, lost)).one()
    return bool(is_due), bool(is_lost)


def next_due(env: Env) -> datetime | None:
    """When the first waiting job is due."""
    table = table_of(env, QueuedJob)
    first = sa.select(table.c.due_at).where(table.c.state == "waiting").order_by(table.c.due_at).limit(1)
    found: datetime | None = env.transaction.connection.execute(first).scalar()
    return found


def claim(env: Env, worker: str, most: int) -> list[Claimed]:
    """Takes up to `most` due jobs. Those of addons that do not work here are left to other workers.

    Jobs whose addon is gone fail with a clear text.
    """
    if not most or env.hook.jobs_paused(env=env) is not None:
        return []
    table, now, connection = table_of(env, QueuedJob), env.now(), env.transaction.connection
    due = sa.select(table.c.id, table.c.name, table.c.addon).where(
        table.c.state == "waiting", table.c.due_at <= now, sa.text(ITS_TURN)
    )
    if env.registry.missing:
        due = due.where(table.c.addon.not_in(sorted(env.registry.missing)))
    due = due.order_by(table.c.priority, table.c.due_at, table.c.id).limit(most)
    # Two statements: a subquery with LIMIT may be asked several times by one UPDATE, and take more than it should.
    here: list[int] = []
    while not here:
        if not (found := connection.execute(due.with_for_update(skip_locked=True, of=table)).all()):
            return []
        here = _without_strangers(env, found)
    take = sa.update(table).where(table.c.id.in_(here)).values(
        state="running", worker=worker, leased_until=now + LEASE, started_at=now, attempts=table.c.attempts + 1,
        finished_at=None,
    )  # fmt: skip
    wanted = (table.c.id, table.c.name, table.c.arguments, table.c.user_id, table.c.attempts, table.c.most_attempts)
    taken = {row.id: row for row in connection.execute(take.returning(*wanted))}
    return [
        Claimed(row.id, row.name, row.arguments, row.user_id, row.attempts, row.most_attempts, worker, now)
        for row in (taken[id_] for id_ in here)
    ]


def _without_strangers(env: Env, found: Iterable[Any]) -> list[int]:
    """The ids of jobs that are known here; the others fail."""
    from core.jobs.declared import Jobs

    known, here = env.registry.facet(Jobs), []
    table = table_of(env, QueuedJob)
    for row in found:
        if row.name in known:
            here.append(row.id)
            continue
        standing = row.addon == "core" or env.registry.addon(row.addon) is not None
        why = (UNKNOWN if standing else NOT_INSTALLED).format(addon=row.addon, name=row.name)
        gone = sa.update(table).where(table.c.id == row.id)
        env.transaction.connection.execute(gone.values(state="failed", error=why, finished_at=env.now()))
    return here


def end_lost(env: Env) -> int:
    """Gives back the jobs of workers that are silent for too long; those that lost all their workers fail."""
    table, now = table_of(env, QueuedJob), env.now()
    again = table.c.attempts < table.c.most_attempts
    lost = sa.update(table).where(table.c.state == "running", table.c.leased_until < now).values(
        state=sa.case((again, "waiting"), else_="failed"), due_at=sa.case((again, now), else_=table.c.due_at),
        finished_at=sa.case((again, sa.null()), else_=now), worker=None, leased_until=None, error=LOST,
    )  # fmt: skip
    result: Any = env.transaction.connection.execute(lost)
    return int(result.rowcount)


def renew(env: Env, worker: str, ids: Collection[int]) -> None:
    """A worker lives and works on these."""
    table = table_of(env, QueuedJob)
    mine = sa.and_(table.c.id.in_(sorted(ids)), table.c.worker == worker, table.c.state == "running")
    env.transaction.connection.execute(sa.update(table).where(mine).values(leased_until=env.now() + LEASE))


# --- ended ------------------------------------------------------------------------------------------------------------


def succeed(env: Env, job: Claimed) -> None:
    """Notes success, in the transaction of the work itself. Raises LeaseLost if the job is no longer this worker's."""
    _end(env, job, state="done", error=None, finished_at=env.now())


def fail(env: Env, job: Claimed, why: str, *, again_at: datetime | None) -> bool:
    """Notes a failure; whether the job will be tried again, at `again_at`. Raises LeaseLost."""
    text = why if len(why) <= TEXT_KEPT else f"{why[: TEXT_KEPT // 2]}\n…\n{why[-TEXT_KEPT // 2 :]}"
    if again_at is None or job.attempt >= job.most_attempts:
        _end(env, job, state="failed", error=text, finished_at=env.now())
        return False
    _end(env, job, state="waiting", error=text, due_at=again_at)
    return True


def hand_back(env: Env, job: Claimed) -> None:
    """Gives back a job that was taken and not begun. Raises LeaseLost."""
    _end(env, job, state="waiting", attempts=job.attempt - 1)


def _end(env: Env, job: Claimed, **values: Any) -> None:
    table = table_of(env, QueuedJob)
    mine = sa.and_(
        table.c.id == job.id,
        table.c.state == "running",
        table.c.worker == job.worker,
        table.c.attempts == job.attempt,
    )
    took = Decimal((env.now() - job.started_at) // timedelta(milliseconds=1)).scaleb(-3)
    ended = sa.update(table).where(mine).values(worker=None, leased_until=None, seconds=took, **values)
    row = env.transaction.connection.execute(ended.returning(table.c.lane)).one_or_none()
    if row is None:
        raise LeaseLost(f"job {job.id} belongs to another worker")
    if row.lane is not None:
        _ring(env)


def cancel(env: Env, *, key: str) -> bool:
    """Takes the waiting job of this key out of the queue; False if there is none: it runs, ended or never was."""
    table = table_of(env, QueuedJob)
    waiting = sa.update(table).where(table.c.key == key, table.c.state == "waiting")
    result: Any = env.transaction.connection.execute(waiting.values(state="cancelled", finished_at=env.now()))
    return bool(result.rowcount)


# --- kept for a while -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Length:
    """How the queue stands. `oldest` is since when the oldest due job waits."""

    waiting: int
    running: int
    failed: int
    oldest: datetime | None


def length(env: Env) -> Length:
    """How many jobs are due, run and have failed."""
    table, now = table_of(env, QueuedJob), env.now()
    states = sa.select(table.c.state, sa.func.count()).where(table.c.state.in_(("running", "failed")))
    counts = {state: int(n) for state, n in env.transaction.connection.execute(states.group_by(table.c.state))}
    due = sa.select(sa.func.count(), sa.func.min(table.c.due_at)).where(
        table.c.state == "waiting", table.c.due_at <= now
    )
    waiting, oldest = env.transaction.connection.execute(due).one()
    return Length(int(waiting), counts.get("running", 0), counts.get("failed", 0), oldest)


def forget_ended(env: Env, *, done: timedelta, failed: timedelta) -> int:
    """Deletes jobs that ended long ago; gives how many."""
    table, now = table_of(env, QueuedJob), env.now()
    old = sa.or_(
        sa.and_(table.c.state.in_(("done", "cancelled")), table.c.finished_at < now - done),
        sa.and_(table.c.state == "failed", table.c.finished_at < now - failed),
    )
    result: Any = env.transaction.connection.execute(sa.delete(table).where(old))
    return int(result.rowcount)


def forget_addon(env: Env, addon: str) -> int:
    """Deletes all jobs of an addon that is taken away with everything it has; gives how many."""
    table = table_of(env, QueuedJob)
    result: Any = env.transaction.connection.execute(sa.delete(table).where(table.c.addon == addon))
    return int(result.rowcount)


__all__ = [
    "CHANNEL", "LEASE", "Claimed", "LeaseLost", "Length", "TryLater", "cancel", "claim", "end_lost",
    "enqueue", "fail", "forget_addon", "forget_ended", "hand_back", "is_something_due", "length", "next_due", "renew",
    "succeed",
]  # fmt: skip
