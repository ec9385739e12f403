"""Quotations with codes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from addons.base.identities import make_user
from addons.loyalty.models import Coupon, Program
from addons.loyalty.models.coupons import issue
from addons.sale.models import Order
from core import Env
from tests.addons.account.books import a_tax
from tests.addons.helpdesk.desk import a_contact
from tests.addons.helpdesk_sale.orders import a_product, an_order, contact, product
from tests.addons.loyalty.programs import a_program

SELLER = ("sale.user",)
ANN, MAX = "ann@example.com", "max@example.com"
"""Ann sells, Max manages."""


def counter(env: Env) -> None:
    """A bike with 19 %, a book with 7 %, two customers, a program for orders over 50."""
    a_product(env, "Bike", taxes=[a_tax(env, "19")])
    a_product(env, "Book", taxes=[a_tax(env, "7")])
    for name in ("Marta", "Oliver"):
        a_contact(env, name)
    a_program(env, rule={"minimum_amount": 50})
    for login, role in ((ANN, "sale.user"), (MAX, "sale.manager")):
        make_user(env, login, "a good long password", name=login.partition("@")[0], roles=(role,))


def a_quotation(env: Env, customer: str = "Marta", **goods: int) -> Any:
    """A quotation: `Bike=5` is five bikes at 10 each."""
    wanted = goods or {"Bike": 5, "Book": 5}
    return an_order(env, contact(env, customer), [(product(env, name), n) for name, n in wanted.items()], confirm=False)


def a_code(env: Env, program: str = "Goodwill", **values: Any) -> str:
    """The code of a new coupon."""
    found = env.session.scalars(sa.select(env[Program]).where(env[Program].name == program)).one()
    return issue(env, found, **values)[0].code


def order_of(env: Env, order_id: int) -> Any:
    """An order by its id."""
    return env.session.get_one(env[Order], order_id)


def coupon_of(env: Env, code: str) -> Any:
    """A coupon by its code."""
    return env.session.scalars(sa.select(env[Coupon]).where(env[Coupon].code == code)).one()


def off(order: Any) -> list[tuple[str, Decimal]]:
    """(label, subtotal) of the lines that rewards made."""
    return [(line.label, line.subtotal) for line in order.lines if line.applied_id is not None]
