"""What the helpdesk does by itself."""

from __future__ import annotations

from typing import Any

from addons.helpdesk.models.closing import close_idle
from core import Daily, Env, job


@job(title="Close idle tickets", schedule=Daily("03:20"), system="close tickets on which nothing happens")
def close_idle_tickets(env: Env) -> None:
    """Closes some, and asks for the rest to be closed after that: so no transaction becomes too long."""
    if close_idle(env):
        env.enqueue(close_idle_tickets)


everything: list[Any] = [close_idle_tickets]
