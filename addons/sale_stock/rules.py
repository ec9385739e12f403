"""Record rules of this addon; `access.toml` says for whom."""

from __future__ import annotations

from typing import Any


def of_visible_order(transfer: Any, access: Any) -> Any:
    """Transfers that belong to an order that is visible."""
    return access.sees("sale.order", transfer.order_id)
