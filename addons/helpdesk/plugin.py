"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.helpdesk import portal
from addons.helpdesk.following import follow_up, mail_customers
from addons.helpdesk.jobs import everything
from addons.helpdesk.pages import parts
from core import Env, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Tickets, teams and their menu."""
    return parts


@hookimpl
def jobs() -> Sequence[Any]:
    """Closing what is idle."""
    return everything


@hookimpl
def portal_parts() -> Sequence[Any]:
    """What customers see of tickets."""
    return portal.parts


@hookimpl
def changes_flushed(env: Env, changes: Sequence[Any]) -> None:
    """Customers and assignees follow their tickets, members their team; customers hear of stages."""
    follow_up(env, changes)
    mail_customers(env, changes)
