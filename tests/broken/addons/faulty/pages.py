"""One of everything that an addon shows on another one's page."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.faulty.models import FAILS, Note, TicketFaulty, answer
from addons.helpdesk.models import Ticket
from addons.helpdesk.pages import about_the_goods, after_sales, documents, smart_buttons, ticket_panels
from core import Action, DocumentState, Into, Panel, Show, SmartButton, State


def only(note: Any) -> Any:
    answer("count")
    return sa.literal_column("no_such_column") == 1 if "statement" in FAILS else note.name != ""


def gives(ticket: TicketFaulty) -> dict[str, Any]:
    if "query" in FAILS:
        with ticket.env.system("a broken query") as system:
            system.session.execute(sa.text("SELECT no_such_column FROM helpdesk_ticket"))
    return {"said": answer("panel", "A faulty panel"), "broken": "template" in FAILS}


parts: list[Any] = [
    Into(after_sales, Action("Paint", on=Ticket, does="paint", shown=lambda _: answer("button"))),
    Into(smart_buttons, SmartButton("Notes", on=Ticket, to=Note, by=Note.ticket_id, only=only)),
    Into(documents, DocumentState(on=Ticket, to=Note, by=Note.ticket_id, label="A faulty document",
                                  state=lambda _: State(str(answer("document", "a real state")), "good"))),
    Into(ticket_panels, Panel("Faulty", template="faulty/panel.html", gives=gives)),
    Into(about_the_goods, Show(TicketFaulty.colour, shown=lambda _: answer("field"))),
]  # fmt: skip
