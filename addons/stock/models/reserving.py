"""Reserving: first come, first served, and never more than there is (SPEC ST-10, RT-14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from sqlalchemy import select

from addons.stock.models.moves import Move, MoveLine
from addons.stock.models.quants import Quant, Reservation
from core import Env, Refused

NOTHING = Decimal(0)
BATCH = 100
"""How many quants are read at once, and how many new serial numbers a receipt has empty lines for."""


def in_lock_order(moves: Iterable[Move]) -> list[Move]:
    """Moves as every transaction works on them, so that none waits for one that waits for it."""
    return sorted(moves, key=lambda move: (move.product_id, move.source_id, move.id))


def begin(move: Move) -> None:
    """Reserves what the move needs and enters what is expected to go, so that validating at once moves all of it."""
    claims = [(held.line, held.quantity) for held in move.reservations if held.line is not None]
    if move.needs_reservation:
        reserve(move)
    elif claims:
        for line, quantity in claims:
            enter(move, line.lot_id, quantity, return_of=line)
    elif move.product.tracking != "serial":
        enter(move, None, move.quantity)
    else:
        with move.env.session.no_autoflush:
            for _ in range(min(int(move.quantity), BATCH)):
                move.lines.append(move.env[MoveLine](transfer=move.transfer, product=move.product, quantity=Decimal(1)))


# --- stock on hand ----------------------------------------------------------------------------------------------------


def reserve(move: Move) -> None:
    """Sets aside what the move still needs, as far as it is there, and enters it into the move's lines.

    Goods that go back to where they came from, a return of a return, are the very lots that came. System work.
    """
    if not move.needs_reservation:
        return
    for lot_id, needed in sorted(_wanted(move).items(), key=lambda item: item[0] or 0):
        for quant_id, lot, amount in _take(move, needed, lot_id):
            _hold(move, quant_id, amount)
            enter(move, lot, amount)


def _wanted(move: Move) -> dict[int | None, Decimal]:
    """What is still to be reserved by lot; None: whichever lot."""
    claimed: dict[int | None, Decimal] = {}
    for held in move.reservations:
        if held.line is not None and held.line.lot_id is not None:
            claimed[held.line.lot_id] = claimed.get(held.line.lot_id, NOTHING) + held.quantity
    if not claimed:
        return {move.wanted_lot_id: move.missing}
    for held in move.reservations:
        if held.quant is not None and held.quant.lot_id in claimed:
            claimed[held.quant.lot_id] -= held.quantity
    return claimed


def _take(move: Move, needed: Decimal, lot_id: int | None) -> list[tuple[int, int | None, Decimal]]:
    """Takes from quants, oldest lot first. One that somebody else was faster at is read anew."""
    env, quant = move.env, move.env[Quant]
    taken: list[tuple[int, int | None, Decimal]] = []
    free = quant.quantity - quant.reserved
    offered = select(quant.id, quant.lot_id, free).where(
        quant.company_id == move.transfer.company_id, quant.product_id == move.product_id,
        quant.location_id == move.source_id, free > 0,
    )  # fmt: skip
    if lot_id is not None:
        offered = offered.where(quant.lot_id == lot_id)
    offered = offered.order_by(quant.lot_id, quant.id).limit(BATCH)
    while needed > 0 and (found := env.session.execute(offered).all()):
        for quant_id, lot, available in found:
            amount = min(needed, available)
            if amount > 0 and env.take(Quant, quant_id, "reserved", amount, at_most="quantity"):
                taken.append((quant_id, lot, amount))
                needed -= amount
    return taken


def _hold(move: Move, quant_id: int, amount: Decimal) -> None:
    held = next((one for one in move.reservations if one.quant_id == quant_id), None)
    if held is None:
        move.reservations.append(move.env[Reservation](quant_id=quant_id, quantity=amount))
    else:
        held.quantity += amount
    move.reserved += amount


def serve_waiting(env: Env, company_id: int, places: Iterable[tuple[int, int]]) -> None:
    """Goods that came free go to those who wait for them, the first first (SPEC ST-10).

    `places` are (product id, location id). A transfer that is short keeps later ones waiting.
    """
    move, wanted = env[Move], set(places)
    if not wanted:
        return
    products, locations = ({place[end] for place in wanted} for end in (0, 1))
    waited_for = select(move.product_id, move.source_id).distinct().where(
        move.product_id.in_(products), move.source_id.in_(locations), move.state == "waiting"
    )  # fmt: skip
    for product_id, location_id in sorted(wanted.intersection(map(tuple, env.session.execute(waited_for)))):
        waiting = select(move).where(
            move.product_id == product_id, move.source_id == location_id, move.state == "waiting"
        ).order_by(move.id).limit(BATCH)  # fmt: skip
        for one in env.session.scalars(waiting).all():
            if one.transfer.company_id != company_id or not one.transfer.lock("waiting"):
                continue
            reserve(one)
            one.transfer.settle_state()
            if one.missing:
                break


# --- what was delivered and comes back --------------------------------------------------------------------------------


def claim(move: Move, line: MoveLine, quantity: Decimal) -> None:
    """Claims delivered goods for a return: nobody else can return them (SPEC RT-14)."""
    raise_returned(move.env, line, quantity)
    move.reservations.append(move.env[Reservation](line=line, quantity=quantity))


def raise_returned(env: Env, line: MoveLine, quantity: Decimal) -> None:
    """Raises a delivered line's running total `returned`. Refused beyond what was delivered, whoever was faster."""
    if not env.take(MoveLine, line.id, "returned", quantity, at_most="quantity"):
        env.session.refresh(line)
        raise Refused(
            "You can return at most {n} {unit} of {product}.", about=line, n=f"{line.returnable.normalize():f}",
            unit=line.product.unit.name, product=line.product.name,
        )  # fmt: skip


def pass_claims_on(env: Env, spare: Mapping[MoveLine, Decimal], heir: Move | None) -> None:
    """Claims that a return did not use go to its back order, as far as that needs them; the others are freed."""
    needed = heir.quantity if heir is not None else NOTHING
    for line, quantity in sorted(spare.items(), key=lambda item: item[0].id):
        kept = min(quantity, needed)
        if heir is not None and kept:
            heir.reservations.append(env[Reservation](line=line, quantity=kept))
            needed -= kept
        if quantity > kept:
            _give_back(env, MoveLine, line.id, "returned", quantity - kept)


# --- giving back ------------------------------------------------------------------------------------------------------


def release(move: Move) -> None:
    """Gives back everything that the move has set aside or claimed. System work."""
    for held in sorted(move.reservations, key=_lock_order):
        if held.quant_id is not None:
            _give_back(move.env, Quant, held.quant_id, "reserved", held.quantity)
        elif held.line_id is not None:
            _give_back(move.env, MoveLine, held.line_id, "returned", held.quantity)
    move.reservations.clear()
    move.reserved = NOTHING


def _lock_order(held: Reservation) -> tuple[int, int]:
    return held.line_id or 0, (held.quant.lot_id or 0) if held.quant is not None else 0


def _give_back(env: Env, layer: type[Quant | MoveLine], id_: int, total: str, quantity: Decimal) -> None:
    if not env.take(layer, id_, total, -quantity, at_most=0):
        raise RuntimeError(f"{layer.__name__} {id_}: {total} is smaller than what is held of it")


# --- lines ------------------------------------------------------------------------------------------------------------


def enter(move: Move, lot_id: int | None, quantity: Decimal, *, return_of: MoveLine | None = None) -> None:
    """Enters a quantity into the move's lines: onto the line of that lot, or onto a new one."""
    for line in move.lines:
        if line.lot_id == lot_id and not line.lot_name and line.return_of is return_of:
            line.quantity += quantity
            return
    with move.env.session.no_autoflush:
        made = move.env[MoveLine](
            transfer=move.transfer, product=move.product, lot_id=lot_id, quantity=quantity, return_of=return_of
        )
        move.lines.append(made)


def forget_entered(move: Move) -> None:
    """Removes the move's lines: nothing of it is to go for now."""
    session = move.env.session
    for line in list(move.lines):
        session.delete(line)
    session.flush()
    session.expire(move, ["lines"])
    session.expire(move.transfer, ["lines"])
