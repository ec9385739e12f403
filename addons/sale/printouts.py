"""Quotations and orders on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from addons.base.models import language_of, letter_of
from addons.sale.models import Line, Order
from core import Printout

KINDS = {"order": "Order Confirmation", "quotation": "Quotation"}


def can_be_sent(order: Order) -> bool:
    """Whether it is stored and was not given up."""
    return order.id is not None and order.state != "cancelled"


def on_paper(order: Order) -> dict[str, Any]:
    """What stands on a quotation or an order. `order` is the system's copy of it."""
    lines = _lines_of(order)
    day = order.ordered_at.astimezone(ZoneInfo(order.company.zone)).date() if order.ordered_at is not None else None
    return {
        "title": f"{_kind(order)} {order.number}",
        "kind": _kind(order),
        "o": order,
        "day": day,
        "letter": letter_of(order.company, order.customer),
        "lines": lines,
        "discounts": any(line.discount for line in lines),
        "sums": order.sums(),
        "currency": order.currency.code,
    }


def _kind(order: Order) -> str:
    return KINDS["order" if order.state == "confirmed" else "quotation"]


def _lines_of(order: Order) -> Sequence[Line]:
    line = order.env[Line]
    wanted = sa.select(line).where(line.order_id == order.id).order_by(line.sequence, line.id)
    return order.env.session.scalars(wanted.options(joinedload(line.unit))).all()


def name_of(order: Order) -> str:
    """What its file is called."""
    return f"{_kind(order)} {order.number}"


def language(order: Order) -> str | None:
    """The customer's."""
    return language_of(order.customer)


order_printout = Printout(
    "Quotation or Order", on=Order, template="sale/order.html", gives=on_paper, shown=can_be_sent, file_name=name_of,
    locale=language, key="order",
)  # fmt: skip
