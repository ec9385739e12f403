"""Where goods are: locations and warehouses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from core import Env, Mapped, Model, boolean, choice, foreign_key, index, many2one, text, unique

if TYPE_CHECKING:
    from addons.base.models import Company

LOCATION_TYPES = {
    "supplier": "Supplier", "customer": "Customer", "internal": "Internal", "scrap": "Scrap",
    "production": "Production", "transit": "Transit", "view": "View",
}  # fmt: skip
HOLDS_STOCK = ("internal", "transit")
"""Types whose goods are the company's own: they are reserved, and do not fall below zero unnoticed."""


class Location(Model, model="stock.location", title="Location", titles="Locations"):
    """A place that goods come from or go to (SPEC ST-1). Without a company it belongs to all of them."""

    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True)
    parent_id: Mapped[int | None] = foreign_key("stock.location")
    parent: Mapped[Location | None] = many2one("Parent Location", "parent_id")
    type: Mapped[str] = choice("Type", LOCATION_TYPES, default="internal")
    usable_for_returns: Mapped[bool] = boolean(
        "Usable for Returns", help="Returned goods may be received here.", tracked=True
    )
    company_id: Mapped[int | None] = foreign_key("base.company")
    company: Mapped[Company | None] = many2one("Company", "company_id")
    active: Mapped[bool] = boolean("Active", default=True)

    constraints = (index("company_id", "type", "id"),)

    def defaults(self) -> None:
        """A location is the current company's."""
        super().defaults()
        self.company_id = self.env.user.company_id

    @property
    def holds_stock(self) -> bool:
        """Whether goods here count as stock of the company."""
        return self.type in HOLDS_STOCK


def shared_location(env: Env, type_: str) -> Location:
    """The location of a type that all companies share: suppliers, customers, scrap, production.

    Raises LookupError if somebody archived or removed it.
    """
    location = env[Location]
    found = env.session.scalars(
        select(location)
        .where(location.type == type_, location.company_id.is_(None), location.active)
        .order_by(location.id)
        .limit(1)
    ).first()
    if found is None:
        raise LookupError(f"there is no shared location of type {type_}")
    return found


class Warehouse(Model, model="stock.warehouse", title="Warehouse", titles="Warehouses"):
    """A building with its locations (SPEC ST-2): deliveries leave from Stock, returned goods wait in Returns."""

    order_by = ("id",)

    name: Mapped[str] = text("Name", required=True)
    code: Mapped[str] = text("Short Name", required=True, size=8)
    company_id: Mapped[int] = foreign_key("base.company", required=True)
    company: Mapped[Company] = many2one("Company", "company_id")
    stock_id: Mapped[int] = foreign_key("stock.location", required=True)
    stock: Mapped[Location] = many2one("Stock Location", "stock_id")
    input_id: Mapped[int] = foreign_key("stock.location", required=True)
    input: Mapped[Location] = many2one("Input Location", "input_id")
    output_id: Mapped[int] = foreign_key("stock.location", required=True)
    output: Mapped[Location] = many2one("Output Location", "output_id")
    returns_id: Mapped[int] = foreign_key("stock.location", required=True)
    returns: Mapped[Location] = many2one("Return Location", "returns_id")
    active: Mapped[bool] = boolean("Active", default=True)

    constraints = (unique("company_id", "code"),)


def warehouse_of(env: Env, company_id: int) -> Warehouse:
    """The first warehouse of a company, built with its locations if it has none yet. System work."""
    warehouse = env[Warehouse]
    found = env.session.scalars(
        select(warehouse).where(warehouse.company_id == company_id, warehouse.active).order_by(warehouse.id).limit(1)
    ).first()
    return found or _build(env, company_id)


def _build(env: Env, company_id: int) -> Warehouse:
    top = env.new(Location, name="WH", type="view", company_id=company_id)
    inside = {
        name: env.new(
            Location, name=f"WH/{name}", type="internal", company_id=company_id, parent=top,
            usable_for_returns=name in ("Stock", "Returns"),
        )
        for name in ("Stock", "Input", "Output", "Returns")
    }  # fmt: skip
    made = env.new(
        Warehouse, name="Warehouse", code="WH", company_id=company_id, stock=inside["Stock"], input=inside["Input"],
        output=inside["Output"], returns=inside["Returns"],
    )  # fmt: skip
    env.session.flush()
    return made
