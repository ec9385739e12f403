"""Quotations and orders as their customers see them, who accept and decline (SPEC SO-5)."""

from __future__ import annotations

from typing import Any

from addons.sale.models import Order
from addons.sale.printouts import order_printout
from core import PortalAction, PortalDocument, PortalFact, PortalPage, PortalRow, PortalTable

STATES = {"sent": "Waiting for your answer", "confirmed": "Confirmed", "cancelled": "Cancelled"}
TONES = {"sent": "warn", "confirmed": "good", "cancelled": "idle"}


def row(order: Order) -> PortalRow:
    """A quotation or order in a list."""
    return PortalRow(
        order.number, order.reference or "", order.ordered_at, STATES[order.state], TONES[order.state],
        order.currency.shown(order.total),
    )  # fmt: skip


def page(order: Order) -> PortalPage:
    """What was offered, line by line."""
    shown = order.currency.shown
    return PortalPage(
        order.number, order.number, STATES[order.state], TONES[order.state],
        facts=(PortalFact("Date", order.ordered_at), PortalFact("Your reference", order.reference)),
        table=PortalTable(
            "Products", ("Product", "Quantity", "Price", "Amount"),
            [(line.label, line.quantity, shown(line.price), shown(line.subtotal)) for line in order.lines],
            [PortalFact(label, shown(amount)) for label, amount in order.sums()],
        ),
    )  # fmt: skip


def is_waiting(order: Order) -> bool:
    """Whether the customer has not answered yet."""
    return order.state == "sent"


def accept(order: Order, _said: str) -> None:
    """The customer orders what was offered."""
    order.confirm()
    order.post_message("The quotation {number} was accepted in the portal.", number=order.number)


def decline(order: Order, said: str) -> None:
    """The customer does not want it, and may say why."""
    order.cancel()
    if said:
        order.post_message("The quotation was declined in the portal: {reason}", reason=said)
    else:
        order.post_message("The quotation {number} was declined in the portal.", number=order.number)


orders = PortalDocument(
    Order,
    "orders",
    "Orders",
    "shopping-cart",
    row,
    page,
    search=("number", "reference"),
    empty="You have no quotations or orders yet.",
    open=lambda order: order.state == "sent",
    actions=(
        PortalAction(
            "accept", "Accept", accept, "Thank you. The order is confirmed.", shown=is_waiting, primary=True,
            icon="check",
        ),
        PortalAction(
            "decline", "Decline", decline, "The quotation is declined.", shown=is_waiting, icon="x",
            asks="Why? (You need not say.)",
        ),
    ),
    papers=(order_printout.key,),
    order=20,
)  # fmt: skip
parts: list[Any] = [orders]
