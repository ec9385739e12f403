"""Counting working time, with nothing but values: no database, no clock (SPEC HD-20).

A moment counts if the clock on the wall, where the hours are kept, shows a time of a working day that is no holiday,
and no hold is in force. When clocks are put back an hour passes twice, and counts twice; an hour that they leap over
does not come. `tests/addons/helpdesk_sla` compares it with a model that looks at every minute.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FURTHEST = timedelta(days=5 * 366)
"""Nobody waits longer for working time to come."""
Interval = tuple[datetime, datetime]
"""From (including) to (excluding), aware and in UTC."""


@dataclass(frozen=True)
class Shift:
    """Working hours of a day of the week (0 is Monday), in minutes after midnight; 1440 ends with the day."""

    weekday: int
    begins: int
    ends: int


@dataclass(frozen=True)
class WorkingTime:
    """When somebody works: shifts by the clock of a time zone, but on holidays."""

    zone: str
    shifts: tuple[Shift, ...]
    holidays: frozenset[date] = frozenset()

    def intervals(self, begin: datetime, end: datetime) -> Iterator[Interval]:
        """The working time between two moments, in order and without overlaps."""
        last = begin
        for first, until, offset in _steady(ZoneInfo(self.zone), begin, end):
            for opens, closes in self._of(first, until, offset):
                if (opens := max(opens, last)) < closes:
                    yield opens, closes
                    last = closes

    def _of(self, first: datetime, until: datetime, offset: timedelta) -> list[Interval]:
        """Working time while clocks are `offset` ahead of UTC."""
        found, day = [], (first + offset).date()
        while day <= (until + offset).date():
            midnight = datetime.combine(day, time(), tzinfo=UTC) - offset
            for shift in self.shifts if day not in self.holidays else ():
                if shift.weekday == day.weekday():
                    opens = max(first, midnight + shift.begins * MINUTE)
                    closes = min(until, midnight + shift.ends * MINUTE)
                    if opens < closes:
                        found.append((opens, closes))
            day += DAY
        return sorted(found)


def _steady(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """The time between two moments, in parts during which no clock is changed: (from, to, offset)."""
    while begin < end:
        until, offset = min(begin + DAY, end), _offset(zone, begin)
        if _offset(zone, until) != offset:
            until = _change(zone, begin, until, offset)
        yield begin, until, offset
        begin = until


def _change(zone: ZoneInfo, steady: datetime, changed: datetime, offset: timedelta) -> datetime:
    """When clocks are changed between two moments. They are changed at whole minutes."""
    begin = steady.replace(second=0, microsecond=0)
    low, high = 0, (changed - begin) // MINUTE + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(zone, begin + middle * MINUTE) == offset else (low, middle)
    return min(begin + high * MINUTE, changed)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def counted(
    work: WorkingTime | None, begin: datetime, end: datetime, holds: Sequence[tuple[datetime, datetime | None]] = ()
) -> Iterator[Interval]:
    """The time between two moments that counts: working time, or all time without `work`, but for holds.

    Holds are (from, to); to None: it is still in force.
    """
    held = sorted((first, until or end) for first, until in holds)
    for opens, closes in work.intervals(begin, end) if work is not None else ((begin, end),):
        for first, until in held:
            if first < closes and until > opens:
                if opens < first:
                    yield opens, first
                opens = until
        if opens < closes:
            yield opens, closes


def deadline(
    work: WorkingTime | None,
    begin: datetime,
    amount: timedelta,
    holds: Sequence[tuple[datetime, datetime | None]] = (),
) -> datetime | None:
    """When `amount` of the time that counts has passed since `begin`.

    None where it never will have: a hold is still in force, or nobody works for years.
    """
    left = amount
    for opens, closes in counted(work, begin, begin + FURTHEST, holds):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    return None
