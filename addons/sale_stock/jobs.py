"""What is left to do after an installation: nobody waits for it."""

from __future__ import annotations

from typing import Any

from addons.sale_stock.models import deliver_earlier_orders
from core import Env, job

AT_ONCE = 50
"""So many orders are taken in one transaction: whoever confirms an order meanwhile waits no longer than for these."""


@job(title="Plan deliveries of earlier orders", system="deliver earlier orders")
def plan_earlier_deliveries(env: Env, after: int = 0) -> None:
    """Goes on after the order with the id `after`, a part at a time."""
    if (last := deliver_earlier_orders(env, after, AT_ONCE)) is not None:
        env.enqueue(plan_earlier_deliveries, after=last)


everything: list[Any] = [plan_earlier_deliveries]
