"""The demonstration's tickets name the orders and products that they are about."""

from __future__ import annotations

import sqlalchemy as sa

from addons.helpdesk.demo import ticket_titled
from addons.product.models import Product
from addons.sale.models import Order
from core import Env

ABOUT = (
    ("Display flickers", "Webshop 1187", "FW-CT2"),
    ("Batteries drain within 15 km", "Fleet 2026", "PC-500"),
    ("Where is my order?", "Webshop 1204", ""),
    ("Motor cuts out on steep climbs", "NW-7734", "FW-T5"),
    ("Helmet straps are too short", "NW-7734", "AC-HM"),
    ("Ordered the wrong bike", "", "FW-CT2"),
    ("Rear light loses contact in rain", "", "FW-C1"),
    ("Brakes squeal after 200 km", "Fleet 2026", "FW-C1"),
    ("Chain skips under load", "Webshop 1187", "FW-CT2"),
    ("Second key for the folding lock", "Webshop 1187", "AC-FL90"),
)
"""(title of the ticket, customer's reference of the order, product's reference)."""


def load(env: Env) -> None:
    """Links tickets with orders and products. `env` is a system Env."""
    orders = {order.reference: order for order in env.session.scalars(sa.select(env[Order]))}
    products = {product.code: product for product in env.session.scalars(sa.select(env[Product]))}
    for title, reference, code in ABOUT:
        ticket = ticket_titled(env, title)
        ticket.sales_order, ticket.product = orders.get(reference), products.get(code)  # type: ignore[attr-defined]
        env.session.flush()
