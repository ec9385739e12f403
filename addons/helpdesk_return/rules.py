"""The record rules that access.toml names: what helpdesk users see of the warehouse (SPEC RT-17)."""

from __future__ import annotations

from typing import Any

from addons.stock.rules import end_of_visible_transfer, lot_of_visible_transfer

__all__ = ["end_of_visible_transfer", "lot_of_visible_transfer", "of_visible_ticket"]


def of_visible_ticket(transfer: Any, access: Any) -> Any:
    """Transfers that came from a ticket that is visible."""
    return access.sees("helpdesk.ticket", transfer.ticket_id)
