"""Policies on tickets: whom they concern, how long is left, what is reached, and what failed for ever (SPEC HD-20)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Tag, Team, Ticket, TicketType
from addons.helpdesk_sla.jobs import measure_anew, note_missed
from addons.helpdesk_sla.models import Policy, ShiftOfDay, Status, TicketSla, WorkingHours
from addons.mail.models import Message
from core import Env, Refused
from tests.addons.helpdesk.desk import MANAGER, USER, a_contact, a_team, a_ticket, hire, stage
from tests.addons.helpdesk.screens import screens_of
from tests.core.jobs.conftest import Turned
from tests.kernels import Acting

MONDAY = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)  # 9:00 in Berlin


def levels(env: Env) -> None:
    """Eight working hours, nine to five in Berlin, until a ticket is in progress; on hold does not count."""
    hours = env.draft(WorkingHours, name="Office", zone="Europe/Berlin")
    for day in range(5):
        hours.shifts.append(env[ShiftOfDay](weekday=str(day), begins="09:00", ends="17:00"))
    env.session.add(hours)
    team: Any = a_team(env)
    team.use_sla, team.working_hours = True, hours
    env.new(Policy, name="First answer", team=team, target_stage=stage(env, "In Progress"), hours=Decimal(8),
            excluded_stages=[])  # fmt: skip
    env.new(Policy, name="Solved", team=team, target_stage=stage(env, "Solved"), hours=Decimal(16), priority="3",
            excluded_stages=[stage(env, "On Hold")])  # fmt: skip


@pytest.fixture
def clock() -> Turned:
    return Turned(MONDAY)


@pytest.fixture
def desk(acting: Callable[..., Acting], clock: Turned) -> Acting:
    """A desk on which a ticket comes in on Monday at nine."""
    made = acting("helpdesk_sla", clock=clock, scene=(hire, levels))
    made.run(lambda env: a_ticket(env, created_at=env.now()), USER)
    return made


def the_ticket(env: Env) -> Any:
    return env.session.scalars(sa.select(env[TicketSla]).order_by(env[Ticket].id)).first()


def change(desk: Acting, **values: Any) -> None:
    def work(env: Env) -> None:
        for name, value in values.items():
            setattr(the_ticket(env), name, value(env) if callable(value) else value)

    desk.run(work, USER)


def to(desk: Acting, name: str) -> None:
    change(desk, stage=lambda env: stage(env, name))


def stands(desk: Acting) -> dict[str, tuple[str, datetime | None]]:
    def work(env: Env) -> Any:
        return {one.policy.name: (one.state, one.deadline) for one in the_ticket(env).sla_statuses}

    return desk.run(work)


def summed(desk: Acting) -> tuple[str | None, datetime | None]:
    return desk.run(lambda env: (the_ticket(env).sla_state, the_ticket(env).sla_deadline))


@pytest.mark.req("HD-20")
def test_a_deadline_counts_working_hours_and_what_is_reached_in_time_is_reached(desk: Acting, clock: Turned) -> None:
    due = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)
    assert stands(desk) == {"First answer": ("running", due)}
    assert summed(desk) == ("running", due)
    clock.turn(hours=2)
    to(desk, "In Progress")
    assert stands(desk) == {"First answer": ("reached", due)}
    assert summed(desk) == ("reached", None)
    to(desk, "New")  # sent back: it runs on
    assert stands(desk)["First answer"][0] == "running"


@pytest.mark.req("HD-20")
def test_what_is_missed_is_noted_once_and_stays_failed(desk: Acting, clock: Turned) -> None:
    desk.run(note_missed)
    assert summed(desk)[0] == "running"
    clock.turn(hours=9)
    for _ in range(2):
        desk.run(note_missed)
    assert summed(desk) == ("failed", None)
    notes = desk.run(lambda env: list(env.session.scalars(sa.select(env[Message].body).where(
        env[Message].kind == "note"))))  # fmt: skip
    assert notes == ["The service level “First answer” was missed."]
    to(desk, "In Progress")
    change(desk, priority="3")
    assert stands(desk)["First answer"][0] == "failed"
    assert stands(desk)["Solved"][0] == "running"


@pytest.mark.req("HD-20")
def test_reached_too_late_is_failed(desk: Acting, clock: Turned) -> None:
    clock.turn(hours=9)
    to(desk, "In Progress")
    assert summed(desk)[0] == "failed"


@pytest.mark.req("HD-20")
def test_time_in_excluded_stages_does_not_count(desk: Acting, clock: Turned) -> None:
    change(desk, priority="3")
    assert stands(desk)["Solved"] == ("running", datetime(2026, 11, 3, 16, 0, tzinfo=UTC))
    clock.turn(hours=4)
    to(desk, "On Hold")
    assert stands(desk)["Solved"] == ("running", None)
    clock.turn(days=2)
    desk.run(note_missed)
    assert stands(desk)["Solved"] == ("running", None)
    to(desk, "In Progress")
    assert stands(desk)["Solved"] == ("running", datetime(2026, 11, 5, 16, 0, tzinfo=UTC))


@pytest.mark.req("HD-20")
def test_policies_concern_what_they_say(desk: Acting) -> None:
    def narrow(env: Env) -> None:
        policy = env.session.scalars(sa.select(env[Policy]).where(env[Policy].name == "First answer")).one()
        firm = a_contact(env, "Bikes Ltd", is_company=True)
        a_contact(env, "Ann of Bikes", parent=firm)
        policy.types = [env.new(TicketType, name="Complaint")]
        policy.tags = [env.new(Tag, name="battery"), env.new(Tag, name="brakes")]
        policy.customers = [firm]

    desk.run(narrow)
    desk.run(measure_anew)
    assert stands(desk) == {}
    assert summed(desk) == (None, None)

    def fitting(model: Any, name: str) -> Callable[[Env], Any]:
        return lambda env: env.session.scalars(sa.select(env[model]).where(env[model].name == name)).one()

    from addons.base.models import Contact

    change(desk, type=fitting(TicketType, "Complaint"), customer=fitting(Contact, "Ann of Bikes"))
    assert stands(desk) == {}
    change(desk, tags=lambda env: [fitting(Tag, "brakes")(env)])
    assert list(stands(desk)) == ["First answer"]


@pytest.mark.req("HD-20")
def test_a_changed_policy_gives_open_tickets_other_deadlines(desk: Acting) -> None:
    def longer(env: Env) -> None:
        env.session.scalars(sa.select(env[Policy]).where(env[Policy].name == "First answer")).one().hours = Decimal(10)

    desk.run(longer, MANAGER)
    desk.run(measure_anew)
    assert stands(desk)["First answer"][1] == datetime(2026, 11, 3, 10, 0, tzinfo=UTC)


def test_measuring_is_no_edit_of_the_ticket_and_teams_without_promises_have_none(desk: Acting) -> None:
    before = desk.run(lambda env: the_ticket(env).version)
    desk.run(measure_anew)
    assert desk.run(lambda env: the_ticket(env).version) == before == 1
    desk.run(lambda env: a_ticket(env, "Elsewhere", team=a_team(env, "Other")))
    count = sa.select(sa.func.count())
    assert desk.run(lambda env: env.session.scalar(count.select_from(env[Status]))) == 1


def test_what_makes_no_sense_is_refused(desk: Acting) -> None:
    def wrong(env: Env, **values: Any) -> None:
        team = env.session.scalars(sa.select(env[Team]).where(env[Team].name == "Service")).one()
        given = {"name": "X", "team": team, "target_stage": stage(env, "Solved"), "hours": Decimal(1), **values}
        env.new(Policy, **given)
        env.session.flush()

    with pytest.raises(Refused, match="more than 0"):
        desk.run(lambda env: wrong(env, hours=Decimal(0)))
    with pytest.raises(Refused, match="cannot be excluded"):
        desk.run(lambda env: wrong(env, excluded_stages=[stage(env, "Solved")]))

    def hours(env: Env, begins: str, ends: str) -> None:
        made = env.draft(WorkingHours, name="Y", zone="UTC")
        made.shifts.append(env[ShiftOfDay](weekday="0", begins=begins, ends=ends))
        env.session.add(made)
        env.session.flush()

    for begins, ends in (("9", "17:00"), ("09:00", "24:30")):
        with pytest.raises(Refused, match="Enter a time such as"):
            desk.run(lambda env, begins=begins, ends=ends: hours(env, begins, ends))
    with pytest.raises(Refused, match="later than"):
        desk.run(lambda env: hours(env, "17:00", "09:00"))


@pytest.mark.req("HD-20", "HD-24")
def test_lists_boards_and_forms_say_how_long_there_is(desk: Acting, tmp_path: Path) -> None:
    with screens_of(desk, tmp_path) as screens:
        for path in ("/helpdesk/tickets", "/helpdesk/board", "/helpdesk/ticket/1"):
            assert "in 8 hours" in screens.text(USER, path), path
        assert "First answer" in screens.text(USER, "/helpdesk/ticket/1")
        assert "Display flickers" not in screens.text(USER, "/helpdesk/tickets?f=sla-failed")
        assert "Display flickers" in screens.text(USER, "/helpdesk/tickets?f=sla-running")
        assert "working_hours" in screens.fields(MANAGER, "/helpdesk/team/1")
