"""Plants in orders."""

from __future__ import annotations

from addons.garden.models import Plant
from addons.market.models import Order
from core import Mapped, foreign_key, many2one


class OrderOfPlants(Order):
    """An order may be for a plant."""

    plant_id: Mapped[int | None] = foreign_key("garden.plant")
    plant: Mapped[Plant | None] = many2one("Plant", "plant_id")
