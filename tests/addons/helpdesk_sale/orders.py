"""Customers with orders, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from addons.base.models import Contact, Unit
from addons.product.models import Product
from addons.sale.models import Line, Order
from core import Env
from tests.addons.helpdesk.desk import a_contact, company_of


def a_product(env: Env, name: str, **values: Any) -> Product:
    """A product counted in whole units."""
    unit = env.session.scalars(sa.select(env[Unit]).where(env[Unit].digits == 0).limit(1)).one()
    made = env.new(Product, name=name, unit=unit, price=Decimal(10), **values)
    env.session.flush()
    return made


def an_order(env: Env, customer: Contact, goods: Iterable[tuple[Product, int]], *, confirm: bool = True) -> Order:
    """An order of a customer, confirmed unless told otherwise."""
    company = company_of(env)
    order = env.new(Order, customer=customer, company=company, currency=company.currency)
    with env.session.no_autoflush:
        for product, quantity in goods:
            order.lines.append(
                env[Line](product=product, label=product.name, quantity=Decimal(quantity), price=product.price)
            )
    env.session.flush()
    if confirm:
        order.confirm()
    return order


def veloria(env: Env) -> None:
    """A company with two people who ordered, a quotation, and a stranger with an order of his own."""
    company = a_contact(env, "Veloria", is_company=True, email="office@veloria.example")
    amelie = a_contact(env, "Amelie", parent=company, email="amelie@veloria.example", phone="040 1")
    tobias = a_contact(env, "Tobias", parent=company)
    stranger = a_contact(env, "Stranger")
    bike, battery, helmet = (a_product(env, name) for name in ("Bike", "Battery", "Helmet"))
    an_order(env, amelie, [(bike, 1), (battery, 2)])
    an_order(env, tobias, [(helmet, 3)])
    an_order(env, amelie, [(helmet, 1)], confirm=False)
    an_order(env, stranger, [(bike, 1)])


def contact(env: Env, name: str) -> Contact:
    """A contact by its name."""
    return env.session.scalars(sa.select(env[Contact]).where(env[Contact].name == name)).one()


def product(env: Env, name: str) -> Product:
    """A product by its name."""
    return env.session.scalars(sa.select(env[Product]).where(env[Product].name == name)).one()


def orders_of(env: Env, name: str) -> list[Order]:
    """The orders of a contact, in the order in which they were made."""
    order = env[Order]
    return list(env.session.scalars(sa.select(order).where(order.customer.has(name=name)).order_by(order.id)))
