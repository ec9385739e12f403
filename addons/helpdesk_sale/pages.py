"""The order and the product on the ticket, and the tickets on the order."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from addons.helpdesk.pages import about_the_goods, customers_documents, ticket_list
from addons.helpdesk_sale.models import TicketSale
from addons.product.models import Product
from addons.sale.models import Order
from addons.sale.pages import order_smart_buttons
from core import Column, Into, Show, SmartButton


def orders_of_customer(ticket: TicketSale) -> sa.Select[Order]:
    """Confirmed orders among the customer's documents, with the ticket's product in them (SPEC HD-10, HD-12)."""
    if ticket.customer is None or ticket.company_id is None:
        return sa.select(ticket.env[Order]).where(sa.false())
    return ticket.customer.confirmed_orders(ticket.company_id, ticket.product)


def products_for_tickets(ticket: TicketSale) -> sa.Select[Product]:
    """Any product that is sold, or was sold to the customer; those of the ticket's order first (SPEC HD-10, PD-3)."""
    product, customer = ticket.env[Product], ticket.customer
    bought: dict[int, bool] = {}
    if customer is not None and ticket.company_id is not None:
        bought = customer.ordered_products(ticket.company_id, ticket.linked_id("sales_order"))
    on_order = [id_ for id_, on_order in bought.items() if on_order]
    shared = product.company_id.is_(None) | (product.company_id == ticket.company_id)
    found = sa.select(product).where(shared, product.active | product.id.in_(bought))
    return found.order_by(*([sa.case((product.id.in_(on_order), 0), else_=1)] if on_order else ()), product.name)


sales_order = Show(TicketSale.sales_order, among=orders_of_customer, system=customers_documents, searched=True)
product = Show(TicketSale.product, among=products_for_tickets, searched=True)
tickets = SmartButton("Tickets", on=Order, to=Ticket, by=TicketSale.sales_order_id, icon="ticket", order=30)

parts: list[Any] = [
    Into(about_the_goods, sales_order, product),
    Into(ticket_list, Column(TicketSale.product, optional=True)),
    Into(order_smart_buttons, tickets),
]
