"""Four small addons of layers that the tests of the orm compose: base, desk, returns, sla."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from sqlalchemy.orm import Mapped

from core.orm.composition import Composition
from core.orm.fields import (
    boolean,
    choice,
    computed,
    decimal,
    foreign_key,
    integer,
    many2many,
    many2one,
    one2many,
    text,
)
from core.orm.layers import Model, PlainModel, check, index, reacts_to, unique

T = TypeVar("T", bound=type[PlainModel])
LAYERS: dict[str, list[type[PlainModel]]] = {}


def of(addon: str):  # noqa: ANN201
    """Says which addon a layer of this module belongs to."""

    def mark(layer: T) -> T:
        layer.__addon__ = addon
        LAYERS.setdefault(addon, []).append(layer)
        return layer

    return mark


def compose(*addons: str) -> Composition:
    return Composition(addons, LAYERS)


@of("base")
class Contact(Model, model="base.contact"):
    """A person or a company."""

    name: Mapped[str] = text("Name", required=True)
    parent_id: Mapped[int | None] = foreign_key("base.contact")
    parent: Mapped[Contact | None] = many2one("Company", "parent_id")
    people: Mapped[list[Contact]] = one2many("People", "base.contact", by="parent_id")


@of("base")
class Tag(Model, model="base.tag"):
    name: Mapped[str] = text("Name", required=True, size=40)


class Thread(Model, abstract=True):
    muted: Mapped[bool] = boolean("Muted")


@of("desk")
class Ticket(Thread, model="desk.ticket", title="Ticket"):
    """A request."""

    display = "{title} (#{number})"
    order_by = ("-id",)
    number: Mapped[str] = text("Number", required=True, size=20)
    title: Mapped[str] = text("Title", required=True, tracked=True, size=80)
    state: Mapped[str] = choice("State", {"new": "New", "done": "Done"}, default="new")
    hours: Mapped[Decimal] = decimal("Hours", digits=2, default=1)
    contact_id: Mapped[int | None] = foreign_key("base.contact")
    contact: Mapped[Contact | None] = many2one("Customer", "contact_id")
    tags: Mapped[list[Tag]] = many2many("Tags", "base.tag")
    lines: Mapped[list[Line]] = one2many("Lines", "desk.line", by="ticket_id", cascade=True)
    constraints = (check("hours >= 0", "hours_positive"), index("state", "contact_id"), unique("number"))

    @computed("Cost", digits=2)
    def cost(self) -> Decimal:
        return self.hours * 10

    def close(self) -> str:
        self.state = "done"
        return "desk"

    @reacts_to("contact")
    def greet(self) -> None:
        self.title = f"For {self.contact}"


@of("desk")
class Line(Model, model="desk.line"):
    name: Mapped[str] = text("Name", required=True)
    ticket_id: Mapped[int] = foreign_key("desk.ticket", required=True, on_delete="CASCADE")
    ticket: Mapped[Ticket] = many2one("Ticket", "ticket_id")


@of("desk")
class TagDesk(Tag):
    tickets: Mapped[list[Ticket]] = many2many("Tickets", "desk.ticket")


@of("returns")
class Return(Model, model="returns.return"):
    name: Mapped[str] = text("Name", required=True)
    ticket_id: Mapped[int | None] = foreign_key("desk.ticket")
    ticket: Mapped[Ticket | None] = many2one("Ticket", "ticket_id")


@of("returns")
class TicketReturns(Ticket):
    returns: Mapped[list[Return]] = one2many("Returns", "returns.return", by="ticket_id")
    fee: Mapped[Decimal] = decimal("Fee", digits=2, default=Decimal("2.50"))
    constraints = (index("state", "fee"), check("fee >= 0", "fee_positive"))

    def close(self) -> str:
        return "returns>" + super().close()


@of("sla")
class TicketSla(Ticket):
    days: Mapped[int] = integer("Days", default=3)

    def close(self) -> str:
        return "sla>" + super().close()
