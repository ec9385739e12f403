"""Invoices on orders, orders on invoices, taxes on order lines."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.account.models import Invoice, Tax
from addons.account.pages import invoice_details
from addons.product.models import Product
from addons.product.pages import product_form
from addons.sale.models import Line, Order
from addons.sale.pages import line_is_settled, order_actions, order_lines, order_smart_buttons, order_totals
from addons.sale_account.models import InvoiceOrder, LineInvoicing, OrderInvoicing, ProductInvoicing
from core import Action, Into, Show, SmartButton


def can_be_invoiced(order: OrderInvoicing) -> bool:
    """Whether something of it can be invoiced now."""
    return bool(order.to_invoice())


def sales_taxes(line: LineInvoicing) -> sa.Select[Tax]:
    """Taxes on what is sold, of the order's company."""
    tax = line.env[Tax]
    found = sa.select(tax).where(tax.active, tax.use == "sale").order_by(tax.sequence, tax.name)
    return found if line.order is None else found.where(tax.company_id == line.order.linked_id("company"))


create_invoice = Action(
    "Create Invoice", on=Order, does="create_invoice", shown=can_be_invoiced, primary=True, icon="receipt", order=15,
    needs="write",
)  # fmt: skip
invoices = SmartButton("Invoices", on=Order, to=Invoice, by=InvoiceOrder.order_id, icon="receipt", order=20)

parts: list[Any] = [
    Into(order_actions, create_invoice),
    Into(order_smart_buttons, invoices),
    Into(invoice_details, InvoiceOrder.order),
    Into(order_lines, Show(LineInvoicing.taxes, among=sales_taxes, read_only=line_is_settled), after=Line.discount),
    Into(order_totals, Show(OrderInvoicing.untaxed, order=10), Show(OrderInvoicing.tax, order=20)),
    Into(product_form, ProductInvoicing.invoicing, after=Product.price),
]
