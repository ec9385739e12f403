"""The stock moves of a repair: on a transfer of its own, whose moves are what the parts now need (SPEC RP-16).

What is built in goes from stock into the product, what is taken out to scrap or back into stock. Between confirming
and the end the moves follow every change of the parts: one that does not fit any more gives back what it had reserved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import sqlalchemy as sa

from addons.stock.models import Location, Move, Transfer, shared_location, warehouse_of
from addons.stock.models.reserving import begin, enter, forget_entered, in_lock_order, release, reserve, serve_waiting
from core import Env, Mapped, Refused, foreign_key, many2one, system_work

if TYPE_CHECKING:
    from addons.repair.models.orders import RepairOrder
    from addons.repair.models.parts import Part

Ends = Mapping[str, tuple[Location, Location]]
"""Type of part -> where it comes from and where it goes."""


class RepairTransfer(Transfer):
    """A transfer may carry the parts of a repair; then the repair alone says when they move."""

    repair_id: Mapped[int | None] = foreign_key("repair.order", free=True, copied=False, read_only=True)
    repair: Mapped[RepairOrder | None] = many2one("Repair Order", "repair_id", read_only=True, copied=False)

    @system_work("validate a transfer")
    def validate(self, *, backorder: bool = True) -> Transfer:
        """The parts move when the repair ends."""
        self._must_not_be_of_an_open_repair()
        return super().validate(backorder=backorder)

    @system_work("cancel a transfer")
    def cancel(self) -> None:
        """The parts are freed when the repair is cancelled."""
        self._must_not_be_of_an_open_repair()
        super().cancel()

    def _must_not_be_of_an_open_repair(self) -> None:
        if self.repair is not None and not self.repair.is_over:
            raise Refused("{transfer} belongs to {repair}: end or cancel the repair instead.",
                          transfer=self.number, repair=self.repair.number)  # fmt: skip


class RepairMove(Move):
    """A move may be that of a repair's part."""

    part_id: Mapped[int | None] = foreign_key("repair.part", free=True, copied=False, on_delete="SET NULL")
    part: Mapped[Part | None] = many2one("Part", "part_id", read_only=True, copied=False)

    @property
    def wanted_lot_id(self) -> int | None:
        """The lot that was chosen for the part."""
        return self.part.lot_id if self.part is not None else super().wanted_lot_id

    def fits(self, part: Part, ends: Ends) -> bool:
        """Whether this is the move that the part, as it is now, needs."""
        if (self.product_id, self.quantity) != (part.product_id, part.demand):
            return False
        if (self.source_id, self.destination_id) != tuple(place.id for place in ends[part.type]):
            return False
        held = {line.lot_id for line in self.lines} if self.needs_reservation else set()
        return part.lot_id is None or held <= {part.lot_id}


def operation_of(order: RepairOrder) -> Transfer | None:
    """The transfer that the parts are on now."""
    transfer = order.env[RepairTransfer]
    mine = sa.select(transfer).where(
        transfer.repair_id == order.id, transfer.state.in_(("draft", "waiting", "ready"))
    )  # fmt: skip
    return order.env.session.scalars(mine).first()


def plan_parts(order: RepairOrder) -> None:
    """Gives each part the move it needs, and reserves for it what is there. System work; the order is locked."""
    env, ends, operation = order.env, _ends(order.env, order.company_id), operation_of(order)
    parts = {part.id: part for part in order.parts if part.product.kind != "service"}
    freed = _drop_unfitting(operation, parts, ends) if operation is not None else []
    planned = {move.part_id for move in operation.open_moves} if operation is not None else set()
    if missing := [part for id_, part in parts.items() if id_ not in planned]:
        operation = operation or _new_operation(order, ends)
        with env.session.no_autoflush:
            for part in missing:
                source, destination = ends[part.type]
                operation.moves.append(
                    env[Move](product=part.product, quantity=part.demand, sequence=part.sequence, part_id=part.id,
                              source=source, destination=destination, state="waiting")
                )  # fmt: skip
        env.session.flush()
        for move in in_lock_order(one for one in operation.open_moves if one.part_id not in planned):
            begin(move)
    if operation is not None:
        operation.settle_state()
        _forget_moves_of(order)
    serve_waiting(env, order.company_id, freed)


def reserve_parts(order: RepairOrder) -> None:
    """Sets aside what is short and is there by now."""
    plan_parts(order)
    if (operation := operation_of(order)) is not None:
        operation.check_availability()


def move_parts(order: RepairOrder) -> None:
    """Moves what was used, and gives back the rest. Raises Refused, with all parts that are not there (SPEC RP-16)."""
    plan_parts(order)
    if (operation := operation_of(order)) is None:
        return
    problems = []
    for move in in_lock_order(operation.open_moves):
        part = move.part
        move.quantity = max(move.quantity, part.done)
        reserve(move)
        if move.needs_reservation and move.reserved < part.done:
            problems.append(Refused("Not enough {part} in stock.", about=part, part=part.product.name))
        forget_entered(move)
        if part.done:
            enter(move, part.lot_id, part.done)
    if problems:
        raise Refused.several(problems)
    if any(part.done for part in order.parts if part.product.kind != "service"):
        operation.validate(backorder=False)
    else:
        operation.cancel()


def free_parts(order: RepairOrder) -> None:
    """Gives back what was set aside for the parts."""
    if (operation := operation_of(order)) is not None:
        operation.cancel()


def _ends(env: Env, company_id: int) -> Ends:
    stock = warehouse_of(env, company_id).stock
    product, scrap = shared_location(env, "production"), shared_location(env, "scrap")
    return {"add": (stock, product), "remove": (product, scrap), "recycle": (product, stock)}


def _new_operation(order: RepairOrder, ends: Ends) -> Transfer:
    source, destination = ends["add"]
    made = order.env[Transfer](
        type="repair", contact_id=order.customer_id, company_id=order.company_id, source=source, state="waiting",
        destination=destination, origin=order.number, scheduled_at=order.scheduled_at, repair_id=order.id,
    )  # fmt: skip
    order.env.session.add(made)
    return made


def _drop_unfitting(operation: Transfer, parts: Mapping[int, Part], ends: Ends) -> list[tuple[int, int]]:
    """Takes moves away that no part needs any more. Returns (product id, location id) of what is free again."""
    freed = []
    for move in in_lock_order(operation.open_moves):
        part = parts.get(move.part_id) if move.part_id is not None else None
        if part is not None and move.fits(part, ends):
            continue
        if move.reserved:
            freed.append((move.product_id, move.source_id))
        release(move)
        forget_entered(move)
        operation.moves.remove(move)
    operation.env.session.flush()
    return freed


def _forget_moves_of(order: RepairOrder) -> None:
    for part in order.parts:
        order.env.session.expire(part, ["moves"])
