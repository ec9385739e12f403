"""Which repairs are concerned by what a transaction changed."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from addons.repair.models import Part, RepairOrder
from core import Change, Env

ORDER, PART = "repair.order", "repair.part"


def orders_concerned(system: Env, changes: Sequence[Change]) -> Sequence[RepairOrder]:
    """Repairs with a part that came, changed or went, or whose warranty was switched; in one order for everybody."""
    ids = {
        one.id for one in changes if one.model == ORDER and one.operation == "write" and "under_warranty" in one.fields
    }
    parts = {one.id for one in changes if one.model == PART and one.operation != "delete"}
    for change in changes:
        if change.model == PART and (link := change.fields.get("order")) is not None:
            ids |= {id_ for id_ in (link.old_id, link.new_id) if id_ is not None}
    part, order = system[Part], system[RepairOrder]
    if parts:
        ids |= set(system.session.scalars(sa.select(part.order_id).where(part.id.in_(parts))))
    if not ids:
        return ()
    found = sa.select(order).where(order.id.in_(ids)).order_by(order.id).with_for_update()
    return system.session.scalars(found).all()
