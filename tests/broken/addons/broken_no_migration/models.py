"""A model without a table."""

from __future__ import annotations

from core import Mapped, Model, text


class Thing(Model, model="broken_no_migration.thing"):
    """Nobody makes its table."""

    name: Mapped[str] = text("Name", required=True)
