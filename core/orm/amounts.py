"""Amounts that know their currency, for whoever shows them."""

from __future__ import annotations

from decimal import Decimal


class Amount(Decimal):
    """A number of some currency. Arithmetic gives plain Decimals: what they are in must be said anew."""

    currency: str

    def __new__(cls, value: Decimal, currency: str) -> Amount:
        """`currency` is its code."""
        made = super().__new__(cls, value)
        made.currency = currency
        return made
