"""A model that is declared, and an import that is not there."""

from __future__ import annotations

from core import Mapped, Model, text


class Thing(Model, model="broken_import.thing"):
    """Recorded before the import fails."""

    name: Mapped[str] = text("Name", required=True)


raise RuntimeError("no such luck")
