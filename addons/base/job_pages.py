"""Background jobs, as an administrator sees them: what waits, what became of it, what runs by itself."""

from __future__ import annotations

import json
from typing import Any

from core import (
    Action,
    Actions,
    Env,
    Filter,
    Form,
    Group,
    List,
    Panel,
    QueuedJob,
    ScheduledJob,
    SmartButton,
    SmartButtons,
    StatusBar,
)


def may_be_retried(job: QueuedJob) -> bool:
    """Whether it ended without success."""
    return job.state in ("failed", "cancelled")


def may_be_cancelled(job: QueuedJob) -> bool:
    """Whether it has not begun."""
    return job.state == "waiting"


def details(_env: Env, job: QueuedJob) -> dict[str, Any]:
    """What it is called with, and what went wrong."""
    arguments = [(name, json.dumps(value, ensure_ascii=False)) for name, value in job.arguments.items()]
    return {"arguments": arguments, "error": job.error or ""}


retry = Action("Retry", on=QueuedJob, does="retry", system="retry a job", shown=may_be_retried, primary=True,
               icon="rotate-cw", bulk=True)  # fmt: skip
cancel = Action("Cancel", on=QueuedJob, does="cancel", system="cancel a job", shown=may_be_cancelled, icon="ban",
                bulk=True)  # fmt: skip
job_form = Form(
    QueuedJob,
    "job",
    Actions(retry, cancel),
    StatusBar(QueuedJob.state),
    Group("", QueuedJob.title, QueuedJob.name, QueuedJob.addon, QueuedJob.user_name, QueuedJob.schedule),
    Group("Time", QueuedJob.enqueued_at, QueuedJob.due_at, QueuedJob.started_at, QueuedJob.finished_at,
          QueuedJob.seconds),
    Group("Attempts", QueuedJob.attempts, QueuedJob.most_attempts, QueuedJob.worker, QueuedJob.priority,
          QueuedJob.key, QueuedJob.lane),
    Panel("Details", template="base/job.html", gives=details, place="below"),
    create=False,
    delete=False,
)  # fmt: skip
job_list = List(
    QueuedJob,
    "jobs",
    QueuedJob.title,
    QueuedJob.state,
    QueuedJob.due_at,
    QueuedJob.seconds,
    QueuedJob.attempts,
    QueuedJob.user_name,
    QueuedJob.addon,
    filters=(
        Filter("Failed", on=QueuedJob, keeps=lambda job, env: job.state == "failed"),
        Filter("Waiting or running", on=QueuedJob, keeps=lambda job, env: job.state.in_(("waiting", "running"))),
    ),
    title="Background jobs",
    group_by=(QueuedJob.state, QueuedJob.name, QueuedJob.addon),
    empty=("No jobs", "What runs in the background shows here for a week, and failures for three months."),
)

run_now = Action("Run now", on=ScheduledJob, does="run_now", system="run a scheduled job now", icon="play")
runs = SmartButton("Runs", on=ScheduledJob, to=QueuedJob, by=QueuedJob.schedule_id, icon="history")
scheduled_form = Form(
    ScheduledJob,
    "scheduled-job",
    Actions(run_now),
    SmartButtons(runs),
    Group("", ScheduledJob.title, ScheduledJob.rhythm, ScheduledJob.active, ScheduledJob.addon, ScheduledJob.name),
    Group("Time", ScheduledJob.next_at, ScheduledJob.last_at),
    create=False,
    delete=False,
)
scheduled_list = List(
    ScheduledJob, "scheduled-jobs", ScheduledJob.title, ScheduledJob.rhythm, ScheduledJob.next_at,
    ScheduledJob.last_at, ScheduledJob.active, ScheduledJob.addon, group_by=(ScheduledJob.addon,),
)  # fmt: skip
