"""Teams close tickets on which nothing happens any more, by the days of their company, and say so (SPEC HD-22)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from addons.base.models import Company
from addons.helpdesk.jobs import close_idle_tickets
from addons.helpdesk.models import TeamClosing, Ticket
from addons.helpdesk.models.closing import AT_ONCE
from addons.mail.models import Message
from core import Env, QueuedJob, Refused
from tests.addons.helpdesk.desk import MANAGER, USER, a_contact, a_team, a_ticket, hire, stage, user
from tests.addons.helpdesk.screens import Screens, screens_of
from tests.core.jobs.conftest import Turned
from tests.kernels import Acting

MONDAY = datetime(2026, 11, 2, 21, 0, tzinfo=UTC)


def closing_team(env: Env) -> None:
    """Closes after seven days, into "Solved", where it is Berlin."""
    env.session.scalars(sa.select(env[Company])).one().zone = "Europe/Berlin"
    team: Any = a_team(env)
    team.auto_close, team.auto_close_stage = True, stage(env, "Solved")


@pytest.fixture
def clock() -> Turned:
    return Turned(MONDAY)


@pytest.fixture
def idle(acting: Callable[..., Acting], clock: Turned) -> Acting:
    """A ticket that came in on a Monday evening."""
    made = acting("helpdesk", clock=clock, scene=(hire, closing_team))
    made.run(lambda env: a_ticket(env, customer=a_contact(env, email="marta@mail.example", locale="de")))
    return made


def run(desk: Acting) -> str:
    """Runs the job; the stage of the ticket after that."""
    desk.run(close_idle_tickets)
    return desk.run(lambda env: env.session.scalars(sa.select(env[Ticket])).first().stage.name)


def the_ticket(env: Env) -> Any:
    return env.session.scalars(sa.select(env[Ticket]).order_by(env[Ticket].id)).first()


def said(desk: Acting) -> list[str]:
    kinds = ("message", "note")
    return desk.run(
        lambda env: list(env.session.scalars(sa.select(env[Message].body).where(env[Message].kind.in_(kinds))))
    )


@pytest.mark.req("HD-22")
def test_a_ticket_is_closed_when_its_seventh_day_begins_where_the_company_is(idle: Acting, clock: Turned) -> None:
    clock.moment = datetime(2026, 11, 8, 22, 59, tzinfo=UTC)
    assert run(idle) == "New"
    clock.moment = datetime(2026, 11, 8, 23, 1, tzinfo=UTC)  # Monday in Berlin
    assert run(idle) == "Solved"
    assert said(idle) == ["Dies wurde geschlossen, weil 7 Tage lang nichts geschah."]
    assert run(idle) == "Solved"
    assert len(said(idle)) == 1


@pytest.mark.req("HD-22")
@pytest.mark.parametrize("what", ["message", "note", "change", "plan"])
def test_whatever_happens_keeps_it_open(idle: Acting, clock: Turned, what: str) -> None:
    clock.turn(days=5)
    acts: dict[str, Callable[[Env], Any]] = {
        "message": lambda env: the_ticket(env).post_message("Any news?"),
        "note": lambda env: the_ticket(env).post_note("Waiting for parts"),
        "change": lambda env: setattr(the_ticket(env), "priority", "1"),
        "plan": lambda env: the_ticket(env).schedule("Call", due=env.today(), user=user(env, USER)),
    }
    idle.run(acts[what])
    clock.turn(days=4)
    assert run(idle) == "New"
    clock.turn(days=6)
    assert run(idle) == ("New" if what == "plan" else "Solved")


@pytest.mark.req("HD-22")
def test_only_from_the_listed_stages_and_only_where_it_is_on(idle: Acting, clock: Turned) -> None:
    clock.turn(days=30)

    def change(**values: Any) -> None:
        def work(env: Env) -> None:
            team = env.session.scalars(sa.select(env[TeamClosing])).one()
            for name, value in values.items():
                setattr(team, name, value(env) if callable(value) else value)

        idle.run(work, MANAGER)

    change(auto_close_from=lambda env: [stage(env, "On Hold")])
    assert run(idle) == "New"
    change(auto_close_from=[], auto_close=False)
    assert run(idle) == "New"
    change(auto_close=True, active=False)
    assert run(idle) == "New"
    change(active=True)
    assert run(idle) == "Solved"


def test_archived_tickets_stay_as_they_are(idle: Acting, clock: Turned) -> None:
    idle.run(lambda env: setattr(the_ticket(env), "active", False))
    clock.turn(days=30)
    assert run(idle) == "New"


@pytest.mark.req("HD-22")
def test_many_are_closed_in_several_transactions(idle: Acting, clock: Turned, monkeypatch: pytest.MonkeyPatch) -> None:
    assert AT_ONCE > 1
    monkeypatch.setattr("addons.helpdesk.models.closing.AT_ONCE", 1)
    idle.run(lambda env: a_ticket(env, "Another"))
    clock.turn(days=30)

    def waiting(env: Env) -> int:
        job = env[QueuedJob]
        return env.session.scalar(sa.select(sa.func.count()).where(job.name == "helpdesk.close_idle_tickets"))

    run(idle)
    assert idle.run(lambda env: [one.closed_at is not None for one in env.session.scalars(sa.select(env[Ticket]))]) in (
        [True, False], [False, True])  # fmt: skip
    assert idle.run(waiting) == 1


def test_one_that_refuses_says_why_and_does_not_stop_the_others(idle: Acting, clock: Turned) -> None:
    idle.run(lambda env: a_ticket(env, "Another"))
    clock.turn(days=30)
    check = Ticket.check

    def stubborn(self: Any) -> Any:
        yield from check(self)
        if self.title != "Another" and self.has_changes("stage", "stage_id") and self.id is not None:
            yield Refused("Take the device back first.")

    Ticket.check = stubborn  # type: ignore[method-assign]
    try:
        assert run(idle) == "New"
    finally:
        Ticket.check = check  # type: ignore[method-assign]
    assert "This could not be closed by itself: Take the device back first." in said(idle)
    closed = idle.run(lambda env: [one.title for one in env.session.scalars(sa.select(env[Ticket])) if one.is_closed])
    assert closed == ["Another"]


@pytest.mark.req("HD-22")
def test_a_manager_sets_it_on_the_teams_page(idle: Acting, tmp_path: Any) -> None:
    with screens_of(idle, tmp_path) as screens:
        assert isinstance(screens, Screens)
        path = "/helpdesk/team/1"
        assert "auto_close_days" in screens.fields(MANAGER, path)
        answer = screens.save(MANAGER, path, 422, auto_close_days="0", auto_close_stage="")
        assert "This must be at least 1." in answer.text
        assert "Choose the stage that tickets are closed in." in answer.text
        screens.save(MANAGER, path, auto_close="")
        assert "auto_close_days" not in screens.fields(MANAGER, path)
