"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.helpdesk_sla.jobs import everything, measure_anew
from addons.helpdesk_sla.measuring import follow
from addons.helpdesk_sla.pages import parts
from core import Change, Env, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Policies and working hours, and what is seen of them on tickets."""
    return parts


@hookimpl
def jobs() -> Sequence[Any]:
    """Noting what was missed."""
    return everything


@hookimpl
def changes_flushed(env: Env, changes: Sequence[Change]) -> None:
    """Tickets that changed are measured; after a change of policies all are, behind the scenes."""
    if follow(env, changes):
        env.enqueue(measure_anew)
