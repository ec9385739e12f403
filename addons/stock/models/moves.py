"""What a transfer moves: products in demand, and the lines that say which lot and how much of it went."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

import sqlalchemy as sa

from addons.stock.models.quants import Reservation
from core import (
    Mapped,
    Model,
    Refused,
    check,
    choice,
    foreign_key,
    index,
    integer,
    many2one,
    measured,
    one2many,
    reacts_to,
    text,
)

if TYPE_CHECKING:
    from addons.base.models import Unit
    from addons.product.models import Product
    from addons.stock.models.lots import Lot
    from addons.stock.models.places import Location
    from addons.stock.models.transfers import Transfer

STATES = {"draft": "Draft", "waiting": "Waiting", "ready": "Ready", "done": "Done", "cancelled": "Cancelled"}
IN_WORDS = {"draft": "draft", "waiting": "waiting", "ready": "ready", "done": "done", "cancelled": "cancelled"}
"""The same in the middle of a sentence: "OUT/00002 is done."."""
TONES = {"draft": "idle", "waiting": "warn", "ready": "ready", "done": "good", "cancelled": "idle"}
OPEN = ("draft", "waiting", "ready")


class Move(Model, model="stock.move", title="Stock Move", titles="Stock Moves"):
    """A product that a transfer moves from one location to another (SPEC ST-5).

    `return_of` is the move whose goods come back with this one: a return is linked one to one (SPEC RT-11).
    """

    display = "{label}"
    order_by = ("-id",)

    transfer_id: Mapped[int] = foreign_key("stock.transfer", required=True, on_delete="CASCADE")
    transfer: Mapped[Transfer] = many2one("Transfer", "transfer_id")
    sequence: Mapped[int] = integer("Sequence", default=10)
    product_id: Mapped[int] = foreign_key("product.product", required=True)
    product: Mapped[Product] = many2one("Product", "product_id")
    label: Mapped[str] = text("Description", default="")
    quantity: Mapped[Decimal] = measured("Demand", default=1)
    reserved: Mapped[Decimal] = measured("Reserved", default=0, read_only=True, copied=False)
    done: Mapped[Decimal] = measured("Done", default=0, read_only=True, copied=False)
    source_id: Mapped[int] = foreign_key("stock.location", required=True)
    source: Mapped[Location] = many2one("From", "source_id", read_only=True)
    destination_id: Mapped[int] = foreign_key("stock.location", required=True)
    destination: Mapped[Location] = many2one("To", "destination_id", read_only=True)
    state: Mapped[str] = choice("State", STATES, tones=TONES, default="draft", read_only=True, copied=False)
    return_of_id: Mapped[int | None] = foreign_key("stock.move", read_only=True, copied=False)
    return_of: Mapped[Move | None] = many2one("Return of", "return_of_id", read_only=True, copied=False)
    returns: Mapped[list[Move]] = one2many("Returns", "stock.move", by="return_of_id")
    lines: Mapped[list[MoveLine]] = one2many(
        "Detailed Operations", "stock.move_line", by="move_id", cascade=True, copied=False
    )
    reservations: Mapped[list[Reservation]] = one2many(
        "Reservations", "stock.reservation", by="move_id", cascade=True, copied=False
    )

    constraints = (
        check("quantity > 0", "demand_positive"),
        check("reserved >= 0", "reserved_not_negative"),
        index("product_id", "source_id", "state", "id"),
    )

    @reacts_to("product")
    def take_its_name(self) -> None:
        """A move is called as its product until somebody says otherwise."""
        if self.product is not None:
            self.label = self.product.name

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Something is demanded, no finer than the product's unit allows; only drafts may demand something else."""
        yield from super().check()
        quantity = Decimal(1) if self.quantity is None else self.quantity
        if quantity <= 0:
            yield "quantity", "The quantity must be greater than zero."
        elif (refusal := self.product.unit.refusal(quantity, self.product.name, "quantity")) is not None:
            yield refusal
        if self.product.kind == "service":
            yield Refused("{product} is a service: it cannot be moved.", about="product", product=self.product.name)
        if not self.env.is_system and self.state != "draft":
            demanded = ("product_id", "product", "quantity", "transfer_id", "transfer")
            changed = [name for name in demanded if sa.inspect(self).attrs[name].history.has_changes()]
            if changed:
                yield Refused("What is demanded can be changed in draft only.", about=changed[0].removesuffix("_id"))

    def moved_back(self) -> Move:
        """A move that brings goods of this one back, not stored yet; addons with links on moves extend it."""
        return self.env[Move](
            product=self.product, label=self.label, sequence=self.sequence, return_of=self, state="ready", lines=[],
            reservations=[],
        )  # fmt: skip

    def split_off(self, quantity: Decimal) -> Move:
        """A move for the rest of this one's demand, not stored yet; addons with links on moves extend it."""
        return self.env[Move](
            product=self.product, label=self.label, sequence=self.sequence, return_of=self.return_of, quantity=quantity,
            source=self.source, destination=self.destination, state="ready", lines=[], reservations=[],
        )  # fmt: skip

    @property
    def needs_reservation(self) -> bool:
        """Whether goods must be on hand for this move: not what suppliers or customers send, nor consumables."""
        return self.product.kind == "goods" and self.source.holds_stock

    @property
    def wanted_lot_id(self) -> int | None:
        """The only lot that will do; None: whichever. Addons that choose lots beforehand extend it."""
        return None

    @property
    def unit(self) -> Unit:
        """What the quantities of this move are counted in."""
        return self.product.unit

    @property
    def entered(self) -> Decimal:
        """What is to go, over all lines."""
        return sum((line.quantity or Decimal(0) for line in self.lines), Decimal(0))

    @property
    def missing(self) -> Decimal:
        """What must still be reserved before everything that is demanded can go."""
        return max(self.quantity - self.reserved, Decimal(0)) if self.needs_reservation else Decimal(0)


class MoveLine(Model, model="stock.move_line", title="Detailed Operation", titles="Detailed Operations"):
    """How much of which lot a move takes. What was entered until the transfer is done, a fact afterwards.

    `returned` is a running total of what came back or is on its way back in open returns. It is raised by one
    conditional UPDATE, so that two who return the same goods can never exceed what was delivered (SPEC RT-14).
    """

    display = "{id}"
    order_by = ("-id",)

    transfer_id: Mapped[int] = foreign_key("stock.transfer", required=True, on_delete="CASCADE")
    transfer: Mapped[Transfer] = many2one("Transfer", "transfer_id")
    move_id: Mapped[int] = foreign_key("stock.move", required=True, on_delete="CASCADE")
    move: Mapped[Move] = many2one("Product", "move_id")
    product_id: Mapped[int] = foreign_key("product.product", required=True)
    product: Mapped[Product] = many2one("Product", "product_id", read_only=True)
    lot_id: Mapped[int | None] = foreign_key("stock.lot")
    lot: Mapped[Lot | None] = many2one("Lot/Serial Number", "lot_id")
    lot_name: Mapped[str | None] = text("New Lot/Serial Number", size=100, help="A number that is not known yet.")
    quantity: Mapped[Decimal] = measured("Quantity", default=0)
    returned: Mapped[Decimal] = measured("Already Returned", default=0, read_only=True, copied=False)
    return_of_id: Mapped[int | None] = foreign_key("stock.move_line", read_only=True, copied=False)
    return_of: Mapped[MoveLine | None] = many2one("Return of", "return_of_id", read_only=True, copied=False)

    constraints = (
        check("quantity >= 0", "quantity_not_negative"),
        check("returned >= 0", "returned_not_negative"),
        check("returned <= quantity", "returned_at_most_delivered"),
        index("lot_id", "id"),
    )

    @property
    def returnable(self) -> Decimal:
        """What can still come back (SPEC RT-6)."""
        return self.quantity - self.returned

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Open transfers only (SPEC ST-5); no less than nothing; nothing finer than the unit; a lot of the product."""
        yield from super().check()
        if not self.env.is_system and self.transfer.state not in ("waiting", "ready"):
            yield "quantity", "Quantities can be entered while a transfer is waiting or ready."
        if self.move.transfer is not self.transfer:
            yield "move", "This product is not part of the transfer."
        if (self.quantity or 0) < 0:
            yield "quantity", "The quantity must not be negative."
        product = self.move.product
        if (refusal := product.unit.refusal(self.quantity or Decimal(0), product.name, "quantity")) is not None:
            yield refusal
        if self.lot is not None and self.lot.product_id != product.id:
            yield Refused("{lot} does not belong to {product}.", about="lot", lot=self.lot.name, product=product.name)


@sa.event.listens_for(MoveLine, "before_insert", propagate=True)
@sa.event.listens_for(MoveLine, "before_update", propagate=True)
def _take_product_of_the_move(_mapper: object, _connection: object, line: MoveLine) -> None:
    """A line moves what its move moves, whatever way it was written."""
    if line.move is not None and line.move.product_id:
        line.product_id = line.move.product_id


@sa.event.listens_for(Move, "before_insert", propagate=True)
def _go_where_the_transfer_goes(_mapper: object, _connection: object, move: Move) -> None:
    """A move goes between the transfer's locations and bears its product's name, unless it was said otherwise."""
    transfer = move.transfer
    if transfer is not None:
        move.source_id = move.source_id or transfer.source_id
        move.destination_id = move.destination_id or transfer.destination_id
    if not move.label and move.product is not None:
        move.label = move.product.name
