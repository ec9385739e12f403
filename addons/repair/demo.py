"""The demonstration's repairs: one under way, one new, one done; a bike whose warranty is over; and who repairs."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

import sqlalchemy as sa

from addons.base.demonstration import account, give_roles
from addons.base.models import Company, Contact
from addons.product.models import Product
from addons.repair.models import Part, RepairOrder, Tag
from addons.stock.models import Lot
from core import Env, PlainModel

M = TypeVar("M", bound=PlainModel)
STOCK, ADMIN = "stock@example.com", "admin@example.com"
MENDED_BIKE, OLD_BIKE = "T5-26-0001", "T5-26-0002"


def load(env: Env) -> None:
    """Gives the accounts their roles, and makes repairs of things that nobody sold here. `env` is a system Env."""
    give_roles(env, STOCK, "repair.user")
    give_roles(env, ADMIN, "repair.manager")
    under_way = _repair(env, "Marta Nowak", "AC-P20", "A buckle is torn off.", ("SP-BP",), ("frame",))
    under_way.confirm()
    under_way.start_repair()
    _repair(env, "Tobias Lenz", "AC-HM", "The strap does not lock.", (), ())
    _mend_a_bike(env)
    old = _one(env, Lot, "name", OLD_BIKE)
    old.warranty_end = env.today() - timedelta(days=30)
    env.session.flush()


def _mend_a_bike(env: Env) -> None:
    """A repair under warranty that is done, with a report for its customer."""
    lot = _one(env, Lot, "name", MENDED_BIKE)
    if lot.delivered_to is None:  # nothing was delivered yet, where repairs came before the deliveries
        return
    order = _repair(env, lot.delivered_to.name, "FW-T5", "Third time this month.", ("SP-BP",), ("brakes",))
    order.lot, order.under_warranty = lot, True
    order.findings = "Oil on the brake pads of the front wheel."
    order.work = "Brake pads renewed, brake disc cleaned, test ride."
    env.session.flush()
    order.confirm()
    order.start_repair()
    order.use_all_parts()
    order.end_repair()


def _repair(
    env: Env, customer: str, product: str, notes: str, parts: tuple[str, ...], tags: tuple[str, ...]
) -> RepairOrder:
    company = env.session.scalars(sa.select(env[Company]).order_by(env[Company].id).limit(1)).one()
    order = env.new(RepairOrder, company_id=company.id, currency_id=company.currency_id, notes=notes)
    order.customer, order.product = _one(env, Contact, "name", customer), _one(env, Product, "code", product)
    order.responsible = account(env, STOCK)
    order.tags = [env[Tag](name=name) for name in tags]
    order.parts = [env[Part](product=_one(env, Product, "code", code)) for code in parts]
    env.session.flush()
    return order


def _one(env: Env, layer: type[M], name: str, value: str) -> M:
    cls = env[layer]
    return env.session.scalars(sa.select(cls).where(getattr(cls, name) == value).order_by(cls.id).limit(1)).one()
