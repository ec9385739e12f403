"""Codes on orders, the orders on coupons, programs in the menu of Sales."""

from __future__ import annotations

from typing import Any

from addons.loyalty.pages import available_on, coupon_details, coupon_list, program_list
from addons.sale.models import Order
from addons.sale.pages import is_open, is_settled, order_actions, order_tabs, products_menu
from addons.sale_loyalty.models import Applied, CouponSale, OrderRewards, ProgramSale
from addons.sale_loyalty.wizards import ApplyCode
from core import Action, Into, Lines, Menu, Show, Tab


def has_codes(order: OrderRewards) -> bool:
    """Whether there is something to say of codes."""
    return order.id is not None and bool(order.codes)


def can_be_removed(order: OrderRewards) -> bool:
    """Whether codes can be taken off."""
    return not is_settled(order)


def was_used_on_an_order(coupon: CouponSale) -> bool:
    """Whether an order used it."""
    return coupon.order_id is not None


apply_code = Action("Apply a Code", on=Order, opens=ApplyCode, shown=is_open, icon="ticket-percent", order=30)
codes = Lines(
    OrderRewards.codes, Applied.program, Applied.coupon, Applied.standing, Applied.taken, adding=False,
    removing=can_be_removed,
)  # fmt: skip

parts: list[Any] = [
    Into(order_actions, apply_code),
    Into(order_tabs, Tab("Codes", codes, shown=has_codes)),
    Into(available_on, Show(ProgramSale.on_sales)),
    Into(coupon_details, Show(CouponSale.order, shown=was_used_on_an_order)),
    Into(
        products_menu,
        Menu("Discount & Loyalty", page=program_list, order=120),
        Menu("Coupons", page=coupon_list, order=130),
    ),
]
