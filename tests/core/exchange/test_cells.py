"""Cells and values: as people write them, and back unchanged from what an export wrote."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.cells import Manner, guessed, harmless, joined, number_of, parted, raw_of, unescaped
from core.exchange.tables import Cell, Dialect
from core.orm.refused import Refused
from core.ui.wizard_fields import Day, Field, Moment, Number, Tick

POINT, COMMA = Manner(".", "mdy"), Manner(",", "dmy")


@pytest.mark.parametrize(
    ("written", "manner", "means"),
    [
        ("1,234.50", POINT, "1234.50"), ("1.234,50", COMMA, "1234.50"), ("1 234,50", COMMA, "1234.50"),
        ("1'234.50", POINT, "1234.50"), ("12.50", COMMA, "12.50"), ("2,5", POINT, "2,5"), ("€ 3,20", COMMA, "3.20"),
        ("20 %", POINT, "20"), ("\u22125", POINT, "-5"), ("1.234", COMMA, "1234"), ("1.234", POINT, "1.234"),
        ("many", POINT, "many"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_are_written(written: str, manner: Manner, means: str) -> None:
    assert number_of(written, manner.decimal) == means


@pytest.mark.parametrize(
    ("written", "manner", "means"),
    [
        ("2026-03-02", POINT, "2026-03-02"), ("02.03.2026", COMMA, "2026-03-02"), ("3/2/26", POINT, "2026-03-02"),
        ("2026/3/2", COMMA, "2026-03-02"), ("2.3.2026", COMMA, "2026-03-02"), ("soon", COMMA, "soon"),
        (datetime(2026, 3, 2), POINT, "2026-03-02"), ("02.03.2026 00:00", COMMA, "2026-03-02"),
    ],
)  # fmt: skip
def test_days_are_read_in_their_order(written: Cell, manner: Manner, means: str) -> None:
    assert raw_of(Day("Day"), written, manner) == means


def test_moments_are_read_in_the_users_zone() -> None:
    at = Moment("At", zone="Europe/Berlin")
    raw = raw_of(at, "02.03.2026 9:30", COMMA)
    assert at.parse(raw, None) == datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


def test_yes_and_no_are_words_and_nothing_else() -> None:
    tick = Tick("Active")
    assert [raw_of(tick, one, POINT) for one in ("Yes", "x", "TRUE", "1", True)] == ["1"] * 5
    assert [raw_of(tick, one, POINT) for one in ("no", "0", "FALSE", False)] == ["0"] * 4
    assert raw_of(tick, " ", POINT) == raw_of(tick, None, POINT) == "", "nothing is said"
    with pytest.raises(Refused, match=r"Enter yes or no\."):
        raw_of(tick, "maybe", POINT)


def test_an_error_of_the_spreadsheet_is_no_value() -> None:
    with pytest.raises(Refused, match="The spreadsheet shows #N/A here"):
        raw_of(Field("Name"), "#N/A", POINT)


def test_a_postcode_that_a_spreadsheet_took_for_a_number_is_text_again() -> None:
    assert raw_of(Field("Postcode"), Decimal("89073.0"), POINT) == "89073"


def test_the_values_of_a_file_speak_for_how_it_is_written() -> None:
    number, day = Number("Price"), Day("Day")
    csv = Dialect("csv", "utf-8", ";")
    assert guessed(POINT, csv, [(number, ["1.234", "5"])]).decimal == ",", "semicolons are used where it is a comma"
    assert guessed(COMMA, csv, [(number, ["12.50"])]).decimal == "."
    assert guessed(COMMA, Dialect("csv", "utf-8", ","), [(number, ["1.234"])]).decimal == "."
    assert guessed(POINT, csv, [(day, ["3/4/2026", "25/4/2026"])]).order == "dmy"
    assert guessed(COMMA, csv, [(day, ["3/4/2026", "4/25/2026"])]).order == "mdy"


def test_numbers_of_an_export_stay_numbers() -> None:
    texts = ["-1,234.50", "+5", "-", "-a", "@x", "\tx", "1"]
    assert [harmless(one) for one in texts] == ["-1,234.50", "+5", "'-", "'-a", "'@x", "'\tx", "1"]


@given(st.text("'=+-@\tax1 ", max_size=6) | st.text(max_size=20))
def test_what_was_made_harmless_is_read_back(text: str) -> None:
    written = harmless(text)
    assert unescaped(written) == text
    assert not written.startswith(("=", "@", "\t", "\r"))


def test_an_apostrophe_that_escapes_nothing_is_kept() -> None:
    assert unescaped("'s-Hertogenbosch") == "'s-Hertogenbosch"


@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool), unique=True, max_size=4))
def test_names_in_one_cell_come_apart_again(names: list[str]) -> None:
    assert parted(joined(names)) == names


def test_names_are_parted_by_commas_or_semicolons() -> None:
    assert parted("a, b") == parted("a; b") == ["a", "b"]
    assert parted('"Weber, Sons"; b') == ["Weber, Sons", "b"]
