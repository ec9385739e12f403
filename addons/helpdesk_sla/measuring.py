"""Keeping deadlines true: after changes of tickets, as time passes, and when a policy changes (SPEC HD-20)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from addons.helpdesk.models import Team, Ticket
from addons.helpdesk_sla.hours import deadline
from addons.helpdesk_sla.models import Holiday, Policy, ShiftOfDay, Status, Stay, TeamSla, TicketSla, WorkingHours
from core import Change, Env

TICKET = Ticket.__model__
MATTERS = frozenset(("stage", "team", "priority", "type", "tags", "customer", "active"))
"""Fields of a ticket on which its policies and deadlines depend."""
PROMISES = frozenset(one.__model__ for one in (Policy, WorkingHours, ShiftOfDay, Holiday))
AT_ONCE = 200
"""Tickets that are measured in one transaction."""
MISSED = "The service level “{policy}” was missed."


def follow(system: Env, changes: Sequence[Change]) -> bool:
    """Measures tickets that changed; whether what is promised changed, so that all of them are to be measured anew."""
    ids = [
        change.id
        for change in changes
        if change.model == TICKET and change.operation != "delete"
        and (change.operation == "create" or not MATTERS.isdisjoint(change.fields))
    ]  # fmt: skip
    if ids and _teams(system):
        for ticket in _tickets(system, ids):
            measure(ticket)
    promised = {"use_sla", "working_hours"}
    return any(
        change.model in PROMISES or (change.model == Team.__model__ and not promised.isdisjoint(change.fields))
        for change in changes
    )


def _teams(system: Env) -> list[int]:
    """The teams that promise something: most databases have few, and tickets of others cost nothing."""
    team = system[TeamSla]
    wanted = sa.select(team.id).where(team.use_sla)
    return system.remember("helpdesk_sla.teams", lambda: list(system.session.scalars(wanted)), of=(Team,))


def _tickets(system: Env, ids: Iterable[int]) -> Sequence[TicketSla]:
    ticket = system[TicketSla]
    return system.session.scalars(sa.select(ticket).where(ticket.id.in_(ids)).order_by(ticket.id)).all()


def measure(ticket: TicketSla) -> None:
    """Brings a ticket's statuses up to this moment. System work, safe to repeat."""
    system = ticket.env
    team = ticket.team
    assert isinstance(team, TeamSla)
    known = {one.policy_id: one for one in ticket.sla_statuses}
    if not ticket.active or (not team.use_sla and not known):
        return
    stays = _stays(ticket)
    concerned = [one for one in _policies(system, team) if one.concerns(ticket)]
    for policy in concerned:
        status = known.pop(policy.id, None) or system.new(Status, ticket=ticket, policy=policy, state="running")
        _settle(status, ticket, policy, stays)
    for gone in [one for one in known.values() if one.state != "failed"]:
        ticket.sla_statuses.remove(gone) if gone in ticket.sla_statuses else None
        system.session.delete(gone)
    system.session.flush()
    system.session.expire(ticket, ["sla_statuses"])
    _sum_up(ticket)


def _policies(system: Env, team: TeamSla) -> Sequence[Policy]:
    if not team.use_sla:
        return ()
    policy = system[Policy]
    wanted = sa.select(policy).where(policy.team_id == team.id, policy.active).order_by(policy.id)
    key = f"helpdesk_sla.policies.{team.id}"
    return system.remember(key, lambda: system.session.scalars(wanted).all(), of=(Policy, Team))


def _stays(ticket: TicketSla) -> Sequence[Stay]:
    """The ticket's way through its stages, written on if it went on."""
    system = ticket.env
    stay = system[Stay]
    found = list(system.session.scalars(sa.select(stay).where(stay.ticket_id == ticket.id).order_by(stay.id)))
    last = found[-1] if found else None
    if last is None or last.stage_id != ticket.stage_id:
        now = system.now()
        if last is not None:
            last.left_at = now
        # Of a ticket that was there before anybody measured, nobody knows where it was.
        fresh = last is None and now - ticket.created_at < timedelta(minutes=1)
        entered = ticket.created_at if fresh else now
        found.append(system.new(Stay, ticket_id=ticket.id, stage_id=ticket.stage_id, entered_at=entered))
        system.session.flush()
    return found


def _settle(status: Status, ticket: TicketSla, policy: Policy, stays: Sequence[Stay]) -> None:
    """Running, reached or failed, at this moment."""
    if status.state == "failed":
        return
    due, now = due_at(ticket, policy, stays), ticket.env.now()
    status.deadline = due
    if policy.is_reached_in(ticket.stage):
        status.reached_at = status.reached_at or now
    else:
        status.reached_at = None
    if due is not None and (status.reached_at or now) > due:
        status.state = "failed"
        ticket.post_note(MISSED, policy=policy.name)
    else:
        status.state = "reached" if status.reached_at is not None else "running"


def due_at(ticket: Ticket, policy: Policy, stays: Sequence[Stay]) -> datetime | None:
    """When a policy's hours will have passed for a ticket; None while it is held."""
    team = ticket.team
    assert isinstance(team, TeamSla)
    excluded = {stage.id for stage in policy.excluded_stages}
    holds = [(one.entered_at, one.left_at) for one in stays if one.stage_id in excluded]
    work = team.working_hours.working_time if team.working_hours is not None else None
    return deadline(work, ticket.created_at, timedelta(seconds=int(policy.hours * Decimal(3600))), holds)


def _sum_up(ticket: TicketSla) -> None:
    """The worst state and the next deadline, kept with the ticket; that is no edit of it."""
    states = {one.state for one in ticket.sla_statuses}
    state = next((one for one in ("failed", "running", "reached") if one in states), None)
    open_ = [one.deadline for one in ticket.sla_statuses if one.state == "running" and one.deadline is not None]
    values: dict[str, Any] = {"sla_state": state, "sla_deadline": min(open_, default=None)}
    if (ticket.sla_state, ticket.sla_deadline) == (values["sla_state"], values["sla_deadline"]):
        return
    table: Any = type(ticket).__table__  # type: ignore[attr-defined]
    ticket.env.transaction.connection.execute(sa.update(table).where(table.c.id == ticket.id).values(values))
    ticket.env.session.expire(ticket, list(values))


def measure_overdue(system: Env) -> bool:
    """Measures tickets whose deadline has passed; whether there may be more. System work."""
    status, ticket = system[Status], system[Ticket]
    wanted = sa.select(status.ticket_id).join(ticket, ticket.id == status.ticket_id).where(
        status.state == "running", status.deadline < system.now(), ticket.active
    ).order_by(status.deadline, status.id).limit(AT_ONCE)  # fmt: skip
    ids = system.session.scalars(wanted).all()
    for one in _tickets(system, set(ids)):
        measure(one)
    return len(ids) == AT_ONCE


def measure_open(system: Env, after_id: int) -> int | None:
    """Measures some open tickets, those after an id; the last id if there may be more. System work."""
    ticket, team = system[TicketSla], system[TeamSla]
    concerned = sa.select(team.id).where(team.use_sla)
    running = sa.exists().where(system[Status].ticket_id == ticket.id, system[Status].state == "running")
    wanted = sa.select(ticket).where(
        ticket.id > after_id, ticket.active, ticket.closed_at.is_(None), ticket.team_id.in_(concerned) | running
    ).order_by(ticket.id).limit(AT_ONCE)  # fmt: skip
    found = system.session.scalars(wanted).all()
    for one in found:
        measure(one)
    return found[-1].id if len(found) == AT_ONCE else None
