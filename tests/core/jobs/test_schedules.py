"""Scheduled jobs: one run a slot over all workers, missed slots run once, times of day follow the wall clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import Cron, Daily, Every, ScheduledJob
from core.jobs.schedules import run_now
from core.jobs.slots import due
from tests.core.jobs.conftest import START, House

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata",
         "Africa/Casablanca", "Pacific/Apia")  # fmt: skip
moments = st.datetimes(datetime(2005, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
times = st.times().map(lambda t: t.replace(second=0, microsecond=0))


def next_of(house: House, name: str) -> datetime | None:
    import sqlalchemy as sa

    return house.run(
        lambda env: env.session.scalar(sa.select(env[ScheduledJob].next_at).where(env[ScheduledJob].name == name))
    )


@given(moments, times, st.sampled_from(ZONES))
def test_daily_is_once_a_day_of_the_wall_clock(moment: datetime, at: object, zone: str) -> None:
    rhythm = Daily(f"{at:%H:%M}")
    slot = rhythm.next(moment, zone)
    assert slot > moment
    assert slot.tzinfo is UTC
    local, wanted = slot.astimezone(ZoneInfo(zone)), at
    if (local.hour, local.minute) != (wanted.hour, wanted.minute):
        # Clocks jumped over it: it runs at the moment after the jump.
        asked = datetime.combine(local.date(), wanted, ZoneInfo(zone))
        assert asked.astimezone(UTC).astimezone(ZoneInfo(zone)) != asked
    following = rhythm.next(slot, zone)
    assert following.astimezone(ZoneInfo(zone)).date() > local.date()
    gap = (following.astimezone(ZoneInfo(zone)).date() - local.date()).days
    assert gap == 1 or (zone == "Pacific/Apia" and local.date() == date(2011, 12, 29))


@given(moments, st.integers(1, 3 * 24 * 60))
def test_every_so_often_means_the_same_on_every_machine(moment: datetime, minutes: int) -> None:
    rhythm = Every(minutes=minutes)
    slot = rhythm.next(moment, "UTC")
    assert moment < slot <= moment + timedelta(minutes=minutes)
    assert rhythm.next(slot - timedelta(microseconds=1), "Europe/Berlin") == slot
    assert rhythm.next(slot, "UTC") == slot + timedelta(minutes=minutes)


@given(moments, st.sampled_from(("*/15 * * * *", "0 3 * * *", "30 2 * * 7", "15 1 1 * *", "0 */2 * * *")),
       st.sampled_from(ZONES))  # fmt: skip
def test_cron_never_stands_still(moment: datetime, text: str, zone: str) -> None:
    slots = [moment]
    for _ in range(4):
        slots.append(Cron(text).next(slots[-1], zone))
    assert slots == sorted(set(slots))


@given(moments, st.timedeltas(timedelta(0), timedelta(days=40)), st.sampled_from(ZONES), st.sampled_from(
    (Daily("02:30"), Every(minutes=45), Cron("*/10 * * * *"), Cron("0 0 1 * *"))))  # fmt: skip
def test_of_missed_slots_the_latest_is_due(planned: datetime, late: timedelta, zone: str, rhythm: Daily) -> None:
    planned = rhythm.next(planned, zone)
    now = planned + late
    slot, following = due(rhythm, planned, now, zone)
    assert planned <= slot <= now < following
    assert rhythm.next(slot, zone) <= following
    if late < timedelta(days=2):
        assert rhythm.next(slot, zone) == following


def test_the_night_when_clocks_change() -> None:
    berlin, night = "Europe/Berlin", Daily("02:30")
    # Ahead on 29 March 2026, over 02:30: it runs when the clocks have jumped, at 03:00.
    assert night.next(datetime(2026, 3, 28, 12, tzinfo=UTC), berlin) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    # Back on 25 October 2026: 02:30 comes twice, and it runs the first time.
    first = night.next(datetime(2026, 10, 24, 12, tzinfo=UTC), berlin)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert night.next(first, berlin) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["* * * *", "61 * * * *", "0 0 31 2 *", "hourly"])
def test_cron_that_cannot_be_is_refused_when_it_is_declared(text: str) -> None:
    with pytest.raises(ValueError, match="cron"):
        Cron(text)


def test_one_run_a_slot_and_missed_slots_once(house: House) -> None:
    house.work()
    assert next_of(house, "chores.rounds") == START.replace(minute=15)
    house.clock.turn(minutes=14)
    assert house.work("ann") == 1
    assert house.work("bo") == 0
    assert house.traces("rounds") == 1
    house.clock.turn(hours=5)
    assert house.work("bo") == 1
    assert house.traces("rounds") == 2
    assert next_of(house, "chores.rounds") == house.clock.now() + timedelta(minutes=15)


def test_the_time_of_day_is_that_of_the_house(house: House) -> None:
    from addons.base.models import Company

    def move(env, zone: str) -> None:
        env.session.query(env[Company]).order_by("id").first().zone = zone

    house.run(lambda env: move(env, "Europe/Berlin"))
    house.work()
    assert next_of(house, "chores.nightly") == datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
    house.run(lambda env: move(env, "America/New_York"))
    house.workers.clear()  # a worker looks once a minute, and when it starts
    house.work()
    assert next_of(house, "chores.nightly") == datetime(2026, 3, 3, 8, 0, tzinfo=UTC)


def test_what_is_switched_off_does_not_run_and_run_now_does(house: House) -> None:
    import sqlalchemy as sa

    house.work()

    def rounds(env):
        return env.session.scalars(sa.select(env[ScheduledJob]).where(env[ScheduledJob].name == "chores.rounds")).one()

    house.run(lambda env: setattr(rounds(env), "active", False))
    house.clock.turn(hours=1)
    house.work()
    assert house.traces("rounds") == 0
    house.run(lambda env: run_now(env, rounds(env)))
    house.work()
    assert house.traces("rounds") == 1
    house.run(lambda env: setattr(rounds(env), "active", True))
    house.work()
    assert house.traces("rounds") == 2


def test_old_forms_and_sessions_are_forgotten_every_night(house: House) -> None:
    import sqlalchemy as sa

    from core.web.models import FormToken, SignIn

    def leave(env) -> None:
        long_ago = env.now() - timedelta(days=40)
        connection = env.transaction.connection
        connection.execute(sa.insert(env[FormToken].__table__).values(key="k", made_at=long_ago))
        connection.execute(
            sa.insert(env[SignIn].__table__).values(
                key_hash="h", user_id=1, created_at=long_ago, seen_at=long_ago, expires_at=long_ago
            )
        )

    house.run(leave)
    house.work()
    house.clock.turn(hours=24)
    house.work()
    left = house.run(
        lambda env: (len(env.session.query(env[FormToken]).all()), len(env.session.query(env[SignIn]).all()))
    )
    assert left == (0, 0)
