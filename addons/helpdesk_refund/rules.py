"""The record rules that access.toml names: what helpdesk users see of invoicing (SPEC RF-21)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def of_visible_ticket(invoice: Any, access: Any) -> Any:
    """Credit notes that came from a ticket that is visible."""
    return access.sees("helpdesk.ticket", invoice.ticket_id)


def drafts_of_visible_ticket(invoice: Any, access: Any) -> Any:
    """Those of them that nobody has posted yet."""
    return sa.and_(invoice.state == "draft", access.sees("helpdesk.ticket", invoice.ticket_id))
