"""Deadlines equal those of a model that looks at every minute: over time zones, holidays, changed clocks and holds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from addons.helpdesk_sla.hours import MINUTE, Shift, WorkingTime, counted, deadline

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns")
CHANGES = (
    datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 3, 7, 18, tzinfo=UTC),
    datetime(2026, 10, 31, 18, tzinfo=UTC), datetime(2026, 4, 4, 6, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC),
)  # fmt: skip
"""Shortly before clocks are changed in one of the zones."""
LONGEST = 9 * 24 * 60
"""Minutes that the slow model looks at."""
Holds = list[tuple[datetime, datetime | None]]


def slow(work: WorkingTime | None, begin: datetime, minutes: int, holds: Holds) -> datetime | None:
    """The deadline, found by looking at the clock on the wall every minute; None: not within `LONGEST`."""
    moment = begin
    for _ in range(LONGEST):
        if not minutes:
            return moment
        wall = moment.astimezone(ZoneInfo(work.zone)) if work is not None else moment
        at = wall.hour * 60 + wall.minute
        works = work is None or (
            wall.date() not in work.holidays
            and any(one.weekday == wall.weekday() and one.begins <= at < one.ends for one in work.shifts)
        )
        held = any(first <= moment and (until is None or moment < until) for first, until in holds)
        minutes -= works and not held
        moment += MINUTE
    return None if minutes else moment


@st.composite
def working_times(draw: st.DrawFn) -> WorkingTime:
    # Clocks are changed on Sundays: shifts about then, and several on a day, which may overlap.
    days = st.sampled_from([0, 2, 5, 6, 6, 6])
    shifts = draw(st.lists(st.tuples(days, st.integers(0, 1380), st.integers(60, 1440)), min_size=1, max_size=12))
    holidays = draw(st.frozensets(st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2026, 10, 26)])))
    made = tuple(Shift(day, begins, ends) for day, begins, ends in shifts if begins < ends)
    return WorkingTime(draw(st.sampled_from(ZONES)), made, holidays)


@st.composite
def cases(draw: st.DrawFn) -> tuple[WorkingTime | None, datetime, int, Holds]:
    begin = draw(st.sampled_from(CHANGES)) + draw(st.integers(-600, 2000)) * MINUTE
    spans = draw(st.lists(st.tuples(st.integers(-100, 4000), st.one_of(st.none(), st.integers(0, 2000))), max_size=3))
    holds: Holds = [
        (begin + at * MINUTE, begin + (at + long) * MINUTE if long is not None else None) for at, long in spans
    ]
    return draw(st.one_of(st.none(), working_times())), begin, draw(st.integers(1, 2500)), holds


def agree(case: tuple[WorkingTime | None, datetime, int, Holds]) -> None:
    work, begin, minutes, holds = case
    found, expected = deadline(work, begin, minutes * MINUTE, holds), slow(work, begin, minutes, holds)
    if expected is not None:
        assert found == expected
    else:
        assert found is None or found > begin + LONGEST * MINUTE


ALWAYS = tuple(Shift(day, 0, 1440) for day in range(7))
SUNDAY = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
"""An hour before clocks are put forward in Berlin."""
NESTED: Holds = [
    (SUNDAY + 10 * MINUTE, SUNDAY + 90 * MINUTE), (SUNDAY + 20 * MINUTE, SUNDAY + 30 * MINUTE),
    (SUNDAY + 40 * MINUTE, SUNDAY + 95 * MINUTE),
]  # fmt: skip


@pytest.mark.req("HD-20")
@example((WorkingTime("Europe/Berlin", (*ALWAYS, Shift(6, 30, 300))), SUNDAY, 200, []))
@example((WorkingTime("Europe/Berlin", ALWAYS), SUNDAY, 200, NESTED))
@example((WorkingTime("Europe/Berlin", (Shift(6, 60, 120), Shift(6, 180, 181), Shift(6, 200, 400))), SUNDAY, 70, []))
@example((WorkingTime("Europe/Berlin", (Shift(6, 119, 120), Shift(6, 180, 600))), SUNDAY + 7 * MINUTE, 5, []))
@given(cases())
@settings(max_examples=60, deadline=None)
def test_a_deadline_is_that_of_the_model_that_looks_at_every_minute(
    case: tuple[WorkingTime | None, datetime, int, Holds],
) -> None:
    agree(case)


@pytest.mark.soak
@given(cases())
@settings(max_examples=5000, deadline=None)
def test_it_is_so_for_thousands(case: tuple[WorkingTime | None, datetime, int, Holds]) -> None:
    agree(case)


OFFICE = tuple(Shift(day, 9 * 60, 17 * 60) for day in range(5))


@pytest.mark.req("HD-20")
def test_eight_hours_from_friday_afternoon_end_on_monday_afternoon() -> None:
    work = WorkingTime("Europe/Berlin", OFFICE)
    friday = datetime(2026, 11, 6, 14, 0, tzinfo=UTC)  # 15:00 in Berlin
    assert deadline(work, friday, timedelta(hours=8)) == datetime(2026, 11, 9, 14, 0, tzinfo=UTC)
    closed = WorkingTime("Europe/Berlin", OFFICE, frozenset([date(2026, 11, 9)]))
    assert deadline(closed, friday, timedelta(hours=8)) == datetime(2026, 11, 10, 14, 0, tzinfo=UTC)


@pytest.mark.req("HD-20")
def test_the_hour_that_passes_twice_counts_twice_and_the_one_that_is_leapt_over_not_at_all() -> None:
    night = WorkingTime("Europe/Berlin", tuple(Shift(day, 0, 6 * 60) for day in range(7)))
    autumn, spring = datetime(2026, 10, 24, 22, 0, tzinfo=UTC), datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    hours = [sum((b - a for a, b in counted(night, one, one + timedelta(hours=12))), timedelta()) for one in
             (autumn, spring)]  # fmt: skip
    assert hours == [timedelta(hours=7), timedelta(hours=5)]


@pytest.mark.req("HD-20")
def test_while_a_hold_lasts_nobody_knows_the_deadline() -> None:
    begin = datetime(2026, 11, 9, 8, 0, tzinfo=UTC)
    held = begin + timedelta(hours=2)
    work = WorkingTime("Europe/Berlin", OFFICE)
    assert deadline(work, begin, timedelta(hours=4), [(held, None)]) is None
    assert deadline(work, begin, timedelta(hours=2), [(held, None)]) == held
    later = [(held, held + timedelta(days=1))]
    assert deadline(work, begin, timedelta(hours=4), later) == begin + timedelta(days=1, hours=4)
    assert deadline(WorkingTime("UTC", ()), begin, timedelta(hours=1)) is None
