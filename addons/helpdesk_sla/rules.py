"""The record rules that access.toml names: SQL conditions over the columns of a model."""

from __future__ import annotations

from typing import Any


def of_visible_ticket(t: Any, access: Any) -> Any:
    """How tickets stand that the user may see."""
    return access.sees("helpdesk.ticket", t.ticket_id)


def of_visible_team(t: Any, access: Any) -> Any:
    """Policies of teams that the user may see."""
    return access.sees("helpdesk.team", t.team_id)
