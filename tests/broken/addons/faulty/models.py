"""Notes on tickets, and what fails of them."""

from __future__ import annotations

from addons.helpdesk.models import Ticket
from core import Mapped, Model, foreign_key, many2one, text

FAILS: set[str] = set()
"""What fails, set by tests."""


def answer(what: str, value: object = True) -> object:
    """The value, unless this is what fails."""
    if what in FAILS:
        raise RuntimeError(f"{what} is broken")
    return value


class Note(Model, model="faulty.note"):
    """Something about a ticket."""

    name: Mapped[str] = text("Name", required=True)
    ticket_id: Mapped[int] = foreign_key("helpdesk.ticket", required=True)
    ticket: Mapped[Ticket] = many2one("Ticket", "ticket_id")


class TicketFaulty(Ticket):
    """A ticket with a colour."""

    colour: Mapped[str | None] = text("Colour")

    def paint(self) -> None:
        """Writes, and fails."""
        self.colour = "red"
        self.env.session.flush()
        answer("action")
