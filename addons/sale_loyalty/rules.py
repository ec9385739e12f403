"""The record rules that access.toml names."""

from __future__ import annotations

from typing import Any


def of_visible_order(applied: Any, access: Any) -> Any:
    """Codes on orders that are visible."""
    return access.sees("sale.order", applied.order_id)
