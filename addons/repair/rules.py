"""Record rules of this addon; `access.toml` says for whom."""

from __future__ import annotations

from typing import Any


def of_visible_order(part: Any, access: Any) -> Any:
    """Parts of repairs that are visible."""
    return access.sees("repair.order", part.order_id)


def of_visible_repair(transfer: Any, access: Any) -> Any:
    """Transfers with the parts of visible repairs."""
    return access.sees("repair.order", transfer.repair_id)
