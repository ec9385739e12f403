"""What time does to coupons."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from addons.loyalty.models import Coupon
from core import Daily, Env, job


@job(title="Expire coupons", schedule=Daily("00:10"), system="coupons expire")
def expire_coupons(env: Env) -> None:
    """Marks coupons whose last day is over. Until it has run, their date alone makes them useless."""
    coupon = env[Coupon]
    last = env.now().date() + timedelta(days=1)  # the farthest time zone is a day ahead
    due = sa.select(coupon).where(coupon.state == "valid", coupon.valid_until < last)
    for one in env.session.scalars(due):
        if one.is_over:
            one.state = "expired"


everything: list[Any] = [expire_coupons]
