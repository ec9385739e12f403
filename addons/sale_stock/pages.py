"""Deliveries on the order, the order on its transfers."""

from __future__ import annotations

from typing import Any

from addons.sale.models import Line, Order
from addons.sale.pages import order_lines, order_smart_buttons
from addons.sale_stock.models import LineDelivery, TransferOrder
from addons.stock.models import Transfer
from addons.stock.pages import transfer_details
from core import Into, Show, SmartButton


def belongs_to_an_order(transfer: TransferOrder) -> bool:
    """Whether it delivers, or brings back, goods of an order."""
    return transfer.order_id is not None


delivery = SmartButton("Delivery", on=Order, to=Transfer, by=TransferOrder.order_id, icon="truck", order=10)

parts: list[Any] = [
    Into(order_smart_buttons, delivery),
    Into(order_lines, Show(LineDelivery.to_credit), after=Line.invoiced),
    Into(transfer_details, Show(TransferOrder.order, shown=belongs_to_an_order)),
]
