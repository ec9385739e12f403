"""Bikes that are lent, their loans, and what teams and tickets know of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from addons.helpdesk.models import Team, Ticket
from addons.mail.models import Thread
from core import (
    Env,
    Mapped,
    Model,
    Refused,
    boolean,
    check,
    day,
    foreign_key,
    integer,
    many2one,
    one2many,
    text,
)


class Bike(Model, model="loaner.bike", title="Loaner Bike", titles="Loaner Bikes"):
    """A bike that can be lent. `lent` is a running total: the database knows that it is with one customer at most."""

    name: Mapped[str] = text("Name", required=True)
    lent: Mapped[int] = integer("Lent", default=0, read_only=True, copied=False)

    constraints = (check("lent >= 0 and lent <= 1", "lent_once"),)


class Loan(Thread, model="loaner.loan", title="Loan", titles="Loans"):
    """A bike that a ticket's customer has, until it is brought back."""

    display = "Loan {id}"
    search_by = ("bike", "ticket")
    order_by = ("-id",)

    bike_id: Mapped[int] = foreign_key("loaner.bike", required=True)
    bike: Mapped[Bike] = many2one("Bike", "bike_id", read_only=True)
    ticket_id: Mapped[int] = foreign_key("helpdesk.ticket", required=True)
    ticket: Mapped[Ticket] = many2one("Ticket", "ticket_id", read_only=True)
    until: Mapped[date] = day("Until", required=True, tracked=True)
    back_on: Mapped[date | None] = day("Back on", read_only=True, tracked=True)

    def take_back(self) -> None:
        """The customer brought it back. System work."""
        if self.back_on is not None:
            raise Refused("{bike} is back already.", bike=self.bike.name)
        self.back_on = self.env.today()
        self.env.take(Bike, self.bike_id, "lent", -1, at_most=1)


class TeamLoaner(Team):
    """A team may lend bikes."""

    use_loaners: Mapped[bool] = boolean("Loaner", tracked=True)


class TicketLoaner(Ticket):
    """A customer may need a bike meanwhile."""

    needs_loaner: Mapped[bool] = boolean("Needs a Loaner", tracked=True)
    loans: Mapped[list[Loan]] = one2many("Loans", "loaner.loan", by="ticket_id")

    @classmethod
    def document_links(cls, env: Env) -> Iterator[Any]:
        """Loans name their ticket."""
        yield from super().document_links(env)
        yield env[Loan].ticket_id

    def lend(self, bike: Bike, until: date) -> Loan:
        """Lends a bike to the customer; of several who lend the same one at once, one succeeds. System work."""
        if not self.env.take(Bike, bike.id, "lent", 1, at_most=1):
            raise Refused("{bike} was lent to somebody else just now.", about=bike, bike=bike.name)
        loan = self.env.new(Loan, bike=bike, ticket=self, until=until)
        self.env.session.flush()
        self.post_note("{bike} lent until {until}: {loan}", bike=bike.name, until=until.isoformat(), loan=loan)
        return loan
