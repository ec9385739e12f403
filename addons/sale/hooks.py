"""Events of selling that other addons follow. Each is called inside the transaction it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import Env, hookspec

if TYPE_CHECKING:
    from addons.sale.models import Order


@hookspec
def order_confirmed(env: Env, order: Order) -> None:
    """An order was confirmed, by the user of `env`; what goes beyond the user's rights is system work."""


@hookspec
def order_cancelled(env: Env, order: Order) -> None:
    """A quotation or order was cancelled, by the user of `env`; what goes beyond the user's rights is system work."""
