"""The record rules that access.toml names: what helpdesk users see of coupons (SPEC CP-18, CP-19)."""

from __future__ import annotations

from typing import Any


def of_visible_ticket(coupon: Any, access: Any) -> Any:
    """Coupons that came from a ticket that is visible."""
    return access.sees("helpdesk.ticket", coupon.ticket_id)


def gives_coupons(program: Any, access: Any) -> Any:
    """Programs that tickets give coupons of."""
    return program.type == "coupons"
