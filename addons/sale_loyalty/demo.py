"""The demonstration's coupon that an order used, and one on a quotation that lacks something."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.loyalty.demo import GOODWILL, program_named
from addons.loyalty.models.coupons import issue
from addons.product.models import Product
from addons.sale.models import Line, Order
from core import Decimal, Env


def load(env: Env) -> None:
    """Uses a coupon on an order of its own. `env` is a system Env."""
    program = program_named(env, GOODWILL)
    known = env.session.scalars(sa.select(env[Order]).order_by(env[Order].id).limit(1)).first()
    if known is None:
        return
    products = {one.code: one for one in env.session.scalars(sa.select(env[Product]))}
    used, waiting = issue(env, program, 2, contact=known.customer, company=known.company)
    confirmed = _order(env, known, products, (("PC-500", 1), ("AC-HM", 2)))
    confirmed.apply_code(used.code)
    confirmed.confirm()
    quotation = _order(env, known, products, (("PC-500", 1),))
    quotation.apply_code(waiting.code)
    quotation.lines[0].price = Decimal("87.50")
    env.session.flush()


def _order(env: Env, like: Order, products: dict[str | None, Product], goods: tuple[tuple[str, int], ...]) -> Any:
    order: Any = env.new(Order, customer=like.customer, company=like.company, currency=like.currency)
    with env.session.no_autoflush:
        for code, quantity in goods:
            if (product := products.get(code)) is not None:
                order.lines.append(env[Line](product=product, quantity=Decimal(quantity), price=product.price))
    env.session.flush()
    return order
