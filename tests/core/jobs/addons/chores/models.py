"""What jobs leave behind."""

from __future__ import annotations

from core import Mapped, PlainModel, integer, text


class Trace(PlainModel, model="chores.trace"):
    """A job was here."""

    display = "{text}"
    text: Mapped[str] = text("Text", required=True)
    user_id: Mapped[int | None] = integer("User")
