"""When a team works: its weekly hours, by the clock of a place, and its holidays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from addons.base.models import Company
from addons.base.zones import is_zone
from addons.helpdesk_sla.hours import Shift, WorkingTime
from core import Mapped, Model, Refused, choice, day, foreign_key, many2one, one2many, text, unique

WEEKDAYS = {
    "0": "Monday", "1": "Tuesday", "2": "Wednesday", "3": "Thursday", "4": "Friday", "5": "Saturday", "6": "Sunday"
}  # fmt: skip
_TIME = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
NO_TIME = "Enter a time such as 09:30."


def minutes_of(written: str | None) -> int | None:
    """Minutes after midnight of a time such as "09:30", None for what is none. "24:00" ends the day."""
    found = _TIME.fullmatch((written or "").strip())
    if found is None:
        return None
    minutes = int(found[1]) * 60 + int(found[2])
    return minutes if minutes <= 24 * 60 else None


class WorkingHours(Model, model="helpdesk_sla.hours", title="Working Hours", titles="Working Hours"):
    """Weekly hours and holidays that teams share."""

    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, tracked=True)
    zone: Mapped[str] = text(
        "Time zone", default="UTC", required=True, size=40, tracked=True, help="Whose clock it is, for example "
        "Europe/Berlin.",
    )  # fmt: skip
    shifts: Mapped[list[ShiftOfDay]] = one2many(
        "Weekly Hours", "helpdesk_sla.shift", by="hours_id", order_by="weekday", cascade=True
    )
    holidays: Mapped[list[Holiday]] = one2many(
        "Holidays", "helpdesk_sla.holiday", by="hours_id", order_by="day", cascade=True
    )

    constraints = (unique("name"),)

    def defaults(self) -> None:
        """By the clock of the user's company."""
        super().defaults()
        if (company_id := self.env.user.company_id) is not None:
            self.zone = self.env.session.get_one(self.env[Company], company_id).zone

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """The time zone exists, and somebody works."""
        yield from super().check()
        if not is_zone(self.zone or ""):
            yield "zone", "There is no such time zone."
        if not self.shifts:
            yield "shifts", "Add at least one line."

    @property
    def working_time(self) -> WorkingTime:
        """The hours as values, to count with."""
        shifts = []
        for one in self.shifts:
            begins, ends = minutes_of(one.begins), minutes_of(one.ends)
            if begins is not None and ends is not None:
                shifts.append(Shift(int(one.weekday), begins, ends))
        return WorkingTime(self.zone, tuple(shifts), frozenset(one.day for one in self.holidays))


class ShiftOfDay(Model, model="helpdesk_sla.shift", title="Shift", titles="Shifts"):
    """Working hours of one day of the week; a break is made of two."""

    display = "{begins}"
    order_by = ("weekday", "begins")

    hours_id: Mapped[int] = foreign_key("helpdesk_sla.hours", required=True, on_delete="CASCADE")
    hours: Mapped[WorkingHours] = many2one("Working Hours", "hours_id")
    weekday: Mapped[str] = choice("Day", WEEKDAYS, default="0", required=True, tracked=True)
    begins: Mapped[str] = text("From", size=5, default="09:00", required=True, tracked=True)
    ends: Mapped[str] = text("To", size=5, default="17:00", required=True, tracked=True)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Two times, the first before the second."""
        yield from super().check()
        begins, ends = minutes_of(self.begins), minutes_of(self.ends)
        if begins is None:
            yield "begins", NO_TIME
        if ends is None:
            yield "ends", NO_TIME
        if begins is not None and ends is not None and begins >= ends:
            yield "ends", "This must be later than when it begins."


class Holiday(Model, model="helpdesk_sla.holiday", title="Holiday", titles="Holidays"):
    """A day on which nobody works."""

    display = "{name}"
    order_by = ("day",)

    hours_id: Mapped[int] = foreign_key("helpdesk_sla.hours", required=True, on_delete="CASCADE", index=False)
    hours: Mapped[WorkingHours] = many2one("Working Hours", "hours_id")
    day: Mapped[date] = day("Day", required=True, tracked=True)
    name: Mapped[str] = text("Name", required=True, tracked=True)

    constraints = (unique("hours_id", "day"),)
