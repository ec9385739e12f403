"""Reverse transfers: goods of a done transfer come back (SPEC RT-11 to RT-14, RT-19, ST-8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from addons.stock.models.moves import Move, MoveLine
from addons.stock.models.places import Location
from addons.stock.models.reserving import claim
from core import Refused

if TYPE_CHECKING:
    from addons.stock.models.transfers import Transfer


Part = tuple[MoveLine, Decimal]
"""A line of the delivery, and how much of it comes back."""


class Returned(Protocol):
    """A row of a return wizard: which line of the delivery, and how much of it comes back."""

    key: Any
    quantity: Any


def reverse(
    done: Transfer, lines: Iterable[Returned] | Mapping[MoveLine, Decimal], *, to: Location, links: Mapping[str, Any]
) -> Transfer:
    """The return of a done transfer; see `Transfer.reverse`. System work: callers see to who may."""
    env = done.env
    if not env.is_system:
        raise RuntimeError("reverse a transfer in system work: its limits stand on records that no user may write")
    if done.state != "done":
        raise Refused("Only validated deliveries can be returned.", about=done)
    parts: dict[Move, list[Part]] = {}
    for line, quantity in sorted(_checked(done, lines).items(), key=lambda item: item[0].id):
        parts.setdefault(line.move, []).append((line, quantity))
    with env.session.no_autoflush:
        made = _empty_return(done, to, links)
        moves = {_move_back(made, original, some): some for original, some in parts.items()}
        env.session.add(made)
    env.session.flush()
    _claim_all(moves)
    made.begin()
    made.post_note("Return {operation} created from {delivery}", operation=made, delivery=done)
    return made


def _checked(done: Transfer, lines: Iterable[Returned] | Mapping[MoveLine, Decimal]) -> dict[MoveLine, Decimal]:
    """What is wanted, each line once; refused with everything that is wrong with it (SPEC RT-13, XC-4)."""
    given = lines.items() if isinstance(lines, Mapping) else ((row.key, row.quantity) for row in lines)
    wanted: dict[MoveLine, Decimal] = {}
    problems: list[Refused] = []
    for line, quantity in given:
        product = line.product
        if line.transfer_id != done.id:
            other = {"product": product.name, "transfer": done.number}
            problems.append(Refused("{product} is not part of {transfer}.", about=line, **other))
        elif quantity is None or quantity <= 0:
            problems.append(Refused("The quantity must be greater than zero.", about=line))
        elif (refusal := product.unit.refusal(quantity, product.name, line)) is not None:
            problems.append(refusal)
        else:
            wanted[line] = wanted.get(line, Decimal(0)) + quantity
    if problems:
        raise Refused.several(problems)
    if not wanted:
        raise Refused("Add at least one product to return.", about="lines")
    return wanted


def _empty_return(done: Transfer, to: Location, links: Mapping[str, Any]) -> Transfer:
    made = done.new_return(to)
    for name, value in links.items():
        if not hasattr(type(made), name):
            raise TypeError(f"{type(made).__name__} has no field {name!r}")
        setattr(made, name, value)
    return made


def _move_back(made: Transfer, original: Move, parts: list[Part]) -> Move:
    move = original.moved_back()
    move.source, move.destination = made.source, made.destination
    move.quantity = sum((quantity for _, quantity in parts), Decimal(0))
    made.moves.append(move)
    return move


def _claim_all(moves: Mapping[Move, list[Part]]) -> None:
    """Takes the limits, in the order of the lines. Whoever comes second is told of every line at once."""
    problems: list[Refused] = []
    wanted = [(line, quantity, move) for move, parts in moves.items() for line, quantity in parts]
    for line, quantity, move in sorted(wanted, key=_by_line):
        try:
            claim(move, line, quantity)
        except Refused as beyond:
            problems.append(beyond)
    if problems:
        raise Refused.several(problems)


def _by_line(part: tuple[MoveLine, Decimal, Move]) -> tuple[int, int]:
    return part[0].product_id, part[0].id
