"""Teams that assign by themselves: whose turn it is, who is passed over, and that no turn is given twice."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from addons.base.identities import make_user
from addons.base.models import User
from addons.helpdesk.models import Team, Ticket
from addons.mail.models import Follower
from core import Env
from tests.addons.helpdesk.desk import MANAGER, USER, a_ticket, company_of, stage, user
from tests.addons.helpdesk.screens import Screens
from tests.kernels import Acting

NAMES = ("ada", "ben", "cleo")


@pytest.fixture
def shift(desk: Acting) -> Acting:
    """Three people in a team that assigns by itself, by equal count."""

    def gather(env: Env) -> None:
        for name in NAMES:
            make_user(env, f"{name}@example.com", "a good long password", name=name, roles=("helpdesk.user",))
        members = [user(env, f"{name}@example.com") for name in NAMES]
        env.new(Team, name="Shift", company_id=company_of(env).id, members=members, auto_assign=True)

    desk.run(gather)
    return desk


def shift_team(env: Env) -> Team:
    return env.session.scalars(sa.select(env[Team]).where(env[Team].name == "Shift")).one()


def new_tickets(env: Env, count: int, **values: object) -> list[Ticket]:
    """Made one after the other, each stored before the next."""
    return [a_ticket(env, f"Ticket {n}", team=shift_team(env), **values) for n in range(count)]


def names(tickets: Sequence[Ticket]) -> list[str]:
    return [one.assignee.name if one.assignee is not None else "" for one in tickets]


def given(shift: Acting, count: int, **values: object) -> list[str]:
    """Who gets so many tickets, each made in a transaction of its own by a helpdesk user."""
    return [shift.run(lambda env: names(new_tickets(env, 1, **values))[0], USER) for _ in range(count)]


def change(shift: Acting, **values: object) -> None:
    def work(env: Env) -> None:
        for name, value in values.items():
            setattr(shift_team(env), name, value)

    shift.run(work, MANAGER)


def put_away(shift: Acting, name: str, *, active: bool = False) -> None:
    shift.run(lambda env: setattr(user(env, f"{name}@example.com"), "active", active))


@pytest.mark.req("HD-4")
def test_equal_count_goes_round(shift: Acting) -> None:
    assert given(shift, 7) == ["ada", "ben", "cleo", "ada", "ben", "cleo", "ada"]


@pytest.mark.req("HD-4")
def test_many_tickets_of_one_flush_go_round_too(shift: Acting) -> None:
    def make(env: Env) -> list[str]:
        team = shift_team(env)
        made = [env.new(Ticket, title=f"Ticket {n}", team=team) for n in range(5)]
        env.session.flush()
        return names(made)

    assert shift.run(make, USER) == ["ada", "ben", "cleo", "ada", "ben"]
    assert given(shift, 1) == ["cleo"]


@pytest.mark.req("HD-4")
def test_equal_count_does_not_look_at_what_is_open(shift: Acting) -> None:
    given(shift, 3)
    shift.run(lambda env: [setattr(one, "stage", stage(env, "Solved")) for one in tickets_of(env, "cleo")])
    assert given(shift, 2) == ["ada", "ben"]


def tickets_of(env: Env, name: str) -> Sequence[Ticket]:
    ticket = env[Ticket]
    return env.session.scalars(sa.select(ticket).where(ticket.assignee.has(env[User].name == name))).all()


@pytest.mark.req("HD-4")
def test_fewest_open_goes_to_whoever_has_least_to_do(shift: Acting) -> None:
    change(shift, assign_method="fewest_open")
    assert given(shift, 4) == ["ada", "ben", "cleo", "ada"]
    shift.run(lambda env: [setattr(one, "stage", stage(env, "Solved")) for one in tickets_of(env, "cleo")])
    assert given(shift, 1) == ["cleo"]


@pytest.mark.req("HD-4")
def test_of_those_with_equally_few_the_longest_not_assigned_comes_first(shift: Acting) -> None:
    change(shift, assign_method="fewest_open")
    given(shift, 4)  # ada was the last
    shift.run(lambda env: [setattr(one, "active", False) for one in tickets_of(env, "ada")])
    shift.run(lambda env: [setattr(one, "stage", stage(env, "Solved")) for one in tickets_of(env, "ben")])
    shift.run(lambda env: [setattr(one, "stage", stage(env, "Solved")) for one in tickets_of(env, "cleo")])
    assert given(shift, 3) == ["ben", "cleo", "ada"]


@pytest.mark.req("HD-4")
def test_fewest_open_counts_the_tickets_of_the_same_flush(shift: Acting) -> None:
    change(shift, assign_method="fewest_open")

    def make(env: Env) -> Counter[str]:
        team = shift_team(env)
        made = [env.new(Ticket, title=f"Ticket {n}", team=team) for n in range(9)]
        env.session.flush()
        return Counter(names(made))

    assert shift.run(make, USER) == dict.fromkeys(NAMES, 3)


@pytest.mark.req("HD-4")
@pytest.mark.parametrize("method", ["equal_count", "fewest_open"])
def test_whoever_is_not_there_is_passed_over_and_not_flooded_afterwards(shift: Acting, method: str) -> None:
    change(shift, assign_method=method)
    put_away(shift, "ben")
    assert given(shift, 3) == ["ada", "cleo", "ada"]
    put_away(shift, "ben", active=True)
    assert "ben" in given(shift, 1)
    if method == "equal_count":
        assert given(shift, 3) == ["cleo", "ada", "ben"]


def test_without_anybody_there_a_ticket_stays_unassigned(shift: Acting) -> None:
    for name in NAMES:
        put_away(shift, name)
    assert given(shift, 1) == [""]


def test_a_team_without_members_assigns_to_every_helpdesk_user(shift: Acting) -> None:
    change(shift, members=[])
    assert sorted(given(shift, 6)) == ["ada", "ben", "cleo", "manager", "other", "user"]


@pytest.mark.req("HD-4")
@pytest.mark.parametrize("how", ["assignee", "assignee_id"])
def test_a_ticket_that_comes_with_an_assignee_keeps_it_and_takes_no_turn(shift: Acting, how: str) -> None:
    def make(env: Env) -> list[str]:
        cleo = user(env, "cleo@example.com")
        return names(new_tickets(env, 1, **{how: cleo if how == "assignee" else cleo.id}))

    assert shift.run(make, USER) == ["cleo"]
    assert given(shift, 1) == ["ada"]


def test_closed_tickets_and_other_teams_are_left_alone(shift: Acting) -> None:
    assert shift.run(lambda env: names(new_tickets(env, 1, stage=stage(env, "Solved"))), USER) == [""]
    change(shift, auto_assign=False)
    assert given(shift, 1) == [""]
    change(shift, auto_assign=True)
    assert given(shift, 1) == ["ada"]


def test_the_assignee_follows_and_the_teams_form_does_not_go_stale(shift: Acting) -> None:
    before = shift.run(lambda env: shift_team(env).version)
    ticket_id = shift.run(lambda env: new_tickets(env, 1)[0].id, USER)

    def ada_follows(env: Env) -> bool:
        follower, ada = env[Follower], user(env, "ada@example.com")
        mine = (follower.document_model == "helpdesk.ticket") & (follower.document_id == ticket_id)
        return ada.contact_id in env.session.scalars(sa.select(follower.contact_id).where(mine)).all()

    assert shift.run(ada_follows)
    assert shift.run(lambda env: shift_team(env).version) == before


@pytest.mark.req("HD-4")
@pytest.mark.parametrize("method", ["equal_count", "fewest_open"])
def test_tickets_made_at_the_same_moment_never_get_the_same_turn(shift: Acting, method: str) -> None:
    change(shift, assign_method=method)
    count = 9
    together = threading.Barrier(count)
    # SQLite lets one writer in at a time; PostgreSQL lets all of them begin.
    inside = not shift.kernel.database.is_sqlite

    def make(_: int) -> str:
        begun: list[int] = []

        def work(env: Env) -> str:
            if inside and not begun:
                begun.append(together.wait(timeout=60))
            return names(new_tickets(env, 1))[0]

        if not inside:
            together.wait(timeout=60)
        return shift.run(work, USER)

    with ThreadPoolExecutor(count) as pool:
        assert Counter(pool.map(make, range(count))) == dict.fromkeys(NAMES, count // len(NAMES))


@pytest.mark.req("HD-2")
def test_the_method_is_shown_only_where_tickets_are_assigned(screens: Screens, shift: Acting) -> None:
    team = shift.run(lambda env: shift_team(env).id)
    path = f"/helpdesk/team/{team}"
    assert "assign_method" in screens.fields(MANAGER, path)
    screens.save(MANAGER, path, auto_assign="")
    assert "assign_method" not in screens.fields(MANAGER, path)


def test_a_ticket_made_on_its_form_is_assigned(screens: Screens, shift: Acting) -> None:
    team = shift.run(lambda env: shift_team(env).id)
    screens.save(USER, "/helpdesk/ticket/new", title="Display flickers", team=str(team))
    assert shift.run(lambda env: names(tickets_of(env, "ada"))) == ["ada"]
