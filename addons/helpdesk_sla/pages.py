"""What service levels put into the pages of the helpdesk, and their own."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.helpdesk.models import Stage, Team, Ticket
from addons.helpdesk.pages import team_groups, team_smart_buttons, ticket_board, ticket_list, ticket_panels
from addons.helpdesk_sla.models import Holiday, Policy, ShiftOfDay, TeamSla, TicketSla, WorkingHours
from addons.helpdesk_sla.models.statuses import STATES, TONES, Status
from core import (
    Column,
    Env,
    Filter,
    Form,
    Group,
    Into,
    Lines,
    List,
    Menu,
    Panel,
    Show,
    SmartButton,
    Tab,
    formats_for,
)


def uses_sla(team: TeamSla) -> bool:
    """Whether hours matter to the team."""
    return team.use_sla


def stages_of_team(policy: Policy) -> sa.Select[Stage]:
    """The stages that tickets of the team go through."""
    stage = policy.env[Stage]
    in_team = stage.teams.any(id=policy.team.id if policy.team is not None else None)
    return sa.select(stage).where(in_team).order_by(stage.sequence, stage.id)


def has_policies(ticket: TicketSla) -> bool:
    """Whether anything was promised about the ticket."""
    return ticket.id is not None and ticket.sla_state is not None


def levels_of(env: Env, ticket: TicketSla) -> dict[str, Any]:
    """Each policy with its state, deadline, and how long there is until then."""
    formats, status, policy = formats_for(env.user.locale, env.user.zone), env[Status], env[Policy]
    wanted = sa.select(status.state, status.deadline, status.reached_at, policy.name)
    wanted = wanted.join(policy, status.policy_id == policy.id).where(status.ticket_id == ticket.id)
    rows = []
    for one in env.session.execute(wanted.order_by(status.deadline, status.id)):
        left = formats.until(one.deadline - env.now()) if one.state == "running" and one.deadline is not None else ""
        rows.append({
            "policy": one.name, "state": STATES[one.state], "tone": TONES[one.state], "deadline": one.deadline,
            "left": left, "held": one.state == "running" and one.deadline is None, "reached": one.reached_at,
            "failed": one.state == "failed",
        })  # fmt: skip
    return {"levels": rows}


hours_form = Form(
    WorkingHours,
    "hours",
    Group("", WorkingHours.name, WorkingHours.zone),
    Tab("Weekly Hours", Lines(WorkingHours.shifts, ShiftOfDay.weekday, ShiftOfDay.begins, ShiftOfDay.ends)),
    Tab("Holidays", Lines(WorkingHours.holidays, Holiday.day, Holiday.name)),
)
hours_list = List(
    WorkingHours, "working-hours", WorkingHours.name, WorkingHours.zone,
    empty=("No working hours", "Without them every hour of every day counts."),
)  # fmt: skip
policy_form = Form(
    Policy,
    "policy",
    Group("", Policy.name, Policy.team, Policy.active),
    Group("Concerns Tickets With", Policy.priority, Policy.types, Policy.tags, Show(Policy.customers, searched=True)),
    Group(
        "Promise",
        Show(Policy.target_stage, among=stages_of_team),
        Policy.hours,
        Show(Policy.excluded_stages, among=stages_of_team),
    ),
)
policy_list = List(
    Policy, "policies", Policy.name, Policy.team, Policy.priority, Policy.target_stage, Policy.hours, Policy.active,
    empty=("No policies", "A policy says by when tickets of a team are to have reached a stage."),
)  # fmt: skip
policies_of_team = SmartButton("SLA Policies", on=Team, to=Policy, by=Policy.team_id, icon="timer")
menu = Menu(
    "Service Levels", icon="timer", order=21, roles=("helpdesk.manager",),
    children=(Menu("SLA Policies", page=policy_list), Menu("Working Hours", page=hours_list)),
)  # fmt: skip

parts: list[Any] = [
    hours_form,
    hours_list,
    policy_form,
    policy_list,
    menu,
    Into(team_groups, Group("Service Levels", TeamSla.use_sla, Show(TeamSla.working_hours, shown=uses_sla))),
    Into(team_smart_buttons, policies_of_team),
    Into(ticket_list, Column(TicketSla.sla_state), Column(TicketSla.sla_deadline)),
    Into(ticket_list, Filter("SLA failed", on=Ticket, keeps=lambda ticket, env: ticket.sla_state == "failed")),
    Into(ticket_list, Filter("SLA running", on=Ticket, keeps=lambda ticket, env: ticket.sla_state == "running")),
    Into(ticket_board, TicketSla.sla_state, TicketSla.sla_deadline),
    Into(
        ticket_panels,
        Panel("Service Levels", template="helpdesk_sla/levels.html", gives=levels_of, shown=has_policies),
    ),
]
