"""Tickets, and what they point to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from core import (
    Mapped,
    Model,
    Refused,
    boolean,
    check,
    choice,
    computed,
    decimal,
    foreign_key,
    instant,
    integer,
    many2many,
    many2one,
    one2many,
    reacts_to,
    rich_text,
    text,
)


class Contact(Model, model="counter.contact"):
    """Somebody."""

    name: Mapped[str] = text("Name", required=True)
    email: Mapped[str | None] = text("Email")
    secret: Mapped[bool] = boolean("Secret")
    active: Mapped[bool] = boolean("Active", default=True)


class Stage(Model, model="counter.stage"):
    """A step of a ticket."""

    order_by = ("sequence",)
    name: Mapped[str] = text("Name", required=True)
    sequence: Mapped[int] = integer("Sequence", default=10)
    folded: Mapped[bool] = boolean("Folded")


class Team(Model, model="counter.team"):
    """People who work together."""

    name: Mapped[str] = text("Name", required=True)
    budget: Mapped[Decimal | None] = decimal("Budget", digits=2, roles=("counter.manager",))
    tickets: Mapped[list[Ticket]] = one2many("Tickets", "counter.ticket", by="team_id")


class Tag(Model, model="counter.tag"):
    """A word."""

    name: Mapped[str] = text("Name", required=True)


class Ticket(Model, model="counter.ticket", title="Ticket", titles="Tickets"):
    """A request."""

    display = "{title} (#{number})"
    search_by = ("number", "title", "customer", "customer.email")
    order_by = ("-id",)

    number: Mapped[str | None] = text("Number", read_only=True, copied=False)
    title: Mapped[str] = text("Title", required=True, size=80)
    description: Mapped[str | None] = rich_text("Description")
    priority: Mapped[str] = choice("Priority", {"0": "Low", "1": "High"}, tones={"1": "warn"}, default="0")
    hours: Mapped[Decimal] = decimal("Hours", digits=2, default=0)
    team_id: Mapped[int] = foreign_key("counter.team", required=True)
    team: Mapped[Team] = many2one("Team", "team_id")
    stage_id: Mapped[int | None] = foreign_key("counter.stage")
    stage: Mapped[Stage | None] = many2one("Stage", "stage_id")
    customer_id: Mapped[int | None] = foreign_key("counter.contact")
    customer: Mapped[Contact | None] = many2one("Customer", "customer_id")
    email: Mapped[str | None] = text("Email")
    tags: Mapped[list[Tag]] = many2many("Tags", "counter.tag")
    due_at: Mapped[datetime | None] = instant("Due")
    lines: Mapped[list[Line]] = one2many("Lines", "counter.line", by="ticket_id", cascade=True)
    active: Mapped[bool] = boolean("Active", default=True)

    def defaults(self) -> None:
        """The first team."""
        super().defaults()
        team = self.env[Team]
        self.team = self.env.session.query(team).order_by(team.id).first()

    @reacts_to("customer")
    def fill_email(self) -> None:
        """The customer's, unless one is known."""
        if self.customer is not None:
            self.email = self.email or self.customer.email

    @computed("Total", digits=2)
    def total(self) -> Decimal:
        """What the lines cost."""
        return sum((line.quantity * line.price for line in self.lines), Decimal(0))

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Nobody may shout."""
        yield from super().check()
        if self.title and self.title.isupper():
            yield "title", "Do not shout."
        if self.email == "nobody":
            yield "email", "Nobody has no address."

    def close(self) -> None:
        """Moves it to the last stage."""
        stage = self.env[Stage]
        last = self.env.session.query(stage).order_by(stage.sequence.desc()).first()
        if last is self.stage:
            raise Refused("{ticket} is closed already.", ticket=str(self))
        self.stage = last

    def note(self) -> None:
        """Work that the user has no right to."""
        with self.env.system("a note on a ticket") as system:
            system.new(Tag, name=f"noted {self.title}")
        if self.title == "Refuse":
            raise Refused("Not this one.")


class Line(Model, model="counter.line"):
    """Work on a ticket."""

    name: Mapped[str] = text("Name", required=True)
    quantity: Mapped[Decimal] = decimal("Quantity", digits=2, default=1)
    price: Mapped[Decimal] = decimal("Price", digits=2, default=0)
    ticket_id: Mapped[int] = foreign_key("counter.ticket", required=True, on_delete="CASCADE")
    ticket: Mapped[Ticket] = many2one("Ticket", "ticket_id")
    constraints = (check("quantity >= 0", "quantity_positive"),)

    @reacts_to("name")
    def fill_price(self) -> None:
        """Visits cost something."""
        if self.name == "Visit":
            self.price = Decimal(50)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Not too many."""
        yield from super().check()
        if self.quantity > 100:
            yield "quantity", "At most a hundred."
