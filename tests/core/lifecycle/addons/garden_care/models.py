"""Who waters what, how often."""

from __future__ import annotations

from addons.garden.models import Plant
from core import Decimal, Mapped, Model, check, decimal, foreign_key, integer, many2one, text, unique


class Round(Model, model="garden_care.round"):
    """A tour through the garden."""

    name: Mapped[str] = text("Name", required=True)


class PlantCare(Plant):
    """Plants are watered on a round."""

    days: Mapped[int] = integer("Days between", default=3)
    litres: Mapped[Decimal] = decimal("Litres", digits=3, default=Decimal("0.5"))
    round_id: Mapped[int | None] = foreign_key("garden_care.round", on_delete="SET NULL")
    round: Mapped[Round | None] = many2one("Round", "round_id")
    constraints = (check("days > 0", "days_positive"), unique("round_id", "name"))
