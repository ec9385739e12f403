"""Formats print what Babel prints, in every kind of locale, and know zones."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

import pytest
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from core.ui.rendering.formats import Formats

LOCALES = ["en", "en_GB", "de", "de_AT", "fr", "es", "pl", "sv", "ja", "ar", "fa", "hi", "en_IN", "ru", "de_CH"]
some_locale = st.sampled_from(LOCALES)
amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False)


@cache
def formats(locale: str, zone: str = "Europe/Berlin") -> Formats:
    return Formats(locale, zone)


@pytest.mark.req("XC-5")
@given(some_locale, st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_days_are_written_as_the_locale_writes_them(locale: str, day: date) -> None:
    assert formats(locale).date(day) == format_date(day, "medium", locale)


@pytest.mark.req("XC-5")
@pytest.mark.req("XC-6")
@given(some_locale, st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_instants_are_shown_in_the_readers_zone(locale: str, instant: datetime) -> None:
    here = formats(locale)
    local = instant.astimezone(here.zone)
    assert here.time(instant) == format_time(local, "short", locale=locale)
    expected = format_datetime(local, "medium", locale=locale).replace(
        format_time(local, "medium", locale=locale), format_time(local, "short", locale=locale)
    )
    assert here.instant(instant) == expected
    assert here.date(instant) == format_date(local.date(), "medium", locale)


def test_an_instant_without_a_zone_is_utc() -> None:
    assert formats("en_GB").time(datetime(2026, 11, 23, 9, 41)) == "10:41"


@pytest.mark.req("XC-5")
@given(some_locale, amounts, st.sampled_from(["EUR", "USD", "JPY", "CHF", "TND", "XYZ"]))
def test_money_is_written_as_the_locale_writes_it(locale: str, amount: Decimal, currency: str) -> None:
    assert formats(locale).money(amount, currency) == format_currency(amount, currency, locale=locale)


@pytest.mark.req("XC-5")
@given(st.sampled_from(["en", "de", "fr", "sv", "ar", "de_CH"]), amounts, st.integers(0, 4))
def test_numbers_have_as_many_digits_as_asked_for(locale: str, amount: Decimal, digits: int) -> None:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    assert formats(locale).number(amount, digits) == format_decimal(amount, pattern, locale)


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("2.500"), "2.5"), (Decimal(1000), "1,000"), (3, "3"), (0.25, "0.25"), (Decimal("1E+2"), "100")],
)
def test_a_number_without_digits_shows_those_it_has(value: Decimal, text: str) -> None:
    assert formats("en").number(value) == text


def test_nothing_is_shown_for_nothing() -> None:
    here = formats("en")
    assert here.date(None) == here.instant(None) == here.time(None) == ""
    assert here.number(None) == here.money(None, "EUR") == ""


def test_unknown_locales_and_zones_read_english_and_utc() -> None:
    here = Formats("xx_YY", "Mars/Olympus")
    assert here.instant(datetime(2026, 11, 23, 9, 41, tzinfo=UTC)).startswith("Nov 23, 2026")
    assert Formats("../../etc", "/etc/passwd").date(date(2026, 1, 2)) == "Jan 2, 2026"


@pytest.mark.parametrize(("count", "text"), [(7, "7 B"), (412_000, "412 KB"), (4_200_000, "4.2 MB"), (1500, "1.5 KB")])
def test_sizes_are_told_in_words(count: int, text: str) -> None:
    assert formats("en").size(count) == text
