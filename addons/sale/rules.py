"""Record rules of this addon; `access.toml` says for whom."""

from __future__ import annotations

from typing import Any

from addons.mail.rules import own_or_followed


def of_visible_order(line: Any, access: Any) -> Any:
    """Lines whose order is visible."""
    return access.sees("sale.order", line.order_id)


def offered_to_customer(order: Any, access: Any) -> Any:
    """Quotations and orders that the customer has had; not while somebody works on them again (SPEC PT-2, SO-5)."""
    seen = order.offered & (order.state != "quotation")
    return own_or_followed(order, access, "sale.order", order.customer_id) & seen
