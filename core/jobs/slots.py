"""When a scheduled job runs: every so often, every day at a time, or as cron says. All are asked the same thing.

A slot is a moment at which a job is planned. Slots are the same on every machine, whenever it is asked, so that workers
need no agreement but the database. Times of day follow the wall clock of a zone: when clocks jump ahead over 02:30, it
runs as soon as they have; when they go back, it runs once (as Debian's cron does; `*/15` keeps running through both).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError


class Rhythm(Protocol):
    """The moments at which a scheduled job is planned."""

    def next(self, after: datetime, zone: str) -> datetime:
        """The first slot after a moment, aware and in UTC. `zone` is the house's."""

    def __str__(self) -> str:
        """For an administrator to read."""


@dataclass(frozen=True)
class Every:
    """At a distance that divides time evenly: `Every(minutes=15)` is at :00, :15, :30 and :45. At least a minute."""

    days: int = 0
    hours: int = 0
    minutes: int = 0

    def __post_init__(self) -> None:
        if min(self.days, self.hours, self.minutes) < 0 or self.distance < timedelta(minutes=1):
            raise ValueError("a scheduled job runs at most once a minute")

    @property
    def distance(self) -> timedelta:
        """From one slot to the next."""
        return timedelta(days=self.days, hours=self.hours, minutes=self.minutes)

    def next(self, after: datetime, zone: str) -> datetime:
        """Counted from 1970 in UTC, so that every machine counts alike."""
        whole = int(after.timestamp()) // int(self.distance.total_seconds()) + 1
        return datetime.fromtimestamp(whole * int(self.distance.total_seconds()), UTC)

    def __str__(self) -> str:
        parts = ((self.days, "day"), (self.hours, "hour"), (self.minutes, "minute"))
        return "every " + " ".join(f"{n} {unit}{'s' if n > 1 else ''}" for n, unit in parts if n)


@dataclass(frozen=True)
class Cron:
    """As the five fields of cron say, in the house's time zone: `Cron("30 7 * * MON-FRI")`."""

    text: str

    def __post_init__(self) -> None:
        if len(self.text.split()) != 5:
            raise ValueError(f"cron needs five fields, not {self.text!r}")
        try:
            next(CronSim(self.text, datetime(2024, 1, 1)))
        except (CronSimError, StopIteration) as why:
            raise ValueError(f"cron cannot run at {self.text!r}: {str(why) or 'there is no such day'}") from why

    def next(self, after: datetime, zone: str) -> datetime:
        """By the wall clock of the zone. Two times that fall together because clocks jumped are one slot."""
        slots = CronSim(self.text, after.astimezone(ZoneInfo(zone)))
        while (slot := next(slots).astimezone(UTC)) <= after:
            pass
        return slot

    def __str__(self) -> str:
        return f"at {self.text}"


@dataclass(frozen=True)
class Daily:
    """Every day at a time of the house's wall clock: `Daily("03:00")`."""

    at: str

    def __post_init__(self) -> None:
        try:
            time.fromisoformat(self.at)
        except ValueError as why:
            raise ValueError(f"a time of day is written like 03:00, not {self.at!r}") from why

    def next(self, after: datetime, zone: str) -> datetime:
        """By the wall clock of the zone."""
        moment = time.fromisoformat(self.at)
        return Cron(f"{moment.minute} {moment.hour} * * *").next(after, zone)

    def __str__(self) -> str:
        return f"every day at {self.at}"


def due(rhythm: Rhythm, planned: datetime, now: datetime, zone: str) -> tuple[datetime, datetime]:
    """The latest slot that is due, and the next one, for a job planned for `planned` at or before `now`.

    Slots that were missed, because no worker ran, are one: the latest.
    """
    # Far behind, do not walk through all that was missed.
    slot, following = planned, rhythm.next(max(planned, now - timedelta(days=2)), zone)
    while following <= now:
        slot, following = following, rhythm.next(following, zone)
    return slot, following
