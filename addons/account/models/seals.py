"""Seals: a fingerprint of what a posted document says, kept at posting (SPEC AM-3, invariant M6).

The database refuses to change posted documents. Whoever reaches its files, or switches its triggers off, is found out
by the seal, which no longer fits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

HEAD = (
    "number", "type", "customer_id", "date", "due_date", "journal_id", "company_id", "currency_id", "reversed_id",
    "untaxed", "tax", "total",
)  # fmt: skip
LINE = (
    "id", "product_id", "label", "quantity", "unit_id", "price", "discount", "subtotal", "account_id", "credits_id",
)  # fmt: skip
TAX = ("tax_id", "base", "amount")


def seal_of(document: Any, lines: Iterable[Any], taxes: Iterable[Any]) -> str:
    """The seal of records or rows, 64 hexadecimal digits. The order of lines and taxes does not matter."""
    parts = [_facts(document, HEAD), *sorted(_facts(one, LINE) for one in lines)]
    parts += sorted(_facts(one, TAX) for one in taxes)
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()


def _facts(record: Any, names: tuple[str, ...]) -> str:
    return "\x1f".join(_written(getattr(record, name)) for name in names)


def _written(value: Any) -> str:
    """A value such that equal values are written alike: 1.50 is 1.5."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return "" if value is None else str(value)
