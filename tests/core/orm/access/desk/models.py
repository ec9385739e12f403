"""The models of the desk: they mirror how an addon declares them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Mapped

from core.orm.audit import AuditEntry
from core.orm.fields import foreign_key, integer, long_text, many2many, many2one, one2many, text
from core.orm.layers import LAYERS as EVERY_LAYER
from core.orm.layers import Model, PlainModel, index
from core.orm.refused import Refused


class Company(Model, model="desk.company", title="Company", titles="Companies"):
    name: Mapped[str] = text("Name", required=True)


class Team(Model, model="desk.team", title="Team"):
    name: Mapped[str] = text("Name", required=True)
    company_id: Mapped[int] = foreign_key("desk.company", required=True)
    tickets: Mapped[list[Ticket]] = one2many("Tickets", "desk.ticket", by="team_id")
    visits: Mapped[list[Visit]] = one2many("Visits", "desk.visit", by="team_id")


class Member(PlainModel, model="desk.member", title="Member"):
    display = "{user_id}"
    team_id: Mapped[int] = foreign_key("desk.team", required=True)
    user_id: Mapped[int] = integer("User", required=True, index=True)


class Contact(Model, model="desk.contact", title="Contact"):
    name: Mapped[str] = text("Name", required=True)
    company_id: Mapped[int | None] = foreign_key("desk.company")
    tickets: Mapped[list[Ticket]] = one2many("Tickets", "desk.ticket", by="customer_id")


class Tag(Model, model="desk.tag", title="Tag"):
    name: Mapped[str] = text("Name", required=True)
    tickets: Mapped[list[Ticket]] = many2many("Tickets", "desk.ticket")


class Ticket(Model, model="desk.ticket", title="Ticket"):
    display = "{title}"
    title: Mapped[str] = text("Title", required=True, tracked=True)
    body: Mapped[str] = long_text("Body", default="")
    stage: Mapped[int] = integer("Stage", default=1, tracked=True)
    company_id: Mapped[int] = foreign_key("desk.company", required=True)
    team_id: Mapped[int] = foreign_key("desk.team", required=True)
    team: Mapped[Team] = many2one("Team", "team_id")
    customer_id: Mapped[int | None] = foreign_key("desk.contact")
    customer: Mapped[Contact | None] = many2one("Customer", "customer_id", tracked=True)
    reporter_id: Mapped[int | None] = foreign_key("desk.contact", free=True)
    cost: Mapped[int] = integer("Cost", default=0, roles=("desk.manager",))
    tags: Mapped[list[Tag]] = many2many("Tags", "desk.tag", tracked=True)
    lines: Mapped[list[Line]] = one2many("Lines", "desk.line", by="ticket_id", cascade=True)
    repairs: Mapped[list[Repair]] = one2many("Repairs", "desk.repair", by="ticket_id")
    constraints = (index("company_id", "team_id", "stage", "id"),)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """A title, and a stage that exists."""
        yield from super().check()
        if not self.title.strip():
            yield "title", "Give the ticket a title."
        if self.stage > 9:
            yield Refused("There is no stage {n}.", about="stage", n=self.stage)


class Line(Model, model="desk.line", title="Line"):
    display = "{text}"
    ticket_id: Mapped[int] = foreign_key("desk.ticket", required=True, on_delete="CASCADE")
    ticket: Mapped[Ticket] = many2one("Ticket", "ticket_id")
    text: Mapped[str] = text("Text", required=True)


class Repair(Model, model="desk.repair", title="Repair"):
    name: Mapped[str] = text("Name", required=True, tracked=True)
    ticket_id: Mapped[int | None] = foreign_key("desk.ticket")
    ticket: Mapped[Ticket | None] = many2one("Ticket", "ticket_id")


class Visit(Model, model="desk.visit", title="Visit"):
    name: Mapped[str] = text("Name", required=True)
    team_id: Mapped[int] = foreign_key("desk.team", required=True)
    team: Mapped[Team] = many2one("Team", "team_id")


class Note(Model, model="desk.note", title="Note"):
    display = "{text}"
    document_model: Mapped[str] = text("Document type", required=True)
    document_id: Mapped[int] = integer("Document", required=True)
    text: Mapped[str] = text("Text", required=True)


class Secret(Model, model="desk.secret", title="Secret"):
    display = "{word}"
    word: Mapped[str] = text("Word", required=True)


LAYERS: dict[str, list[type[PlainModel]]] = {
    "core": [AuditEntry],
    "desk": [layer for layer in EVERY_LAYER["tests"] if layer.__module__ == __name__],
}
for one in LAYERS["desk"]:
    one.__addon__ = "desk"
