"""What repairs tell of a lot or serial number: its own, and those in which it was a part."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from addons.repair.models import Part, RepairOrder
from addons.repair.models.orders import STATES, TONES
from addons.stock.models import Lot
from addons.stock.passports import MOST, PassportEntry
from core import Env, Text, url_of

UNDER_WARRANTY = Text("Under warranty")


def repair_entries(env: Env, lot: Lot) -> Iterator[PassportEntry]:
    """Repairs of a lot, and what it was built into; without notes, which are the workshop's own (SPEC RP-11)."""
    if not env.may("read", RepairOrder):
        return
    order, part = env[RepairOrder], env[Part]
    mine = sa.select(order).where(order.lot_id == lot.id).order_by(order.id.desc()).limit(MOST)
    for one in env.session.scalars(mine):
        text = Text("Repaired") if one.state == "repaired" else Text("Repair: {state}", state=Text(STATES[one.state]))
        detail = UNDER_WARRANTY if one.under_warranty else ""
        yield PassportEntry(
            one.ended_at or one.created_at, text, detail, "wrench", TONES[one.state], url_of(env, one), one.number
        )
    built = (
        sa.select(part).join(order, part.order_id == order.id)
        .where(part.lot_id == lot.id, part.done > 0, order.state == "repaired")
        .order_by(part.id.desc()).limit(MOST)
        .options(joinedload(part.order).joinedload(order.product))
    )  # fmt: skip
    for one_part in env.session.scalars(built).unique():
        owner = one_part.order
        product = owner.product.name if owner.product is not None else ""
        text = Text("Built into {product}", product=product)
        if one_part.type != "add":
            text = Text("Taken out of {product}", product=product)
        yield PassportEntry(
            owner.ended_at or owner.created_at, text, "", "wrench", "good", url_of(env, owner), owner.number
        )
