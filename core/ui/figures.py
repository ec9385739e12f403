"""Numbers as people write them into inputs, and as inputs hold them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from core.orm.refused import Refused

NO_NUMBER = "Enter a number."
LARGEST = Decimal(10) ** 12


def read_decimal(raw: str) -> Decimal:
    """A number as people write it. A comma is a decimal one: `2,50` equals `2.5`. Raises Refused."""
    try:
        value = Decimal(raw.strip().replace("\N{NO-BREAK SPACE}", "").replace(",", "."))
    except InvalidOperation:
        raise Refused(NO_NUMBER) from None
    if not value.is_finite() or abs(value) >= LARGEST or (value and value.adjusted() < -12):
        raise Refused(NO_NUMBER)
    return value


def shortest(value: Decimal | int) -> str:
    """Without zeros at the end, so that two spellings of one number are equal: "18.5"."""
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_places(text: str, places: int) -> str:
    """A shortest text with as many places, or with those that it has: "18.5" with 2 is "18.50"."""
    whole, _, part = text.partition(".")
    return f"{whole}.{part:0<{places}}" if max(places, len(part)) else text
