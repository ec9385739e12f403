"""Teams close tickets by themselves on which nothing happens any more (SPEC HD-22)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from addons.helpdesk.models.teams import Stage, Team
from addons.helpdesk.models.tickets import Ticket
from addons.mail.models import Activity, Message
from core import Env, Mapped, Refused, boolean, foreign_key, in_language, integer, many2many, many2one

AT_ONCE = 200
"""Tickets that are closed in one transaction."""
CLOSED = "This was closed because nothing happened for {n} days."
NOT_CLOSED = "This could not be closed by itself: {why}"


class TeamClosing(Team):
    """A team may close tickets after some days without activity."""

    auto_close: Mapped[bool] = boolean("Close Automatically", tracked=True)
    auto_close_days: Mapped[int] = integer(
        "After Days", default=7, tracked=True,
        help="Calendar days without a message, a note or a change. A planned activity keeps a ticket open.",
    )  # fmt: skip
    auto_close_stage_id: Mapped[int | None] = foreign_key("helpdesk.stage")
    auto_close_stage: Mapped[Stage | None] = many2one("Closing Stage", "auto_close_stage_id", tracked=True)
    auto_close_from: Mapped[list[Stage]] = many2many(
        "Only from Stages", "helpdesk.stage", link="helpdesk_team_auto_close_from", tracked=True,
        help="Empty: from every stage.",
    )  # fmt: skip

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Tickets are closed after a day at least, in one of the team's stages."""
        yield from super().check()
        if not self.auto_close:
            return
        if self.auto_close_days is None or self.auto_close_days < 1:
            yield "auto_close_days", "This must be at least 1."
        if self.auto_close_stage is None:
            yield "auto_close_stage", "Choose the stage that tickets are closed in."
        elif self.auto_close_stage not in self.stages:
            text = "{stage} is not a stage of the team {team}."
            yield Refused(text, about="auto_close_stage", stage=self.auto_close_stage.name, team=self.name)


def close_idle(system: Env) -> bool:
    """Closes what has been idle for long enough; whether there may be more. System work, safe to repeat at any time."""
    left = AT_ONCE
    teams = sa.select(system[TeamClosing]).where(system[Team].active, system[TeamClosing].auto_close)
    for team in system.session.scalars(teams.order_by(system[Team].id)).all():
        found = idle_tickets(system, team, limit=left)
        for ticket in found:
            _close(ticket, team)
        left -= len(found)
        if left <= 0:
            return True
    return False


def idle_tickets(system: Env, team: TeamClosing, *, limit: int) -> Sequence[Ticket]:
    """Open tickets of a team on which nothing happened for its days, the longest idle first.

    Days begin at midnight where the company is: what last happened on a Monday is seven days old on the next Monday.
    """
    ticket, message, activity = system[Ticket], system[Message], system[Activity]
    before = _midnight(system, team.company.zone, days_ago=team.auto_close_days - 1)

    def hangs(cls: Any) -> Any:
        return sa.and_(cls.document_model == Ticket.__model__, cls.document_id == ticket.id)

    talked = sa.exists().where(hangs(message), message.kind != "tracking", message.created_at >= before)
    planned = sa.exists().where(hangs(activity), activity.done_at.is_(None))
    wanted = sa.select(ticket).where(
        ticket.company_id == team.company_id, ticket.team_id == team.id, ticket.closed_at.is_(None), ticket.active,
        ticket.stage_id != team.auto_close_stage_id, ticket.updated_at < before, ~talked, ~planned,
    )  # fmt: skip
    if team.auto_close_from:
        wanted = wanted.where(ticket.stage_id.in_([stage.id for stage in team.auto_close_from]))
    return system.session.scalars(wanted.order_by(ticket.updated_at, ticket.id).limit(limit)).all()


def _midnight(env: Env, zone: str, *, days_ago: int) -> datetime:
    """When the day began, that many days ago, in a time zone."""
    local = ZoneInfo(zone)
    day = env.now().astimezone(local).date() - timedelta(days=days_ago)
    return datetime.combine(day, time(), tzinfo=local).astimezone(ZoneInfo("UTC"))


def _close(ticket: Ticket, team: TeamClosing) -> None:
    """Moves a ticket and says so in the customer's language. One that refuses to be closed does not stop the others."""
    env = ticket.env
    locale = (ticket.customer.locale if ticket.customer is not None else None) or env.user.locale
    try:
        with env.session.begin_nested():
            ticket.stage = team.auto_close_stage
            env.session.flush()
            ticket.post_message(in_language(env, CLOSED, locale).replace("{n}", str(team.auto_close_days)))
    except Refused as why:
        env.session.refresh(ticket)
        ticket.post_note(NOT_CLOSED, why=why.message)
