"""The record rules that access.toml names: SQL conditions over the columns of a model (SPEC HD-3, AR-2)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.mail.rules import own_or_followed


def _follows(access: Any, model: str, id_column: Any) -> Any:
    """Whether the user's own contact follows a document."""
    follower = access.columns("mail.follower")
    return access.exists(
        follower,
        follower.document_model == model,
        follower.document_id == id_column,
        follower.contact_id == access.CONTACT,
    )


def _open_teams(access: Any) -> Any:
    """The ids of teams that are not private, and of private ones that the user follows.

    IN, not EXISTS: there are few teams and many tickets, whose index begins with the team.
    """
    team = access.columns("helpdesk.team")
    return sa.select(team.id).where((team.visibility != "private") | _follows(access, "helpdesk.team", team.id))


def team_is_visible(team: Any, access: Any) -> Any:
    """Teams whose tickets are visible, were it only one that the user follows."""
    ticket = access.columns("helpdesk.ticket")
    followed = _follows(access, "helpdesk.ticket", ticket.id)
    of_followed_ticket = access.exists(ticket, ticket.team_id == team.id, followed)
    return (team.visibility != "private") | _follows(access, "helpdesk.team", team.id) | of_followed_ticket


def of_visible_team(ticket: Any, access: Any) -> Any:
    """Tickets of visible teams."""
    return ticket.team_id.in_(_open_teams(access))


def of_visible_team_or_followed(ticket: Any, access: Any) -> Any:
    """Tickets of visible teams, and those of private teams that the user follows."""
    return ticket.team_id.in_(_open_teams(access)) | _follows(access, "helpdesk.ticket", ticket.id)


def of_public_team_and_own(ticket: Any, access: Any) -> Any:
    """A customer's own tickets, and those of the same company that they follow, in teams that customers may see."""
    team = access.columns("helpdesk.team")
    public = sa.select(team.id).where(team.visibility == "public")
    return ticket.team_id.in_(public) & own_or_followed(ticket, access, "helpdesk.ticket", ticket.customer_id)
