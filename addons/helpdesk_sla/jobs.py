"""What is measured without anybody touching a ticket."""

from __future__ import annotations

from typing import Any

from addons.helpdesk_sla.measuring import measure_open, measure_overdue
from core import Env, Every, job


@job(title="Note missed service levels", schedule=Every(minutes=5), system="note missed service levels")
def note_missed(env: Env) -> None:
    """Deadlines that have passed are noted on their tickets."""
    if measure_overdue(env):
        env.enqueue(note_missed)


@job(title="Work out deadlines anew", system="work out deadlines anew")
def measure_anew(env: Env, after_id: int = 0) -> None:
    """After a policy or working hours changed: all open tickets, some at a time."""
    if (last := measure_open(env, after_id)) is not None:
        env.enqueue(measure_anew, after_id=last)


everything: list[Any] = [note_missed, measure_anew]
