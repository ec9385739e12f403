"""The demonstration's deliveries: two orders delivered in full, one in part; the others are ready or wait for goods."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa

from addons.sale.models import Order
from addons.sale_stock.models import TransferOrder
from addons.stock.models import Transfer
from core import Env

DELIVERED = ("Fleet 2026", "Webshop 1187")
IN_PART = "NW-7734"


def load(env: Env) -> None:
    """Validates deliveries of the demonstration's orders. `env` is a system Env."""
    for reference in DELIVERED:
        _delivery(env, reference).validate()
    part = _delivery(env, IN_PART)
    for line in part.lines:
        if line.product.tracking == "lot":
            line.quantity = Decimal(0)
    part.validate(backorder=True)


def _delivery(env: Env, reference: str) -> Transfer:
    order, transfer = env[Order], env[TransferOrder]
    of_the_order = sa.select(order.id).where(order.reference == reference).scalar_subquery()
    found = sa.select(transfer).where(transfer.order_id == of_the_order, transfer.state.in_(("waiting", "ready")))
    return env.session.scalars(found).one()
