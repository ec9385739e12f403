"""Parts of a repair: what is built in, taken out or kept for later, and what the customer pays for it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from addons.stock.models.moves import OPEN
from core import (
    Mapped,
    Model,
    Refused,
    Text,
    boolean,
    check,
    choice,
    computed,
    decimal,
    foreign_key,
    index,
    integer,
    many2one,
    measured,
    one2many,
    reacts_to,
)

if TYPE_CHECKING:
    from addons.product.models import Product
    from addons.repair.models.moving import RepairMove
    from addons.repair.models.orders import RepairOrder
    from addons.stock.models import Lot, Move

TYPES = {"add": "Add", "remove": "Remove", "recycle": "Recycle"}
NOTHING = Decimal(0)
FACTS = ("order_id", "type", "product_id", "demand", "done", "lot_id")
"""What of a part is true for ever once its repair is over."""


class Part(Model, model="repair.part", title="Part", titles="Parts"):
    """A part that a repair needs (Add), throws away (Remove) or puts back into stock (Recycle) (SPEC RP-10).

    The price is the list price, or what somebody entered; under warranty it is zero, whoever writes the line, and what
    was entered is kept aside until the warranty is taken back (SPEC RP-6).
    """

    display = "{id}"
    order_by = ("order_id", "sequence")

    order_id: Mapped[int] = foreign_key("repair.order", required=True, on_delete="CASCADE")
    order: Mapped[RepairOrder] = many2one("Repair Order", "order_id", tracked=True)
    sequence: Mapped[int] = integer("Sequence", default=10)
    type: Mapped[str] = choice("Type", TYPES, default="add", tracked=True)
    product_id: Mapped[int] = foreign_key("product.product", required=True)
    product: Mapped[Product] = many2one("Product", "product_id", tracked=True)
    demand: Mapped[Decimal] = measured("Demand", default=1, tracked=True)
    done: Mapped[Decimal] = measured("Done", default=0, tracked=True, copied=False)
    used: Mapped[bool] = boolean("Used", copied=False)
    lot_id: Mapped[int | None] = foreign_key("stock.lot", copied=False)
    lot: Mapped[Lot | None] = many2one("Lot/Serial", "lot_id", tracked=True, copied=False)
    price: Mapped[Decimal | None] = decimal("Unit Price", digits=2, currency="order.currency", tracked=True)
    entered_price: Mapped[Decimal | None] = decimal(
        "Price by Hand", digits=2, currency="order.currency", read_only=True
    )
    moves: Mapped[list[Move]] = one2many("Moves", "stock.move", by="part_id")

    constraints = (
        check("demand > 0", "demand_positive"),
        check("done >= 0", "done_not_negative"),
        check("price >= 0", "price_not_negative"),
        index("product_id", "order_id"),
    )

    @computed("Unit")
    def unit(self) -> str:
        """What the quantities are counted in."""
        return self.product.unit.name if self.product is not None else ""

    @computed("Stock")
    def availability(self) -> str:
        """Whether what is needed was set aside, or how much of it is short (SPEC RP-12)."""
        move = self.open_move
        if move is None or not move.needs_reservation:
            return ""
        return Text("{n} short", n=move.missing.normalize()) if move.missing else Text("Reserved")

    @property
    def missing(self) -> Decimal:
        """How much of what is needed nobody could set aside."""
        return self.open_move.missing if self.open_move is not None else NOTHING

    @property
    def open_move(self) -> RepairMove | None:
        """The move that will take the part where it goes; there is one while the repair is under way."""
        return next((move for move in self.moves if move.state in OPEN), None)  # type: ignore[return-value]

    @property
    def is_sold(self) -> bool:
        """Whether the customer gets, and pays for, this part."""
        return self.type == "add"

    @reacts_to("product")
    def take_from_the_product(self) -> None:
        """Another product has a price of its own, and no lot of the one before."""
        self.price = self.product.price if self.product is not None else None
        self.lot_id, self.lot = None, None

    @reacts_to("used")
    def use_all_of_it(self) -> None:
        """A part that was used was used as planned, until somebody says otherwise."""
        if self.used and not self.done:
            self.done = self.demand

    def settle(self) -> None:
        """Keeps the price that the warranty, the list and whoever entered one give (SPEC RP-6)."""
        super().settle()
        if self.product is None or self.order is None:
            return
        listed, typed = self.product.price, self.price if self.has_changes("price") else None
        if self.order.under_warranty:
            if typed and typed != listed:
                self.entered_price = typed
            self.price = NOTHING
            return
        if typed is None and (self.price is None or self.order.has_changes("under_warranty")):
            self.price = listed if self.entered_price is None else self.entered_price
        elif typed is not None:
            self.entered_price = None if typed == listed else typed

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Something is needed, no finer than its unit; a lot is one of the product; what is over stays (SPEC RP-13)."""
        yield from super().check()
        name = self.product.name
        if (self.demand if self.demand is not None else 1) <= 0:
            yield Refused("The quantity of {part} must be greater than zero.", about="demand", part=name)
        for field in ("demand", "done"):
            if (refusal := self.product.unit.refusal(getattr(self, field) or NOTHING, name, field)) is not None:
                yield refusal
        if self.product.kind == "service" and not self.is_sold:
            yield Refused("{part} is a service: nothing of it can be taken out.", about="product", part=name)
        if (lot := self.lot) is not None and lot.product_id != self.product_id:
            yield Refused("{lot} does not belong to {product}.", about="lot", lot=lot.name, product=name)
        if self.order.is_over and self.has_changes(*FACTS):
            yield self.order.refuse_changes()
