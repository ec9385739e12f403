"""The demonstration's quotations and orders. What of them is delivered is told by the addon that delivers."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import sqlalchemy as sa

from addons.base.demonstration import give_roles
from addons.base.models import Company, Contact
from addons.product.models import Product
from addons.sale.models import Line, Order
from core import Env

ORDERS: tuple[tuple[str, str, str, int, tuple[tuple[str, int], ...]], ...] = (
    ("Fleet 2026", "Amelie Brandt", "confirmed", 40, (("FW-C1", 2), ("PC-500", 3), ("SV-DE", 1))),
    ("Webshop 1187", "Marta Nowak", "confirmed", 25, (("FW-CT2", 1), ("AC-HM", 1), ("AC-FL90", 1))),
    ("NW-7734", "Oliver Hughes", "confirmed", 12, (("FW-T5", 3), ("AC-HM", 10), ("PC-750", 2))),
    ("Webshop 1204", "Jean Perrin", "confirmed", 3, (("PC-CH4", 1), ("AC-P20", 1))),
    ("Workshop stock", "Henrike Scholz", "confirmed", 2, (("SP-BP", 20), ("SP-CH", 10))),
    ("Webshop 1211", "Sofia Rinaldi", "quotation", 1, (("FW-CT2", 1), ("PC-CH4", 1))),
    ("Depot Altona", "Tobias Lenz", "sent", 1, (("FW-C1", 1), ("SV-DE", 1))),
)
"""(customer's reference, customer, state, days ago, (product, quantity) …). Sofia has bought nothing yet."""


def load(env: Env) -> None:
    """Makes the orders. `env` is a system Env."""
    for login, role in (("sales", "sale.user"), ("admin", "sale.manager")):
        give_roles(env, f"{login}@example.com", role)
    company = env.session.scalars(sa.select(env[Company]).order_by(env[Company].id).limit(1)).one()
    products = {product.code: product for product in env.session.scalars(sa.select(env[Product]))}
    customers = {contact.name: contact for contact in env.session.scalars(sa.select(env[Contact]))}
    for reference, customer, state, days, goods in ORDERS:
        order = env.new(
            Order, customer=customers[customer], company=company, currency=company.currency, reference=reference,
            created_at=env.now() - timedelta(days=days),
        )  # fmt: skip
        with env.session.no_autoflush:
            for code, quantity in goods:
                product = products[code]
                order.lines.append(
                    env[Line](product=product, label=product.name, quantity=Decimal(quantity), price=product.price)
                )
        env.session.flush()
        if state == "confirmed":
            order.confirm()
        elif state == "sent":
            order.mark_as_sent()
        order.ordered_at = env.now() - timedelta(days=days)
    env.session.flush()
