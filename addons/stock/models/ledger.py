"""The stock ledger: what moves change is gathered and then written in one order, whoever else writes at that moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from addons.product.models import Product
from addons.stock.models.lots import Lot
from addons.stock.models.places import Location
from addons.stock.models.quants import Quant
from core import Env, Models, Refused

NOTHING = Decimal(0)


@dataclass
class Change:
    """What happens to one quant."""

    product: Product
    location: Location
    lot: Lot | None
    amount: Decimal = NOTHING
    released: Decimal = NOTHING

    @property
    def key(self) -> tuple[int, int, int]:
        """Which quant it is about, within a company."""
        return self.product.id, self.location.id, self.lot.id if self.lot is not None else 0

    @property
    def is_serial(self) -> bool:
        """Whether it is about one piece with a number of its own."""
        return self.lot is not None and self.product.tracking == "serial"

    @property
    def order(self) -> tuple[int, int, bool, int]:
        """Every transaction writes in this order, so that none waits for one that waits for it.

        A serial number leaves before it arrives: at no moment is it in two places, which an index forbids.
        """
        return self.product.id, self.lot.id if self.lot else 0, self.is_serial and self.amount > 0, self.location.id


@dataclass
class Shortfall:
    """Untracked stock that went below zero, where the company lets it (SPEC ST-9)."""

    product: Product
    location: Location
    quantity: Decimal


def _moved(models: Models) -> sa.Update:
    """More in a quant, or less, and less of it reserved; gives what there is then."""
    table: sa.Table = models[Quant].__table__  # type: ignore[attr-defined]
    quantity, reserved = _after(table)
    changed = sa.update(table).where(table.c.id == sa.bindparam("quant"), reserved >= 0)
    return changed.values(quantity=quantity, reserved=reserved).returning(table.c.quantity)  # type: ignore[return-value]


def _moved_if_there(models: Models) -> sa.Update:
    """The same, where that much is there and not reserved by others."""
    quantity, reserved = _after(models[Quant].__table__)  # type: ignore[attr-defined]
    return _moved(models).where(quantity >= reserved)


def _after(table: sa.Table) -> tuple[Any, Any]:
    """What is there and what is reserved, as it will be."""
    more, released = (sa.bindparam(name, type_=table.c.quantity.type) for name in ("more", "released"))
    return table.c.quantity + more, table.c.reserved - released


@dataclass
class Ledger:
    """The changes of one validation. System work.

    `may_go_negative`: untracked goods may leave though too few are known to be there (SPEC ST-9).
    """

    env: Env
    company_id: int
    may_go_negative: bool
    changes: dict[tuple[int, int, int], Change] = field(default_factory=dict)

    def move(self, product: Product, lot: Lot | None, source: Location, to: Location, quantity: Decimal) -> None:
        """Takes from one location what it gives to the other. Only goods are counted."""
        if product.kind == "goods" and source.id != to.id:
            self._change(product, source, lot).amount -= quantity
            self._change(product, to, lot).amount += quantity

    def release(self, quant: Quant, quantity: Decimal) -> None:
        """Gives a reservation back."""
        self._change(quant.product, quant.location, quant.lot).released += quantity

    def write(self) -> list[Shortfall]:
        """Writes everything. Returns what fell below zero.

        Raises Refused for what is not there, and for a serial number that is somewhere else already (SPEC ST-6).
        """
        found: list[Shortfall] = []
        changes = sorted((c for c in self.changes.values() if c.amount or c.released), key=lambda c: c.order)
        known = self._known_quants(changes)
        for change in changes:
            quant_id = known.get(change.key) or self._new_quant(change)
            if change.amount > 0 and change.is_serial:
                self._arrive_once(change, quant_id)
            else:
                found += self._apply(change, quant_id)
        self.changes.clear()
        return found

    def _change(self, product: Product, location: Location, lot: Lot | None) -> Change:
        change = Change(product, location, lot)
        return self.changes.setdefault(change.key, change)

    def _apply(self, change: Change, quant_id: int) -> list[Shortfall]:
        held = change.location.holds_stock and change.amount < 0
        must_be_there = held and (change.lot is not None or not self.may_go_negative)
        values = {"quant": quant_id, "more": change.amount, "released": change.released}
        left = self.env.update(Quant, quant_id, _moved_if_there if must_be_there else _moved, values).scalar()
        if left is None:
            raise Refused("Not enough {part} in stock.", about=change.product, part=change.product.name)
        return [Shortfall(change.product, change.location, left)] if held and left < 0 else []

    def _arrive_once(self, change: Change, quant_id: int) -> None:
        """The database refuses a serial number in two places, also of two users who receive it at once (SPEC ST-6)."""
        assert change.lot is not None
        number = change.lot.name
        try:
            with self.env.session.begin_nested():
                self._apply(change, quant_id)
        except sa.exc.IntegrityError:
            place = self._place_of(change.lot.id) or change.location.name
            raise Refused(
                "Serial number {n} is already in {location}.", about=change.product, n=number, location=place
            ) from None

    def _place_of(self, lot_id: int) -> str | None:
        quant, location = self.env[Quant], self.env[Location]
        return self.env.session.scalar(
            sa.select(location.name).join(quant, quant.location_id == location.id)
            .where(quant.lot_id == lot_id, quant.quantity > 0).limit(1)
        )  # fmt: skip

    def _known_quants(self, changes: list[Change]) -> dict[tuple[int, int, int], int]:
        quant = self.env[Quant]
        some = sa.select(quant.product_id, quant.location_id, sa.func.coalesce(quant.lot_id, 0), quant.id).where(
            quant.company_id == self.company_id,
            quant.product_id.in_({change.product.id for change in changes}),
            quant.location_id.in_({change.location.id for change in changes}),
            sa.func.coalesce(quant.lot_id, 0).in_({change.key[2] for change in changes}),
        )  # fmt: skip
        return {(product, location, lot): id_ for product, location, lot, id_ in self.env.session.execute(some)}

    def _new_quant(self, change: Change) -> int:
        """The first of two who make the same one makes it; both go on with it."""
        quant, lot_id = self.env[Quant], change.key[2] or None
        row = {
            "company_id": self.company_id, "product_id": change.product.id, "location_id": change.location.id,
            "lot_id": lot_id, "own": change.location.holds_stock, "most": Decimal(1) if change.is_serial else None,
            "created_at": self.env.now(), "updated_at": self.env.now(),
        }  # fmt: skip
        insert: Any = sqlite.insert if self.env.transaction.connection.dialect.name == "sqlite" else postgresql.insert
        self.env.session.execute(insert(quant).values(row).on_conflict_do_nothing())
        return self.env.session.scalars(
            sa.select(quant.id).where(
                quant.company_id == self.company_id, quant.product_id == change.product.id,
                quant.location_id == change.location.id, quant.lot_id == lot_id,
            )
        ).one()  # fmt: skip
