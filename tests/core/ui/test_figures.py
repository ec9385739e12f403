"""An input holds a number as a reader sees it, and what it holds is the number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ui.figures import read_decimal, shortest, with_places
from core.ui.wizard_fields import Number

AMOUNTS = st.decimals(-(10**9), 10**9, places=3)


@pytest.mark.parametrize(
    ("value", "places", "held"),
    [("18.5", 2, "18.50"), ("20", 2, "20.00"), ("0", 2, "0.00"), ("100", 0, "100"), ("1.2345", 2, "1.2345"),
     ("-3.1", 3, "-3.100")],
)  # fmt: skip
def test_an_amount_is_edited_as_it_is_read(value: str, places: int, held: str) -> None:
    assert Number("Amount", digits=places).held(None, Decimal(value)) == held


def test_a_quantity_is_edited_without_zeros() -> None:
    assert Number("Quantity", digits=3, trimmed=True).held(None, Decimal("2.500")) == "2.5"
    assert Number("Quantity").held(None, None) == ""


@given(AMOUNTS, st.integers(0, 4))
def test_what_is_held_is_the_number(value: Decimal, places: int) -> None:
    held = with_places(shortest(value), places)
    assert read_decimal(held) == value
    assert shortest(read_decimal(held)) == shortest(value)
