"""Quotations and orders, and the places where other addons put something on them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.mail.pages import chatter
from addons.product.models import Product
from addons.product.pages import category_list, product_list
from addons.sale.models import Line, Order
from addons.sale.printouts import order_printout
from addons.sale.wizards import SendByEmail
from core import (
    Action,
    Actions,
    Column,
    Filter,
    Form,
    Group,
    Lines,
    List,
    Menu,
    Panel,
    Show,
    Slot,
    SmartButton,
    SmartButtons,
    StatusBar,
    Tab,
    Totals,
)

# --- places for other addons ------------------------------------------------------------------------------------------

order_actions = Slot("order_actions", takes=Action)
order_smart_buttons = Slot("order_smart_buttons", takes=SmartButton)
"""Delivery 10, Invoices 20, Tickets 30, Repairs 40 (SPEC SO-8)."""
order_tabs = Slot("order_tabs", takes=Tab)
order_panels = Slot("order_panels", takes=Panel)

# --- conditions and choices -------------------------------------------------------------------------------------------


def is_stored(order: Order) -> bool:
    """Whether the order is more than an open form."""
    return order.id is not None


def is_open(order: Order) -> bool:
    """Whether it is still a quotation."""
    return is_stored(order) and order.state in ("quotation", "sent")


def is_quotation(order: Order) -> bool:
    """Whether the customer does not have it yet."""
    return is_stored(order) and order.state == "quotation"


def is_alive(order: Order) -> bool:
    """Whether there is something to cancel."""
    return is_stored(order) and order.state != "cancelled"


def is_cancelled(order: Order) -> bool:
    """Whether it was cancelled."""
    return is_stored(order) and order.state == "cancelled"


def is_settled(order: Order) -> bool:
    """Whether what was agreed cannot change any more."""
    return order.state in ("confirmed", "cancelled")


def line_is_settled(line: Line) -> bool:
    """Whether the line's order cannot change any more."""
    return line.is_settled


def saleable_products(line: Line) -> sa.Select[Product]:
    """Active products of the order's company and shared ones."""
    product = line.env[Product]
    company_id = line.order.company_id if line.order is not None else None
    shared = product.company_id.is_(None) | (product.company_id == company_id)
    return sa.select(product).where(product.active, shared).order_by(product.name)


# --- pages ------------------------------------------------------------------------------------------------------------

confirm = Action("Confirm", on=Order, does="confirm", shown=is_open, primary=True, icon="check", order=10)
send = Action("Mark as Sent", on=Order, does="mark_as_sent", shown=is_quotation, icon="send", order=20)
send_by_email = Action("Send by Email", on=Order, opens=SendByEmail, shown=is_alive, icon="mail", order=15)
cancel = Action(
    "Cancel", on=Order, does="cancel", shown=is_alive, confirm="Cancel this order and its open deliveries?", order=90
)
reopen = Action("Set to Quotation", on=Order, does="back_to_quotation", shown=is_cancelled, icon="rotate-ccw", order=95)

order_lines = Lines(
    Order.lines,
    Show(Line.product, among=saleable_products, read_only=line_is_settled),
    Show(Line.label, read_only=line_is_settled),
    Show(Line.quantity, read_only=line_is_settled),
    Line.unit,
    Show(Line.price, read_only=line_is_settled),
    Show(Line.discount, read_only=line_is_settled),
    Line.subtotal,
    Line.delivered,
    Line.invoiced,
    adding=True,
    removing=True,
)
order_totals = Totals(Order.total, sum=Order.total)
order_form = Form(
    Order,
    "order",
    StatusBar(Order.state),
    Actions(confirm, send_by_email, send, order_actions, cancel, reopen),
    SmartButtons(order_smart_buttons),
    Group("Customer", Show(Order.customer, read_only=is_settled), Order.reference, Order.ordered_at),
    Group("Sale", Order.number, Show(Order.company, read_only=is_settled), Order.currency),
    order_panels,
    Tab("Order Lines", order_lines, order_totals),
    Tab("Terms and Conditions", Order.note),
    order_tabs,
    chatter,
    order_printout,
)
columns = (
    Order.number, Order.ordered_at, Order.customer, Column(Order.reference, optional=True), Order.total, Order.state,
)  # fmt: skip
filters = (
    Filter("Quotations", on=Order, keeps=lambda o, env: o.state.in_(("quotation", "sent"))),
    Filter("Sales orders", on=Order, keeps=lambda o, env: o.state == "confirmed"),
    Filter("Cancelled", on=Order, keeps=lambda o, env: o.state == "cancelled"),
    Filter("Created by me", on=Order, keeps=lambda o, env: o.created_by_id == env.user.id),
)
grouping = (Order.state, Order.customer)
order_list = List(Order, "orders", *columns, filters=filters, group_by=grouping)
quotation_list = List(
    Order, "quotations", *columns, title="Quotations", group_by=grouping, filters=filters[3:],
    where=lambda o, env: o.state.in_(("quotation", "sent")),
)  # fmt: skip

products_menu = Menu("Products", children=(Menu("Products", page=product_list), Menu("Categories", page=category_list)))
menu = Menu(
    "Sales", icon="shopping-cart", order=30, roles=("sale.user",),
    children=(
        Menu("Orders", page=order_list),
        Menu("Quotations", page=quotation_list),
        products_menu,
    ),
)  # fmt: skip

parts: list[Any] = [order_form, order_list, quotation_list, menu]
