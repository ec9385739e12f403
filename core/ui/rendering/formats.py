"""How a person reads dates, instants, numbers and money: one object a locale and time zone, its patterns compiled once.

Babel answers every question and is slow at it (7 to 21 µs a value). Its patterns are taken apart once, and what they
would give is put together by Python's own formatting; where a locale does something this does not know, Babel answers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from babel import Locale

REMEMBERED = 4096
"""Formatted days kept by an object; a list page shows the same few again and again."""
SAMPLES = tuple(Decimal(text) for text in ("0", "1", "12.5", "999.99", "1000", "1234.56", "98765.4", "1234567.89"))

Number = Decimal | int | float
Moment = date | time
Compiled = Callable[[Any], str]


class Formats:
    """The formats of one locale ("en", "de_AT") and time zone ("Europe/Berlin"). Unknown ones read English and UTC."""

    def __init__(self, locale: str = "en", zone: str = "UTC") -> None:
        self.locale, self.zone = parse_locale(locale), _zone(zone)
        self._day = _compiled(self.locale, self.locale.date_formats["medium"])
        self._hour = _compiled(self.locale, self.locale.time_formats["short"])
        self._joined = str(self.locale.datetime_formats["medium"])
        self._days: dict[date, str] = {}
        self._plain: dict[int, Compiled] = {}
        self._monies: dict[str, Compiled] = {}
        self._places: dict[str, int] = {}

    def date(self, value: date | None) -> str:
        """A day: "23 Nov 2026". Of an instant, the day it falls on in the zone. Nothing for None."""
        if value is None:
            return ""
        if isinstance(value, datetime):
            value = self.here(value).date()
        if (known := self._days.get(value)) is None:
            if len(self._days) >= REMEMBERED:
                self._days.clear()
            known = self._days[value] = self._day(value)
        return known

    def time(self, value: datetime | None) -> str:
        """The time of an instant in the zone, to the minute."""
        return "" if value is None else self._hour(self.here(value))

    def instant(self, value: datetime | None) -> str:
        """Day and time of an instant in the zone."""
        if value is None:
            return ""
        here = self.here(value)
        return self._joined.replace("{1}", self.date(here.date())).replace("{0}", self._hour(here))

    def until(self, left: timedelta) -> str:
        """How long there is until something, or was since: "in 3 hours", "2 days ago"."""
        from babel.dates import format_timedelta

        return str(format_timedelta(left, granularity="minute", add_direction=True, locale=self.locale))

    def here(self, value: datetime) -> datetime:
        """An instant in the zone. One without a zone is UTC, as the database keeps it."""
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(self.zone)

    def number(self, value: Number | None, digits: int | None = None) -> str:
        """A number with `digits` decimals, or with as many as it has."""
        if value is None:
            return ""
        if digits is None:
            digits = _digits_of(value)
        if digits not in self._plain:
            self._plain[digits] = _number_format(self.locale, digits)
        return self._plain[digits](value)

    def money(self, value: Number | None, currency: str) -> str:
        """An amount with its currency (ISO code), rounded to what the currency has: "€676.87"."""
        if value is None:
            return ""
        if currency not in self._monies:
            self._monies[currency] = _money_format(self.locale, currency)
        return self._monies[currency](value)

    def amount(self, value: Number | None, currency: str) -> str:
        """An amount as its currency is written, without its sign: for tables in one currency."""
        return self.number(value, self.places(currency))

    def places(self, currency: str) -> int:
        """How many decimals the amounts of a currency have."""
        if currency not in self._places:
            from babel.numbers import get_currency_precision

            self._places[currency] = get_currency_precision(currency)
        return self._places[currency]

    def size(self, count: int) -> str:
        """A file's size in words: "412 KB"."""
        if count < 1000:
            return f"{self.number(count)} B"
        amount, unit = count / 1000, "KB"
        if amount >= 1000:
            amount, unit = amount / 1000, "MB"
        return f"{self.number(round(amount, 1 if amount < 10 else 0), None)} {unit}"


@lru_cache(maxsize=64)
def formats_for(locale: str, zone: str) -> Formats:
    """The formats of a locale and zone, made once."""
    return Formats(locale, zone)


def parse_locale(name: str) -> Locale:
    """Babel's locale of that name, English where it has none. Babel is imported at the first use: it costs start-up."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(name.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _tokens(locale: Locale) -> dict[str, Compiled]:
    """What each token of a pattern prints. Those not here are Babel's."""
    from babel.dates import get_period_names

    months, abbreviated = locale.months["format"]["wide"], locale.months["format"]["abbreviated"]
    periods = get_period_names("abbreviated", "format", locale)
    return {
        "y": lambda d: str(d.year), "yyyy": lambda d: f"{d.year:04}", "yy": lambda d: f"{d.year % 100:02}",
        "M": lambda d: str(d.month), "MM": lambda d: f"{d.month:02}",
        "MMM": lambda d: abbreviated[d.month], "MMMM": lambda d: months[d.month],
        "d": lambda d: str(d.day), "dd": lambda d: f"{d.day:02}",
        "H": lambda d: str(d.hour), "HH": lambda d: f"{d.hour:02}",
        "h": lambda d: str(d.hour % 12 or 12), "hh": lambda d: f"{d.hour % 12 or 12:02}",
        "m": lambda d: str(d.minute), "mm": lambda d: f"{d.minute:02}", "ss": lambda d: f"{d.second:02}",
        "a": lambda d: periods["pm" if d.hour >= 12 else "am"],
    }  # fmt: skip


def _compiled(locale: Locale, pattern: Any) -> Compiled:
    """A function that gives what Babel gives for `pattern` (it writes %(token)s into `pattern.format`)."""
    wanted: list[str] = []

    class Asked(dict[str, str]):
        def __missing__(self, token: str) -> str:
            wanted.append(token)
            return ""

    pattern.format % Asked()
    known = _tokens(locale)
    if not all(token in known for token in wanted):
        return lambda value: str(pattern.apply(value, locale))
    makers = {token: known[token] for token in wanted}
    template = pattern.format
    return lambda value: template % {token: make(value) for token, make in makers.items()}


def _digits_of(value: Number) -> int:
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _number_format(locale: Locale, digits: int) -> Compiled:
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    if locale.language in ("hi", "bn", "gu", "mr", "ta", "te"):
        pattern = str(locale.decimal_formats[None].pattern).split(";")[0]
    return _learned(locale, lambda x: format_decimal(x, pattern, locale), digits)


def _money_format(locale: Locale, currency: str) -> Compiled:
    from babel.numbers import format_currency, get_currency_precision

    return _learned(locale, lambda x: format_currency(x, currency, locale=locale), get_currency_precision(currency))


def _learned(locale: Locale, babel: Callable[[Any], str], digits: int) -> Compiled:
    """Babel's format rebuilt from what it prints for 1, if the samples then agree; else Babel itself.

    Negative values stay Babel's: locales put the sign in different places.
    """
    from babel.numbers import get_decimal_symbol, get_group_symbol

    table = str.maketrans({",": get_group_symbol(locale), ".": get_decimal_symbol(locale)})
    prefix, one, suffix = babel(Decimal(1)).partition(f"{1:.{digits}f}".translate(table))

    def fast(value: Number) -> str:
        return f"{prefix}{value:,.{digits}f}".translate(table) + suffix if value >= 0 else babel(value)

    # The prefix may hold a full stop ("Rs.") that is no decimal sign.
    if not one or prefix.translate(table) != prefix or any(fast(sample) != babel(sample) for sample in SAMPLES):
        return babel
    return fast
