"""A small warehouse for tests: products, receipts, deliveries, and what must always hold of stock."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import sqlalchemy as sa

from addons.base.models import Company, Contact, Unit
from addons.product.models import Product
from addons.stock.models import Location, Lot, Move, MoveLine, Quant, Transfer, Warehouse, shared_location, warehouse_of
from core import Env


def company_of(env: Env) -> Company:
    """The company that a new database has."""
    return env.session.scalars(sa.select(env[Company]).order_by(env[Company].id).limit(1)).one()


def warehouse(env: Env) -> Warehouse:
    """Its warehouse."""
    return warehouse_of(env, company_of(env).id)


def a_product(env: Env, name: str, tracking: str = "none", kind: str = "goods", **values: object) -> Product:
    """A product counted in whole units."""
    unit = env.session.scalars(sa.select(env[Unit]).where(env[Unit].digits == 0).limit(1)).one()
    made = env.new(Product, name=name, kind=kind, tracking=tracking, unit=unit, **values)
    env.session.flush()
    return made


def a_customer(env: Env, name: str = "Marta Nowak") -> Contact:
    """A private person."""
    made = env.new(Contact, name=name)
    env.session.flush()
    return made


def planned(
    env: Env,
    type_: str,
    goods: Iterable[tuple[Product, int]],
    *,
    contact: Contact | None = None,
    source: Location | None = None,
    to: Location | None = None,
) -> Transfer:
    """A draft transfer of some goods between the places its type is for."""
    stock = warehouse(env).stock
    ends = {
        "receipt": (shared_location(env, "supplier"), stock),
        "delivery": (stock, shared_location(env, "customer")),
        "internal": (stock, stock),
    }[type_]
    transfer = env[Transfer](
        type=type_, company=company_of(env), contact=contact, source=source or ends[0], destination=to or ends[1]
    )
    for product, quantity in goods:
        transfer.moves.append(
            env[Move](
                product=product, quantity=Decimal(quantity), source=transfer.source, destination=transfer.destination
            )
        )
    env.session.add(transfer)
    env.session.flush()
    return transfer


def receive(env: Env, product: Product, quantity: int, *numbers: str, to: Location | None = None) -> Transfer:
    """Goods from a supplier, with lot or serial numbers, received."""
    transfer = planned(env, "receipt", [(product, quantity)], to=to)
    transfer.confirm()
    for line, number in zip(transfer.lines, numbers, strict=bool(numbers)):
        line.lot_name = number
    return transfer.validate()


def deliver(env: Env, contact: Contact, *goods: tuple[Product, int]) -> Transfer:
    """Goods for a customer, delivered."""
    transfer = planned(env, "delivery", goods, contact=contact)
    transfer.confirm()
    return transfer.validate()


def on_hand(env: Env, product: Product, place: Location) -> tuple[Decimal, Decimal]:
    """(quantity, reserved) of a product at a location, over all lots."""
    quant = env[Quant]
    found = env.session.execute(
        sa.select(quant.quantity, quant.reserved).where(quant.product_id == product.id, quant.location_id == place.id)
    ).all()
    return sum((row[0] for row in found), Decimal(0)), sum((row[1] for row in found), Decimal(0))


def problems_with_stock(env: Env) -> list[str]:
    """What does not hold of stock, recounted from the moves: empty for a sound database."""
    env.session.flush()
    env.session.expire_all()
    found = []
    counted: dict[tuple[int, int, int | None], Decimal] = {}
    reserved: dict[int, Decimal] = {}
    claimed: dict[int, Decimal] = {}
    for move in env.session.scalars(sa.select(env[Move])):
        if move.state == "done" and move.product.kind == "goods":
            for line in move.lines:
                for place, sign in ((move.source_id, -1), (move.destination_id, 1)):
                    key = (move.product_id, place, line.lot_id)
                    counted[key] = counted.get(key, Decimal(0)) + sign * line.quantity
        for line in move.lines if move.state == "done" else ():
            if move.return_of_id is not None and (line.return_of is None or line.return_of.lot_id != line.lot_id):
                found.append(f"line {line.id} brings back what did not go out")
            if line.return_of_id is not None:
                claimed[line.return_of_id] = claimed.get(line.return_of_id, Decimal(0)) + line.quantity
        held = Decimal(0)
        for one in move.reservations:
            if one.quant_id is not None:
                reserved[one.quant_id] = reserved.get(one.quant_id, Decimal(0)) + one.quantity
                held += one.quantity
            else:
                claimed[one.line_id] = claimed.get(one.line_id, Decimal(0)) + one.quantity
        if held != move.reserved:
            found.append(f"move {move.id} says {move.reserved} reserved, holds {held}")
        if move.state in ("done", "cancelled") and move.reservations:
            found.append(f"move {move.id} is {move.state} and holds reservations")
    places: dict[int, list[int]] = {}
    for quant in env.session.scalars(sa.select(env[Quant])):
        key = (quant.product_id, quant.location_id, quant.lot_id)
        if quant.quantity != counted.pop(key, Decimal(0)):
            found.append(f"quant {key} says {quant.quantity}")
        if quant.reserved != reserved.pop(quant.id, Decimal(0)):
            found.append(f"quant {key} says {quant.reserved} reserved")
        if quant.lot_id and quant.own and not 0 <= quant.reserved <= quant.quantity:
            found.append(f"quant {key} is overdrawn: {quant.reserved} of {quant.quantity}")
        if quant.lot_id and quant.product.tracking == "serial" and quant.quantity > 0:
            places.setdefault(quant.lot_id, []).extend([quant.location_id] * int(quant.quantity))
    found += [f"moved without a quant: {key}" for key, left in counted.items() if left]
    found += [f"serial {lot} is in {len(where)} places" for lot, where in places.items() if len(where) != 1]
    known = set(env.session.scalars(sa.select(env[Lot].id).join(env[Product]).where(env[Product].tracking == "serial")))
    found += [f"serial {lot} is nowhere" for lot in known - places.keys()]
    for line in env.session.scalars(sa.select(env[MoveLine])):
        if line.returned != claimed.pop(line.id, Decimal(0)) or not 0 <= line.returned <= line.quantity:
            found.append(f"line {line.id} says {line.returned} of {line.quantity} returned")
    return found
