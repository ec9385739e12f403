"""Products, their categories and tags."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

import sqlalchemy as sa

from addons.base.models import Unit
from addons.mail.models import Thread
from core import (
    Mapped,
    Model,
    Refused,
    boolean,
    check,
    choice,
    decimal,
    foreign_key,
    index,
    integer,
    many2many,
    many2one,
    one2many,
    rich_text,
    text,
    unique,
)

if TYPE_CHECKING:
    from addons.base.models import Company

KINDS = {"goods": "Goods", "consumable": "Consumable", "service": "Service"}
TRACKING = {"none": "Not tracked", "lot": "By lot", "serial": "By serial number"}
NEGATIVE = {
    "price": "The price cannot be negative.",
    "cost": "The cost cannot be negative.",
    "warranty_months": "The warranty cannot be negative.",
}
DEPTH = 20


class Category(Model, model="product.category", title="Product category", titles="Product categories"):
    """A group of products; groups may lie in one another."""

    display = "{name}"
    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, size=100)
    parent_id: Mapped[int | None] = foreign_key("product.category")
    parent: Mapped[Category | None] = many2one("Part of", "parent_id")
    children: Mapped[list[Category]] = one2many("Parts", "product.category", by="parent_id", order_by="name")

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """No category is part of itself."""
        yield from super().check()
        above, steps = self.parent, 0
        while above is not None and above is not self and steps < DEPTH:
            above, steps = above.parent, steps + 1
        if above is not None:
            yield "parent", "A category cannot be part of itself."


class Tag(Model, model="product.tag", title="Product tag", titles="Product tags"):
    """A word to find products by."""

    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, size=60)

    constraints = (unique("name"),)


class Product(Thread, model="product.product", title="Product", titles="Products"):
    """What is sold, stocked, repaired or done for a customer (SPEC PD-1).

    Archived products stay: documents and after-sales wizards go on naming them (SPEC PD-3).
    """

    display = "{name}"
    search_by = ("name", "code", "barcode")
    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, tracked=True)
    code: Mapped[str | None] = text("Reference", size=60, tracked=True, copied=False)
    barcode: Mapped[str | None] = text("Barcode", size=60, copied=False)
    kind: Mapped[str] = choice("Kind", KINDS, default="goods", tracked=True, help="Only goods are counted in stock.")
    tracking: Mapped[str] = choice("Tracking", TRACKING, default="none", tracked=True)
    price: Mapped[Decimal] = decimal("Price", digits=2, default=Decimal(0), tracked=True)
    cost: Mapped[Decimal] = decimal("Cost", digits=2, default=Decimal(0), roles=("base.user",))
    unit_id: Mapped[int | None] = foreign_key("base.unit", required=True)
    unit: Mapped[Unit] = many2one("Unit", "unit_id", tracked=True)
    category_id: Mapped[int | None] = foreign_key("product.category")
    category: Mapped[Category | None] = many2one("Category", "category_id", tracked=True)
    tags: Mapped[list[Tag]] = many2many("Tags", "product.tag")
    warranty_months: Mapped[int] = integer("Warranty in months", default=0, help="0: no warranty.")
    description: Mapped[str | None] = rich_text("Description")
    company_id: Mapped[int | None] = foreign_key("base.company", index=False)
    company: Mapped[Company | None] = many2one("Company", "company_id", help="Empty: shared by all companies.")
    published: Mapped[bool] = boolean("Published", tracked=True, copied=False, help="Shown to customers in the shop.")
    active: Mapped[bool] = boolean("Active", default=True, tracked=True)

    constraints = (
        check("price >= 0", "price_not_negative"),
        check("cost >= 0", "cost_not_negative"),
        check("warranty_months >= 0", "warranty_not_negative"),
        check("tracking = 'none' or kind = 'goods'", "only_goods_are_tracked"),
        index("company_id", "active", "name", "id"),
        index("barcode", unique=True, where="barcode is not null"),
    )

    def defaults(self) -> None:
        """Counted in the first unit there is, usually "Units"."""
        super().defaults()
        unit, session = self.env[Unit], self.env.session
        with session.no_autoflush:  # an import makes thousands: they are written together
            # By its key: a relation given here would win over a `unit_id` that is given afterwards.
            self.unit_id = session.scalars(sa.select(unit.id).where(unit.active).order_by(unit.id).limit(1)).first()

    def has_moves(self) -> bool:
        """Whether stock moves of this product exist. Without an addon that moves goods there are none."""
        return False

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Prices are not negative, only goods are tracked, and what was moved stays what it is (SPEC PD-2)."""
        yield from super().check()
        loaded = sa.inspect(self).dict
        for name, wrong in NEGATIVE.items():
            if (loaded.get(name) or 0) < 0:
                yield name, wrong
        if self.tracking != "none" and self.kind != "goods":
            yield "tracking", "Only goods are tracked by lot or serial number."
        state = sa.inspect(self)
        frozen = [name for name in ("kind", "tracking") if state.attrs[name].history.has_changes()]
        if state.persistent and frozen and self.has_moves():
            yield Refused("{product} already has stock moves.", about=frozen[0], product=self.name)

    def refuse_fractions(self, quantity: Decimal, about: object = None) -> None:
        """Raises Refused for a quantity finer than the product's unit allows (SPEC RT-13)."""
        if (refusal := self.unit.refusal(quantity, self.name, about)) is not None:
            raise refusal
