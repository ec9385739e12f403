"""A workshop for tests: a customer with a bike under warranty, parts in stock, and repairs of them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from addons.base.identities import make_user
from addons.repair.models import Part, RepairOrder
from addons.sale.models import Order
from addons.stock.models import Lot, Move, Transfer
from core import Env, Refused
from tests.addons.helpdesk_sale.orders import contact, product
from tests.addons.stock.warehouse import a_customer, a_product, company_of, deliver, receive

MECHANIC = "mechanic@example.com"


def workshop(env: Env) -> None:
    """Marta was delivered the bike B-1, with two years of warranty. In stock: 5 pads, 2 motors by serial, no chains."""
    make_user(env, MECHANIC, "a good long password", name="mechanic", roles=("repair.user",))
    marta, bike = a_customer(env, "Marta"), a_product(env, "Bike", tracking="serial", warranty_months=24)
    receive(env, bike, 2, "B-1", "B-2")
    receive(env, a_product(env, "Pads", price=Decimal(12)), 5)
    receive(env, a_product(env, "Motor", tracking="serial", price=Decimal(300)), 2, "M-1", "M-2")
    a_product(env, "Chain", price=Decimal(30))
    a_product(env, "Labour", kind="service", price=Decimal(60))
    deliver(env, marta, (bike, 1))


def lot(env: Env, name: str) -> Lot:
    """A serial number."""
    return env.session.scalars(sa.select(env[Lot]).where(env[Lot].name == name)).one()


def a_repair(env: Env, *parts: tuple[Any, ...], **values: Any) -> RepairOrder:
    """A repair of Marta's bike; `parts` are (product, demand) or (product, demand, type)."""
    given = {"customer": contact(env, "Marta"), "product": product(env, "Bike"), "lot": lot(env, "B-1")} | values
    order = env.draft(RepairOrder, company_id=company_of(env).id, currency_id=company_of(env).currency_id, **given)
    with env.session.no_autoflush:
        for name, demand, *kind in parts:
            order.parts.append(
                env[Part](product=product(env, name), demand=Decimal(demand), type=kind[0] if kind else "add")
            )
    env.session.add(order)
    env.session.flush()
    return order


def under_repair(env: Env, *parts: tuple[Any, ...], **values: Any) -> RepairOrder:
    """A repair that somebody works on."""
    order = a_repair(env, *parts, **values)
    order.confirm()
    order.start_repair()
    return order


def use_all(order: RepairOrder, **lots: str) -> None:
    """Every part was used, tracked ones with the number that is given by their product's name."""
    for part in order.parts:
        part.done = part.demand
        if (name := lots.get(part.product.name)) is not None:
            part.lot = lot(order.env, name)
    order.env.session.flush()


def the_repair(env: Env) -> RepairOrder:
    """The first repair."""
    return env.session.scalars(sa.select(env[RepairOrder]).order_by(env[RepairOrder].id)).first()


def operations(env: Env, order: RepairOrder) -> list[Transfer]:
    """The transfers of a repair."""
    transfer = env[Transfer]
    return list(env.session.scalars(sa.select(transfer).where(transfer.repair_id == order.id).order_by(transfer.id)))


def planned(env: Env, order: RepairOrder) -> list[tuple[str, Decimal, Decimal]]:
    """(product, demand, reserved) of the open moves of a repair."""
    move = env[Move]
    mine = sa.select(move).where(
        move.transfer_id.in_([one.id for one in operations(env, order)]), move.state.in_(("waiting", "ready"))
    ).order_by(move.id)  # fmt: skip
    return [(one.product.name, one.quantity, one.reserved) for one in env.session.scalars(mine)]


def quotation_of(env: Env, order: RepairOrder) -> Order:
    """The quotation of a repair."""
    found = sa.select(env[Order]).where(env[Order].repair_id == order.id, env[Order].state != "cancelled")
    return env.session.scalars(found).one()


def texts(work: Any) -> list[str]:
    """What somebody is refused with."""
    try:
        work()
    except Refused as why:
        return [one.message for one in why.problems]
    raise AssertionError("nothing was refused")


def days(n: int) -> timedelta:
    """Some days."""
    return timedelta(days=n)
