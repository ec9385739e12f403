"""The queue, and the switches of scheduled jobs. Rows are written by statements; an administrator looks at them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from core.orm.fields import (
    boolean,
    choice,
    decimal,
    foreign_key,
    instant,
    integer,
    json_text,
    long_text,
    many2one,
    text,
)
from core.orm.layers import Model, PlainModel, index, unique
from core.orm.refused import Refused

STATES = {"waiting": "Waiting", "running": "Running", "done": "Done", "failed": "Failed", "cancelled": "Cancelled"}
TONES = {"waiting": "idle", "running": "busy", "done": "good", "failed": "bad", "cancelled": "idle"}
OPEN = "state IN ('waiting', 'running')"
KEEPS_KEY = "state IN ('waiting', 'running', 'done')"
"""The states in which a job keeps others with its key out: one that failed or was cancelled did not do the work."""
TEXT_KEPT = 8000
"""Characters that are kept of an error: its beginning says what, its end says where."""


class ScheduledJob(Model, model="core.scheduled_job", title="Scheduled job"):
    """When a job that an addon scheduled runs next, and whether it runs at all. The addon's code says how often."""

    display = "{title}"
    order_by = ("title",)
    of_addon = "addon"

    name: Mapped[str] = text("Name", size=120, required=True, read_only=True)
    title: Mapped[str] = text("Job", required=True, read_only=True)
    addon: Mapped[str] = text("Module", size=41, required=True, read_only=True, index=True)
    rhythm: Mapped[str] = text("Runs", size=160, required=True, read_only=True)
    active: Mapped[bool] = boolean("Active", default=True, tracked=True)
    next_at: Mapped[datetime | None] = instant("Next run", read_only=True, index=True)
    last_at: Mapped[datetime | None] = instant("Last planned for", read_only=True)
    constraints = (unique("name"),)

    def run_now(self) -> QueuedJob:
        """Runs it once besides its slots. The button "Run now"."""
        from core.jobs.schedules import run_now

        return self.env.session.get_one(self.env[QueuedJob], run_now(self.env, self))


class QueuedJob(PlainModel, model="core.job", title="Job"):
    """One piece of work: waits, runs, and is kept for a while so that one can see what became of it."""

    display = "{title}"
    order_by = ("-id",)
    of_addon = "addon"

    name: Mapped[str] = text("Name", size=120, required=True, read_only=True)
    title: Mapped[str] = text("Job", required=True, read_only=True)
    addon: Mapped[str] = text("Module", size=41, required=True, read_only=True)
    state: Mapped[str] = choice("State", STATES, tones=TONES, default="waiting", read_only=True)
    arguments: Mapped[dict[str, Any]] = json_text("Arguments", required=True, read_only=True)
    user_id: Mapped[int | None] = integer("User", read_only=True)
    user_name: Mapped[str] = text("Asked for by", default="", read_only=True)
    schedule_id: Mapped[int | None] = foreign_key("core.scheduled_job", on_delete="SET NULL")
    schedule: Mapped[ScheduledJob | None] = many2one("Scheduled job", "schedule_id", read_only=True)
    priority: Mapped[int] = integer("Priority", default=0, read_only=True)
    key: Mapped[str | None] = text("Key", read_only=True)
    lane: Mapped[str | None] = text("In order with", read_only=True)
    enqueued_at: Mapped[datetime] = instant("Asked for", required=True, read_only=True)
    due_at: Mapped[datetime] = instant("Due", required=True, read_only=True)
    started_at: Mapped[datetime | None] = instant("Started", read_only=True)
    finished_at: Mapped[datetime | None] = instant("Finished", read_only=True)
    seconds: Mapped[Decimal | None] = decimal("Seconds", digits=3, read_only=True)
    attempts: Mapped[int] = integer("Attempts", default=0, read_only=True)
    most_attempts: Mapped[int] = integer("Attempts at most", default=1, read_only=True)
    worker: Mapped[str | None] = text("Worker", size=80, read_only=True)
    leased_until: Mapped[datetime | None] = instant("Leased until", read_only=True)
    error: Mapped[str | None] = long_text("Error", read_only=True)
    constraints = (
        index("priority", "due_at", "id", where="state = 'waiting'", name="ix_core_job_next"),
        index("due_at", where="state = 'waiting'", name="ix_core_job_due"),
        index("leased_until", where="state = 'running'", name="ix_core_job_leases"),
        index("lane", "id", where=f"lane IS NOT NULL AND {OPEN}", name="ix_core_job_lanes"),
        index("key", unique=True, where=f"key IS NOT NULL AND {KEEPS_KEY}", name="uq_core_job_key"),
        index("state", "id"),
        index("name", "id"),
        index("addon", "id"),
        index("finished_at"),
    )

    def retry(self) -> None:
        """Lets a failed or cancelled job run once more, now. The button "Retry"."""
        if self.state not in ("failed", "cancelled"):
            raise Refused("Only a job that failed or was cancelled can be retried.")
        if self.key is not None and self._key_is_taken():
            raise Refused("Another job does this work already.")
        self.state, self.due_at, self.finished_at = "waiting", self.env.now(), None
        self.most_attempts = max(self.most_attempts, self.attempts + 1)

    def cancel(self) -> None:
        """Takes a waiting job out of the queue. One that runs cannot be called back. The button "Cancel"."""
        if self.state != "waiting":
            raise Refused("Only a waiting job can be cancelled.")
        self.state, self.finished_at = "cancelled", self.env.now()

    def _key_is_taken(self) -> bool:
        table: sa.Table = self.env[QueuedJob].__table__  # type: ignore[attr-defined]
        taken = sa.exists().where(table.c.key == self.key, table.c.state.in_(("waiting", "running", "done")))
        return bool(self.env.transaction.connection.execute(sa.select(taken)).scalar())
