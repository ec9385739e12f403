"""Record rules of this addon; `access.toml` says for whom."""

from __future__ import annotations

from typing import Any


def of_visible_order(line: Any, access: Any) -> Any:
    """Lines whose order is visible."""
    return access.sees("sale.order", line.order_id)
