"""What a code means that somebody scans or types at the bench: a repair, a serial number, a part.

Scanners type what they read and press Enter. Labels bear whole addresses (`/stock/serial/…`, `/repair/bench/…`),
products a barcode; people type numbers. A scanner that takes the keyboard for an American one makes "RO-00001" of
"RO/00001".
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import sqlalchemy as sa

from addons.product.models import Product
from addons.repair.models import RepairOrder
from addons.repair.printouts import BENCH
from addons.stock.models import Lot, lot_of_token
from addons.stock.models.lots import PUBLIC
from core import Env, Refused

OPEN = ("under_repair", "confirmed", "new")
MOST, LONGEST = 20, 300


@dataclass(frozen=True)
class Meant:
    """What a code means, as far as its reader may know: at most one of the three.

    `open_repairs` are those of the serial number that are not over.
    """

    repair: RepairOrder | None = None
    lot: Lot | None = None
    product: Product | None = None
    open_repairs: tuple[RepairOrder, ...] = ()


def meaning_of(env: Env, scanned: str) -> Meant:
    """What was scanned or typed. Raises Refused for a code that nobody knows, or that means several things."""
    code = scanned.strip()[:LONGEST]
    if not code:
        raise Refused("Scan or type a code first.")
    path = urlsplit(code).path.rstrip("/") if "/" in code else ""
    token = path.rpartition(f"{PUBLIC}/")[2] if f"{PUBLIC}/" in path else ""
    id_ = path.rpartition(f"{BENCH}/")[2] if f"{BENCH}/" in path else ""
    if id_.isascii() and id_.isdecimal() and (repair := env.session.get(env[RepairOrder], int(id_[:9]))) is not None:
        return Meant(repair=repair)
    if (repair := _repair_numbered(env, code)) is not None:
        return Meant(repair=repair)
    if (lot := _lot_of(env, token) if token else _lot_numbered(env, code)) is not None:
        return Meant(lot=lot, product=None, open_repairs=open_repairs_of(env, lot))
    if (product := _product_coded(env, code)) is not None:
        return Meant(product=product)
    raise Refused("Nobody knows the code {code}: it is no repair, serial number or part.", code=code)


def open_repairs_of(env: Env, lot: Lot) -> tuple[RepairOrder, ...]:
    """Repairs of a serial number that are not over, newest first."""
    order = env[RepairOrder]
    mine = sa.select(order).where(order.lot_id == lot.id, order.state.in_(OPEN)).order_by(order.id.desc())
    return tuple(env.session.scalars(mine.limit(MOST)))


def _repair_numbered(env: Env, code: str) -> RepairOrder | None:
    order, number = env[RepairOrder], code.upper()
    spelt = (number, number.replace("-", "/"))
    return env.session.scalars(sa.select(order).where(order.number.in_(spelt)).limit(1)).first()


def _lot_of(env: Env, token: str) -> Lot | None:
    with env.system("the serial number on a label") as system:
        lot = lot_of_token(system, token)
        id_ = lot.id if lot is not None else None
    return env.session.get(env[Lot], id_) if id_ is not None else None


def _lot_numbered(env: Env, code: str) -> Lot | None:
    """The lot with a number; of several that bear it, the one that is being repaired."""
    lot, order = env[Lot], env[RepairOrder]
    found = env.session.scalars(sa.select(lot).where(lot.name == code).order_by(lot.id).limit(MOST)).all()
    if len(found) < 2:
        return next(iter(found), None)
    ids = [one.id for one in found]
    here = set(env.session.scalars(sa.select(order.lot_id).where(order.lot_id.in_(ids), order.state.in_(OPEN))))
    if len(here) == 1:
        return next(one for one in found if one.id in here)
    raise Refused("{code} is the number of several products. Scan the code on the label instead.", code=code)


def _product_coded(env: Env, code: str) -> Product | None:
    product = env[Product]
    same = sa.func.lower(product.code) == code.lower()
    found = sa.select(product).where(product.active, (product.barcode == code) | same)
    several = env.session.scalars(found.order_by(product.barcode == code, product.id).limit(2)).all()
    exact = [one for one in several if one.barcode == code] or list(several)
    if len(exact) > 1:
        raise Refused("Several products have the reference {code}. Scan the barcode instead.", code=code)
    return exact[0] if exact else None
