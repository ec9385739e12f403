"""Quotations of repairs: one line a part that is built in, which follows the part while it is a draft (SPEC RP-14)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import sqlalchemy as sa

from addons.sale.models import Line, Order
from addons.sale_stock.models import LineDelivery
from core import Env, Mapped, Refused, boolean, foreign_key, many2one

if TYPE_CHECKING:
    from addons.repair.models.orders import RepairOrder
    from addons.repair.models.parts import Part

NOTHING = Decimal(0)
UNLIMITED = Decimal(10) ** 12


class OrderRepair(Order):
    """An order may be the price of a repair."""

    repair_id: Mapped[int | None] = foreign_key("repair.order", free=True, copied=False)
    repair: Mapped[RepairOrder | None] = many2one("Repair Order", "repair_id", read_only=True, copied=False)


class PartLine(LineDelivery):
    """A line may sell a part of a repair, which the customer gets inside the repaired product and by no delivery."""

    part_id: Mapped[int | None] = foreign_key("repair.part", free=True, copied=False, on_delete="SET NULL")
    part: Mapped[Part | None] = many2one("Part", "part_id", read_only=True, copied=False)
    of_repair: Mapped[bool] = boolean("Part of a Repair", read_only=True, copied=False)

    @property
    def is_delivered(self) -> bool:
        """What was built in needs no transfer."""
        return super().is_delivered and not self.of_repair


def open_quotation(order: RepairOrder) -> OrderRepair | None:
    """The quotation or order of a repair that was not cancelled."""
    quotation = order.env[OrderRepair]
    mine = sa.select(quotation).where(quotation.repair_id == order.id, quotation.state != "cancelled")
    return order.env.session.scalars(mine.limit(1)).first()


def quote(order: RepairOrder) -> OrderRepair:
    """A quotation for a repair. System work; the repair is locked.

    Raises Refused without a customer, and where there is a quotation already.
    """
    env = order.env
    if order.customer is None:
        raise Refused("Set a customer to create a quotation.", about="customer")
    if (known := open_quotation(order)) is not None:
        raise Refused("A quotation already exists: {name}.", name=known.number)
    with env.session.no_autoflush:
        made = env.new(OrderRepair, customer=order.customer, company_id=order.company_id, repair_id=order.id)
        made.currency_id = order.currency_id
        for part in order.parts:
            if part.is_sold:
                made.lines.append(_line_of(env, part))
    env.session.flush()
    order.post_note("Quotation {order} created", order=made)
    made.post_note("Quotation of repair {repair}", repair=order)
    return made


def follow_parts(order: RepairOrder) -> None:
    """Gives a quotation that nobody has sent the parts as they are now; lines that somebody added stay. System work."""
    quotation = open_quotation(order)
    if quotation is None or quotation.state != "quotation":
        return
    sold = {part.id: part for part in order.parts if part.is_sold}
    for line in [one for one in quotation.lines if one.of_repair]:
        part = sold.pop(line.part_id, None) if line.part_id is not None else None
        if part is None:
            quotation.lines.remove(line)
        else:
            _update(line, part)
    for part in sold.values():
        quotation.lines.append(_line_of(order.env, part))
    order.env.session.flush()


def note_delivered_parts(order: RepairOrder) -> None:
    """With the end of the repair the customer has its parts. System work."""
    quotation = open_quotation(order)
    if quotation is None:
        return
    for line in sorted(quotation.lines, key=lambda one: one.id):
        if line.part is not None and line.part.done:
            order.env.take(Line, line.id, "delivered", line.part.done, at_most=UNLIMITED)


def _line_of(env: Env, part: Part) -> PartLine:
    return env[PartLine](
        product=part.product, label=part.product.name, unit=part.product.unit, quantity=part.demand,
        price=part.price or NOTHING, sequence=part.sequence, part_id=part.id, of_repair=True,
    )  # fmt: skip


def _update(line: PartLine, part: Part) -> None:
    if line.product_id != part.product_id:
        line.product, line.label, line.unit = part.product, part.product.name, part.product.unit
    line.quantity, line.price = part.demand, part.price or NOTHING
