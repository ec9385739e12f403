"""Orders."""

from __future__ import annotations

from core import Mapped, Model, text


class Order(Model, model="market.order"):
    """What somebody wants."""

    name: Mapped[str] = text("Name", required=True)
