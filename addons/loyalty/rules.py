"""The record rules that access.toml names."""

from __future__ import annotations

from typing import Any


def of_visible_program(part: Any, access: Any) -> Any:
    """Rules and rewards whose program is visible."""
    return access.sees("loyalty.program", part.program_id)


def of_own_company(program: Any, access: Any) -> Any:
    """Programs of the user's companies, and those for all."""
    return program.company_id.is_(None) | program.company_id.in_(access.COMPANIES)


def coupon_of_own_company(coupon: Any, access: Any) -> Any:
    """Coupons of the user's companies, and those for all."""
    return coupon.company_id.is_(None) | coupon.company_id.in_(access.COMPANIES)
