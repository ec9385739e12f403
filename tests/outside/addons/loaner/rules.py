"""The record rules that access.toml names."""

from __future__ import annotations

from typing import Any


def of_visible_ticket(loan: Any, access: Any) -> Any:
    """Loans that came from a ticket that is visible."""
    return access.sees("helpdesk.ticket", loan.ticket_id)
