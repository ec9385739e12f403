"""The front door: what this addon tells the core, and what it does when something happens elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.sale.models import Order
from addons.sale_stock import jobs as declared
from addons.sale_stock.models import OrderDelivery, deliver_earlier_orders, keep_delivered
from addons.sale_stock.pages import parts
from addons.stock.models import Transfer
from core import Env, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """What orders and transfers show of one another."""
    return parts


@hookimpl
def after_install(env: Env) -> None:
    """Orders that were confirmed before there was a warehouse are delivered from now on.

    There may be many, and while addons are installed everybody waits. A demonstration has few, and goes on with them.
    """
    if env.registry.demonstration:
        deliver_earlier_orders(env)
    else:
        env.enqueue(declared.plan_earlier_deliveries)


@hookimpl
def jobs() -> Sequence[Any]:
    """Planning those deliveries."""
    return declared.everything


@hookimpl
def order_confirmed(env: Env, order: Order) -> None:
    """Confirming an order makes its delivery (SPEC SO-2)."""
    with env.system("the delivery of a confirmed order") as system:
        confirmed = system.get(order)
        assert isinstance(confirmed, OrderDelivery)
        confirmed.plan_delivery()


@hookimpl
def transfer_done(env: Env, transfer: Transfer) -> None:
    """What was delivered and returned shows on the order (SPEC RT-18)."""
    keep_delivered(env, transfer)
