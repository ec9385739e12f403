"""Beds and what grows in them."""

from __future__ import annotations

from core import (
    Decimal,
    Mapped,
    Model,
    check,
    date,
    day,
    decimal,
    foreign_key,
    index,
    many2many,
    many2one,
    one2many,
    text,
)


class Tag(Model, model="garden.tag"):
    """A word for plants."""

    name: Mapped[str] = text("Name", required=True)


class Bed(Model, model="garden.bed"):
    """A place where plants grow."""

    name: Mapped[str] = text("Name", required=True)
    area: Mapped[Decimal] = decimal("Area", digits=2, default=1)
    main_plant_id: Mapped[int | None] = foreign_key("garden.plant")
    main_plant: Mapped[Plant | None] = many2one("Main plant", "main_plant_id")
    plants: Mapped[list[Plant]] = one2many("Plants", "garden.plant", by="bed_id")
    constraints = (check("area > 0", "area_positive"),)


class Plant(Model, model="garden.plant"):
    """What grows."""

    name: Mapped[str] = text("Name", required=True)
    planted: Mapped[date | None] = day("Planted")
    bed_id: Mapped[int] = foreign_key("garden.bed", required=True, on_delete="CASCADE")
    bed: Mapped[Bed] = many2one("Bed", "bed_id")
    tags: Mapped[list[Tag]] = many2many("Tags", "garden.tag")
    constraints = (index("bed_id", "name", unique=True, where="planted IS NOT NULL", name="ux_garden_plant_name"),)
