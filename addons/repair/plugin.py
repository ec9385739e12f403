"""The front door: what this addon tells the core, and what it does when something happens elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from addons.repair import portal
from addons.repair import routes as addresses
from addons.repair.following import orders_concerned
from addons.repair.models.moving import plan_parts
from addons.repair.models.orders import UNDER_WAY
from addons.repair.models.quoting import OrderRepair, follow_parts
from addons.repair.pages import parts
from addons.repair.passports import repair_entries
from addons.sale.models import Order
from addons.stock.models import Lot
from addons.stock.passports import PassportEntry
from core import Change, Env, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Repair orders, their parts and tags, and what orders, lots and returns show of them."""
    return parts


@hookimpl
def routes() -> Sequence[Any]:
    """The pages of the bench."""
    return addresses.routes


@hookimpl
def changes_flushed(env: Env, changes: Sequence[Change]) -> None:
    """The moves and the draft quotation of a repair follow its parts (SPEC RP-12, RP-14)."""
    for order in orders_concerned(env, changes):
        if order.state in UNDER_WAY:
            plan_parts(order)
        follow_parts(order)


@hookimpl
def order_confirmed(env: Env, order: Order) -> None:
    """The customer agreed: a repair that is still new is confirmed (SPEC RP-14)."""
    with env.system("the repair of a confirmed quotation") as system:
        confirmed = system.get(order)
        assert isinstance(confirmed, OrderRepair)
        repair = confirmed.repair
        if repair is not None and repair.state == "new" and repair.product is not None:
            repair.confirm()


@hookimpl
def passport_entries(env: Env, lot: Lot) -> Iterable[PassportEntry]:
    """Its repairs, and what it was built into."""
    return repair_entries(env, lot)


@hookimpl
def portal_parts() -> Sequence[Any]:
    """What customers see of repairs."""
    return portal.parts
