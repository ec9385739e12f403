"""The record rules of the desk."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def own_companies(t: Any, access: Any) -> Any:
    return t.id.in_(access.COMPANIES)


def in_my_teams(t: Any, access: Any) -> Any:
    member = access.columns("desk.member")
    return t.team_id.in_(sa.select(member.team_id).where(member.user_id == access.USER))


def of_my_teams(t: Any, access: Any) -> Any:
    member = access.columns("desk.member")
    return sa.exists().where(member.team_id == t.team_id, member.user_id == access.USER)


def own_tickets(t: Any, access: Any) -> Any:
    return t.customer_id == access.CONTACT


def ticket_is_open(t: Any, access: Any) -> Any:
    return access.sees("desk.ticket", t.ticket_id)


def document_is_open(t: Any, access: Any) -> Any:
    return access.sees_record(t.document_model, t.document_id)
