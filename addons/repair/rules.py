"""Record rules of this addon; `access.toml` says for whom."""

from __future__ import annotations

from typing import Any

from addons.mail.rules import own_or_followed


def of_visible_order(part: Any, access: Any) -> Any:
    """Parts of repairs that are visible."""
    return access.sees("repair.order", part.order_id)


def of_visible_repair(transfer: Any, access: Any) -> Any:
    """Transfers with the parts of visible repairs."""
    return access.sees("repair.order", transfer.repair_id)


def of_customer(order: Any, access: Any) -> Any:
    """Repairs of a customer's products (SPEC PT-3)."""
    return own_or_followed(order, access, "repair.order", order.customer_id)
