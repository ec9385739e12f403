"""Scheduled jobs: the database knows the next slot of each, and exactly one worker moves it on and enqueues the job.

Both happen in one transaction that says which slot it moves on from. So a slot is enqueued once, whatever the number of
workers and machines, and its job succeeds once, as any job. Of slots that were missed the latest runs; while a run
waits, no second one is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlalchemy as sa
import structlog

from core.jobs import queue
from core.jobs.declared import Job, Jobs, Terms
from core.jobs.models import QueuedJob, ScheduledJob
from core.jobs.slots import Rhythm, due
from core.orm.env import Env
from core.orm.upsert import insert_into, table_of

log = structlog.get_logger(__name__)


def house_zone(env: Env) -> str:
    """The time zone that times of day are in: an addon says it, else UTC."""
    zone = env.hook.house_zone(env=env) or "UTC"
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        log.error("unknown time zone for scheduled jobs", zone=zone)
        return "UTC"
    return str(zone)


def are_told(env: Env) -> bool:
    """Whether the database knows the scheduled jobs of the installed addons as they are declared."""
    zone, wanted = house_zone(env), {one.name: one for one in env.registry.facet(Jobs).scheduled}
    known = {row.name: row for row in _rows(env)}
    return known.keys() == wanted.keys() and all(
        known[name].rhythm == _rhythm(job, zone) and known[name].title == job.title for name, job in wanted.items()
    )


def tell(env: Env) -> None:
    """Makes the database know them. What was switched off stays off; a new rhythm or zone counts from now on.

    Those of addons that are left out here stay as they are: they may work elsewhere.
    """
    zone, now, table = house_zone(env), env.now(), table_of(env, ScheduledJob)
    connection = env.transaction.connection
    wanted = {one.name: one for one in env.registry.facet(Jobs).scheduled}
    for row in _rows(env):
        if row.name not in wanted:
            connection.execute(sa.delete(table).where(table.c.id == row.id))
    for name, job in wanted.items():
        values = {"title": job.title, "addon": job.addon, "rhythm": _rhythm(job, zone)}
        new = insert_into(env, ScheduledJob).values(
            name=name, active=True, next_at=_schedule(job).next(now, zone), created_at=now, updated_at=now, **values
        )
        changed = sa.or_(table.c.rhythm != values["rhythm"], table.c.title != job.title)
        again = sa.case((table.c.rhythm != values["rhythm"], new.excluded.next_at), else_=table.c.next_at)
        connection.execute(
            new.on_conflict_do_update(index_elements=["name"], set_={**values, "next_at": again}, where=changed)
        )


def is_something_due(env: Env) -> bool:
    """Whether a slot has come: asked without a lock for writing."""
    table = table_of(env, ScheduledJob)
    due = sa.exists().where(table.c.active, table.c.next_at <= env.now())
    return bool(env.transaction.connection.execute(sa.select(due)).scalar())


def next_slot(env: Env) -> datetime | None:
    """When the next slot comes."""
    table = table_of(env, ScheduledJob)
    first = sa.select(sa.func.min(table.c.next_at)).where(table.c.active)
    found: datetime | None = env.transaction.connection.execute(first).scalar()
    return found


def enqueue_due(env: Env) -> int:
    """Enqueues the jobs whose slots have come; gives how many."""
    if env.hook.jobs_paused(env=env) is not None:
        return 0
    table, now = table_of(env, ScheduledJob), env.now()
    come = sa.select(table).where(table.c.active, table.c.next_at <= now).order_by(table.c.id)
    rows = env.transaction.connection.execute(come.with_for_update(skip_locked=True)).all()
    if not rows:
        return 0
    jobs, zone, enqueued = env.registry.facet(Jobs), house_zone(env), 0
    for row in rows:
        job = jobs.get(row.name)
        if job is None or job.schedule is None:
            continue  # of an addon that is left out here
        slot, following = due(job.schedule, row.next_at, now, zone)
        moved = sa.update(table).where(table.c.id == row.id, table.c.next_at == row.next_at)
        result: Any = env.transaction.connection.execute(moved.values(last_at=slot, next_at=following))
        if result.rowcount and not _waits(env, row.id):
            _enqueue(env, job, row.id, f"{job.name} {slot.isoformat()}")
            enqueued += 1
    return enqueued


def run_now(env: Env, schedule: ScheduledJob) -> int:
    """Enqueues a scheduled job besides its slots; gives the job's id. The button "Run now"."""
    job = env.registry.facet(Jobs)[schedule.name]
    return _enqueue(env, job, schedule.id, None)


def _enqueue(env: Env, job: Job[Any], schedule_id: int, key: str | None) -> int:
    asked = replace(job, terms=Terms(key=key, lane=f"schedule {job.name}"))
    return queue.enqueue(env, asked, job.bound((), {}), schedule_id=schedule_id)


def _waits(env: Env, schedule_id: int) -> bool:
    table = table_of(env, QueuedJob)
    waiting = sa.exists().where(table.c.schedule_id == schedule_id, table.c.state == "waiting")
    return bool(env.transaction.connection.execute(sa.select(waiting)).scalar())


def _rows(env: Env) -> Iterator[Any]:
    table = table_of(env, ScheduledJob)
    for row in env.transaction.connection.execute(sa.select(table)):
        if row.addon not in env.registry.missing:
            yield row


def _schedule(job: Job[Any]) -> Rhythm:
    return cast("Rhythm", job.schedule)


def _rhythm(job: Job[Any], zone: str) -> str:
    return f"{job.schedule} ({zone})"
