"""What must always hold of codes, for `makegood doctor` and for tests."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from addons.sale.models import Order
from addons.sale_loyalty.models import Applied, CouponSale
from core import Env, Finding

SHOWN = 10
"""How many codes of what is broken are told."""


def findings(env: Env) -> Iterator[Finding]:
    """Coupons that are used without a confirmed order that took them, or the other way round."""
    coupon, applied, order = env[CouponSale], env[Applied], env[Order]
    took = (
        sa.select(applied.id)
        .join(order, order.id == applied.order_id)
        .where(applied.coupon_id == coupon.id, applied.taken, order.state == "confirmed", order.id == coupon.order_id)
    )
    used = coupon.uses == 1
    wrong = sa.or_(
        sa.and_(used, coupon.order_id.is_not(None), ~sa.exists(took)),
        sa.and_(~used, coupon.order_id.is_not(None)),
        sa.and_(used, coupon.state != "used"),
        sa.and_(~used, coupon.state == "used"),
    )
    for id_ in env.session.scalars(sa.select(coupon.id).where(wrong).order_by(coupon.id).limit(SHOWN)):
        yield Finding("used coupons", f"coupon {id_} is marked otherwise than its order says", addon="sale_loyalty")
