"""A failed job leaves nothing but its error, comes back later and later, and in the end waits for an administrator."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import QueuedJob, Refused
from core.orm.env import Env
from tests.core.jobs.conftest import House


def test_it_comes_back_later_and_later_until_it_is_a_dead_letter(house: House) -> None:
    from addons.chores.jobs import stumble

    id_ = house.asked(stumble, text="stone")
    pauses = []
    for attempt in (1, 2, 3):
        assert house.work() == 1
        row = house.job(id_)
        assert (row.state, row.attempts) == ("waiting", attempt)
        pauses.append((row.due_at - house.clock.now()).total_seconds())
        assert house.work() == 0
        house.clock.moment = row.due_at
    # 10, 20 and at most 25 seconds, a fourth more or less.
    assert 7.5 <= pauses[0] <= 12.5
    assert 15 <= pauses[1] <= 25
    assert 18.75 <= pauses[2] <= 31.25
    assert house.work() == 1
    row = house.job(id_)
    assert (row.state, row.attempts) == ("failed", 4)
    assert "ValueError: stumbled over stone" in row.error
    assert house.traces("stone") == 0


def test_a_refusal_is_not_tried_again(house: House) -> None:
    from addons.chores.jobs import decline

    id_ = house.asked(decline, text="Flying")
    house.work()
    assert (house.job(id_).state, house.job(id_).error) == ("failed", "Flying is not possible.")


def test_it_may_say_itself_when_to_come_back(house: House) -> None:
    from addons.chores.jobs import come_back

    id_ = house.asked(come_back, 90)
    house.work()
    assert house.job(id_).due_at == house.clock.now() + timedelta(seconds=90)


def test_one_that_always_fails_keeps_nobody_else_waiting(house: House) -> None:
    from addons.chores.jobs import note, stumble

    for number in range(5):
        house.asked(stumble, text="poison")
        house.asked(note, text=f"good {number}")
    house.work()
    assert [house.traces(f"good {number}") for number in range(5)] == [1] * 5


def test_jobs_of_a_lane_run_in_order_even_past_failures(house: House) -> None:
    from addons.chores.jobs import note, stumble

    first = house.asked(stumble.when(lane="one"), text="x")
    second = house.asked(note.when(lane="one"), text="after x")
    house.asked(note.when(lane="another"), text="elsewhere")
    house.work()
    assert (house.traces("elsewhere"), house.job(second).state) == (1, "waiting")
    for _ in range(3):
        house.clock.turn(minutes=2)
        house.work()
    assert (house.job(first).state, house.traces("after x")) == ("failed", 1)


def test_retry_and_cancel(house: House) -> None:
    from addons.chores.jobs import decline, note

    def press(id_: int, does: str) -> None:
        def pressed(env: Env) -> None:
            getattr(env.session.get_one(env[QueuedJob], id_), does)()

        house.run(pressed)

    failed = house.asked(decline.when(key="k"), text="no")
    house.work()
    press(failed, "retry")
    assert house.job(failed).state == "waiting"
    assert house.work() == 1
    assert (house.job(failed).state, house.job(failed).attempts) == ("failed", 2)
    waiting = house.asked(note.when(key="k"), text="instead")
    with pytest.raises(Refused, match="Another job does this work already"):
        press(failed, "retry")
    press(waiting, "cancel")
    assert house.work() == 0
    with pytest.raises(Refused, match="Only a waiting job"):
        press(waiting, "cancel")
    press(waiting, "retry")
    house.work()
    with pytest.raises(Refused, match="Only a job that failed"):
        press(waiting, "retry")
    assert house.traces("instead") == 1


def test_a_job_of_a_module_that_is_gone_fails_with_a_clear_text(house: House) -> None:
    import sqlalchemy as sa

    from addons.chores.jobs import note

    id_, other = house.asked(note, text="x"), house.asked(note, text="y")

    def change(id_: int, **values: str) -> None:
        table = house.kernel.registry[QueuedJob].__table__
        house.run(
            lambda env: (
                env.transaction.connection.execute(sa.update(table).where(table.c.id == id_).values(values)) and None
            )
        )

    change(id_, addon="gone", name="gone.note")
    change(other, name="chores.forgotten")
    assert house.work() == 0
    assert (house.job(id_).state, house.job(id_).error) == (
        "failed",
        "The module gone, to which this job belongs, is not installed.",
    )
    assert house.job(other).error == "The module chores has no job chores.forgotten."


def test_a_module_that_is_left_out_here_keeps_its_jobs_for_others(house: House) -> None:
    from addons.chores.jobs import note
    from core.jobs.worker import Worker
    from core.lifecycle.kernel import Kernel

    id_ = house.asked(note, text="later")
    kernel = house.kernel
    without = Kernel(kernel.database, kernel.catalog, builders=kernel.builders, clock=house.clock, without={"chores"})
    assert Worker(without, name="bo").run_due() == 0
    assert house.job(id_).state == "waiting"
    assert house.work() == 1


def test_while_jobs_are_paused_they_wait(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from addons.chores.jobs import note

    house.asked(note, text="x")
    monkeypatch.setenv("CHORES_PAUSED", "the trial has ended")
    house.clock.turn(days=1)
    assert house.work() == 0
    monkeypatch.delenv("CHORES_PAUSED")
    house.work()
    assert house.traces("x") == 1


def test_what_ended_long_ago_is_forgotten(house: House) -> None:
    from addons.chores.jobs import decline, note
    from core.web.jobs import forget_jobs

    done, failed = house.asked(note, text="x"), house.asked(decline, text="y")
    house.work()
    house.clock.turn(days=8)
    house.run(forget_jobs)
    kept = house.run(lambda env: [one.id for one in env.session.query(env[QueuedJob])])
    assert failed in kept
    assert done not in kept
    house.clock.turn(days=90)
    house.run(forget_jobs)
    assert failed not in house.run(lambda env: [one.id for one in env.session.query(env[QueuedJob])])
