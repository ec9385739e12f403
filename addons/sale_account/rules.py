"""Record rules of this addon; `access.toml` says for whom."""

from __future__ import annotations

from typing import Any


def of_visible_order(invoice: Any, access: Any) -> Any:
    """Documents that came from an order that is visible."""
    return access.sees("sale.order", invoice.order_id)
