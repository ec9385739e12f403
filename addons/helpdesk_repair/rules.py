"""The record rules that access.toml names: what helpdesk users see of repairs (SPEC RP-19, RP-20)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def of_visible_ticket(order: Any, access: Any) -> Any:
    """Repairs that came from a ticket that is visible."""
    return access.sees("helpdesk.ticket", order.ticket_id)


def own_and_new(order: Any, access: Any) -> Any:
    """Those of them that the user made, and nobody has confirmed yet."""
    mine = sa.and_(order.created_by_id == access.USER, order.state == "new")
    return sa.and_(mine, access.sees("helpdesk.ticket", order.ticket_id))


def of_own_and_new(part: Any, access: Any) -> Any:
    """Parts of repairs that the user may still change."""
    order = access.columns("repair.order")
    return access.exists(order, order.id == part.order_id, own_and_new(order, access))
