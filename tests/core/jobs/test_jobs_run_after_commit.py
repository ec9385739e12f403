"""A job is part of the transaction that asks for it, and runs in one of its own, with its success."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core import Refused
from core.orm.env import Env
from tests.core.jobs.conftest import START, House


def test_it_runs_once_and_says_so(house: House) -> None:
    from addons.chores.jobs import note

    id_ = house.asked(note, text="hello")
    assert house.traces("hello") == 0
    assert house.work() == 1
    assert house.work() == 0
    assert house.traces("hello") == 1
    done = house.job(id_)
    assert (done.state, done.attempts, done.finished_at, done.error) == ("done", 1, START, None)


def test_what_is_rolled_back_never_ran(house: House) -> None:
    from addons.chores.jobs import note

    def change_ones_mind(env: Env) -> None:
        env.enqueue(note, text="never")
        raise Refused("No.")

    with pytest.raises(Refused):
        house.run(change_ones_mind)
    assert house.work() == 0
    assert house.traces("never") == 0


def test_it_runs_as_the_user_who_asked_or_as_the_system_for_a_reason(house: House) -> None:
    from addons.base.models import User
    from addons.chores.jobs import note, note_as_system

    who = house.run(lambda env: _add(env, "ada@example.com"))
    house.run(lambda env: env.enqueue(note, text="mine"), "ada@example.com")
    house.run(lambda env: env.enqueue(note_as_system, text="ours"), "ada@example.com")
    house.asked(note, text="nobody's")
    assert house.work() == 3
    assert _by(house, "mine") == [who]
    assert _by(house, "ours True") == [who]
    assert _by(house, "nobody's") == [None]
    # By the time it runs, the user may be gone.
    id_ = house.run(lambda env: env.enqueue(note, text="too late"), "ada@example.com")
    house.run(lambda env: setattr(env.session.get(env[User], who), "active", False))
    house.work()
    assert house.job(id_).state == "failed"
    assert house.job(id_).error == "The user who asked for this is gone or disabled."


def test_only_the_system_asks_for_somebody_else(house: House) -> None:
    from addons.chores.jobs import note

    who = house.run(lambda env: _add(env, "bo@example.com"))
    with pytest.raises(PermissionError):
        house.run(lambda env: env.enqueue(note.when(user_id=1), text="x"), "bo@example.com")
    house.asked(note.when(user_id=who), text="for bo")
    house.work()
    assert _by(house, "for bo") == [who]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "missing a required argument: 'text'"),
        ({"text": "a", "more": 1}, "unexpected keyword argument 'more'"),
        ({"text": 3}, "text must be str, not 3"),
        ({"text": object()}, "text must be str"),
        ({"text": "x" * 30_000}, "too long"),
    ],
)
def test_arguments_are_checked_when_they_are_given(house: House, arguments: dict[str, Any], said: str) -> None:
    from addons.chores.jobs import note

    with pytest.raises(TypeError, match=said):
        house.run(lambda env: env.enqueue(note, **arguments))


def test_a_key_is_enqueued_once(house: House) -> None:
    from addons.chores.jobs import decline, note

    once = note.when(key="mail 3")
    first = house.asked(once, text="once")
    assert house.asked(once, text="twice") == first
    house.work()
    assert house.asked(once, text="after it was done") == first
    assert house.work() == 0
    assert (house.traces("once"), house.traces("twice")) == (1, 0)
    # A job that failed did not do the work, so it keeps nobody out.
    failed = house.asked(decline.when(key="k"), text="no")
    house.work()
    assert house.asked(decline.when(key="k"), text="no") != failed


def test_later_and_by_priority(house: House) -> None:
    from addons.chores.jobs import note

    late = house.asked(note.when(after=timedelta(minutes=5)), text="late")
    later = house.asked(note.when(not_before=START + timedelta(minutes=9)), text="later")
    ordinary, urgent = house.asked(note, text="b"), house.asked(note.when(priority=-5), text="a")
    assert house.work() == 2
    assert house.run(lambda env: _order(env)) == ["a", "b"]
    assert {house.job(one).state for one in (ordinary, urgent)} == {"done"}
    house.clock.turn(minutes=5)
    assert house.work() == 1
    assert (house.job(late).state, house.job(later).state) == ("done", "waiting")


def test_what_is_done_outside_lies_between_transactions(house: House, tmp_path: Path) -> None:
    from addons.chores.jobs import send

    id_ = house.asked(send, "parcel", str(tmp_path / "out"))
    house.work()
    assert (tmp_path / "out").read_text() == "parcel for System, attempt 1\n"
    assert house.traces("parcel") == 1
    assert house.job(id_).state == "done"
    failing = house.asked(send, "letter", str(tmp_path / "out"), fails=True)
    house.work()
    assert house.job(failing).state == "waiting"
    assert "the line is dead" in house.job(failing).error


def _add(env: Env, login: str) -> int:
    return int(env.hook.add_user(env=env, login=login, name=login, password="long enough 1", roles=("base.user",)))


def _by(house: House, text: str) -> list[int | None]:
    import sqlalchemy as sa

    from addons.chores.models import Trace

    return house.run(
        lambda env: list(env.session.scalars(sa.select(env[Trace].user_id).where(env[Trace].text == text)))
    )


def _order(env: Env) -> list[str]:
    import sqlalchemy as sa

    from addons.chores.models import Trace

    return list(env.session.scalars(sa.select(env[Trace].text).order_by(env[Trace].id)))
