"""What is done at the bench: taking in, starting, adding and taking back parts, ending. One bench after the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from addons.product.models import Product
from addons.repair.models import Part, RepairOrder
from addons.stock.models import Lot, Quant
from core import Env, Refused

MOST = 60
ONE = Decimal(1)


def todays_repairs(env: Env, *, mine: bool) -> Sequence[RepairOrder]:
    """What is under repair, and what is planned until today: what is being worked on first, then by its time."""
    order = env[RepairOrder]
    under_way = sa.and_(order.state.in_(("new", "confirmed")), order.scheduled_at < _tomorrow(env))
    wanted = sa.select(order).where((order.state == "under_repair") | under_way)
    if mine:
        wanted = wanted.where(order.responsible_id == env.user.id)
    first = sa.case((order.state == "under_repair", 0), else_=1)
    wanted = wanted.order_by(first, order.scheduled_at, order.id).limit(MOST)
    loads = (joinedload(one) for one in (order.product, order.lot, order.customer, order.responsible))
    return env.session.scalars(wanted.options(*loads)).unique().all()


def repaired_today(env: Env) -> int:
    """How many repairs were ended today."""
    order = env[RepairOrder]
    done = sa.select(sa.func.count()).select_from(order).where(
        order.state == "repaired", order.ended_at >= _tomorrow(env) - timedelta(days=1)
    )  # fmt: skip
    return env.session.scalar(done) or 0


def _tomorrow(env: Env) -> datetime:
    day = env.now().astimezone(ZoneInfo(env.user.zone)).date() + timedelta(days=1)
    return datetime.combine(day, time(), ZoneInfo(env.user.zone)).astimezone(UTC)


def take_in(env: Env, lot: Lot) -> RepairOrder:
    """A repair of a serial number that somebody put on the bench: it is known whose it is, and whether there is a
    warranty. Raises Refused where one is open: two benches take in the same piece once.
    """
    held = env.session.get_one(env[Lot], lot.id, with_for_update=True)
    open_one = sa.select(env[RepairOrder].number).where(
        env[RepairOrder].lot_id == held.id, env[RepairOrder].state.in_(("new", "confirmed", "under_repair"))
    )  # fmt: skip
    if (number := env.session.scalar(open_one.limit(1))) is not None:
        raise Refused("{lot} is being repaired already: {repair}.", lot=held.name, repair=number)
    with env.session.no_autoflush:
        order = env.draft(RepairOrder, product_id=held.product_id, lot_id=held.id, customer_id=held.delivered_to_id,
                          company_id=held.company_id)  # fmt: skip
        order.propose_warranty()
        order.take_the_companys_currency()
        env.session.add(order)
    env.session.flush()
    return order


def is_on_hand(lot: Lot) -> bool:
    """Whether there is something of a lot in the house that could be built in; else it is a customer's."""
    with lot.env.system("whether a serial number is in stock") as system:
        quant = system[Quant]
        here = sa.select(quant.id).where(quant.lot_id == lot.id, quant.own, quant.quantity > 0).limit(1)
        return system.session.scalar(here) is not None


def start(order: RepairOrder) -> None:
    """Confirms a repair that is new, and begins; whoever does it is responsible if nobody was."""
    if order.state == "new":
        order.confirm()
    order.start_repair()
    if order.responsible_id is None:
        order.responsible_id = order.env.user.id
    order.env.session.flush()


def add_part(order: RepairOrder, product: Product, lot: Lot | None = None) -> tuple[Part, bool]:
    """One more of a part: what is planned and not used first, else a new line. Used at once while it is under repair.

    Gives the line, and whether anything changed: a serial number that is there already is not added again. Raises
    Refused for a repair that is over, and for a tracked part whose number is not known.
    """
    _hold(order)
    if product.tracking != "none" and lot is None:
        raise Refused("Scan the serial number of {product}: it is not just any of them.", product=product.name)
    if lot is not None and lot.id == order.linked_id("lot"):
        raise Refused("{lot} is what is being repaired. It cannot be a part of itself.", lot=lot.name)
    added = [part for part in order.parts if part.is_sold and part.product_id == product.id]
    if product.tracking == "serial" and (there := next((one for one in added if one.lot_id == lot.id), None)):  # type: ignore[union-attr]
        return there, False
    uses = order.state == "under_repair"
    part = next((one for one in added if _takes(one, lot, uses)), None)
    if part is None:
        part = order.env[Part](
            product=product, product_id=product.id, demand=ONE, done=ONE if uses else Decimal(0), lot=lot
        )  # fmt: skip
        order.parts.append(part)
    else:
        part.lot = part.lot or lot
        if uses:
            part.done += ONE
        part.demand = max(part.demand, part.done) if uses else part.demand + ONE
    part.used = part.done > 0
    order.env.session.flush()
    return part, True


def _takes(part: Part, lot: Lot | None, uses: bool) -> bool:
    """Whether one more of a product belongs on this line."""
    if lot is None:
        return True
    if part.product.tracking == "serial":
        return part.lot_id is None and part.done == 0 and part.demand == ONE
    return part.lot_id in (None, lot.id) if uses else part.lot_id == lot.id


def take_back(order: RepairOrder, part: Part) -> None:
    """One less of a part; the line goes with the last one. Raises Refused for a repair that is over."""
    _hold(order)
    if part.done > 1 or (part.done <= 0 and part.demand > 1):
        part.demand -= ONE
        part.done = max(part.done - ONE, Decimal(0))
    elif part.done > 0 and part.demand > part.done:
        part.done, part.used = Decimal(0), False
    else:
        order.parts.remove(part)
        order.env.session.delete(part)
    order.env.session.flush()


def write_down(order: RepairOrder, findings: str, work: str, *, before: tuple[str, str]) -> None:
    """Keeps what was found and done. `before` is what stood there when the page was made.

    Raises Refused if somebody else wrote something meanwhile: nobody's words are lost.
    """
    _hold(order)
    if before != ((order.findings or ""), (order.work or "")):
        raise Refused("Somebody else wrote here meanwhile: see what stands there now, and add yours.", about="findings")
    order.findings, order.work = findings or None, work or None
    order.env.session.flush()


def _hold(order: RepairOrder) -> None:
    """Whoever works on the same repair at another bench waits; what is over stays as it was."""
    order.env.lock(order)
    if order.is_over:
        raise order.refuse_changes()
