"""The demonstration's service levels: office hours in Berlin, and two promises of one team."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from addons.helpdesk.demo import SERVICE
from addons.helpdesk.models import Stage
from addons.helpdesk_sla.measuring import measure_open
from addons.helpdesk_sla.models import Holiday, Policy, ShiftOfDay, TeamSla, WorkingHours
from core import Env


def load(env: Env) -> None:
    """Makes hours and policies, and measures the open tickets. `env` is a system Env."""
    hours = env.draft(WorkingHours, name="Office hours", zone="Europe/Berlin")
    for weekday in range(5):
        for begins, ends in (("09:00", "12:00"), ("13:00", "17:00")):
            hours.shifts.append(env[ShiftOfDay](weekday=str(weekday), begins=begins, ends=ends))
    hours.holidays.append(env[Holiday](day=date(env.today().year, 12, 25), name="Christmas Day"))
    env.session.add(hours)
    team: Any = env.session.scalars(sa.select(env[TeamSla]).where(env[TeamSla].name == SERVICE)).one()
    team.use_sla, team.working_hours = True, hours
    for name, stage, amount, values in (
        ("First answer", "In Progress", 8, {}), ("Urgent: solved in three days", "Solved", 21, {"priority": "3"}),
        ("Solved in two weeks", "Solved", 70, {}),
    ):  # fmt: skip
        held = [_stage(env, "On Hold")]
        env.new(Policy, name=name, team=team, target_stage=_stage(env, stage), hours=Decimal(amount),
                excluded_stages=held, **values)  # fmt: skip
    env.session.flush()
    measure_open(env, 0)


def _stage(env: Env, name: str) -> Stage:
    return env.session.scalars(sa.select(env[Stage]).where(env[Stage].name == name).order_by(env[Stage].id)).first()  # type: ignore[return-value]
