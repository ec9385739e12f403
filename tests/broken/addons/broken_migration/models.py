"""One model."""

from __future__ import annotations

from core import Mapped, Model, text


class Thing(Model, model="broken_migration.thing"):
    """Made by the migration before it fails."""

    name: Mapped[str] = text("Name", required=True)
