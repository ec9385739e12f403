"""The pop-up that lends a bike."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from addons.loaner.models import Bike, Loan, TicketLoaner
from core import Wizard, button, calendar, pick


def free_bikes(form: LendBike) -> sa.Select[Bike]:
    """Bikes that nobody has."""
    bike = form.env[Bike]
    return sa.select(bike).where(bike.lent == 0).order_by(bike.name)


class LendBike(Wizard, title="Lend a Bike", on=Ticket, system="lend a bike from a ticket"):
    """Choose a bike and until when."""

    record: TicketLoaner
    bike = pick("Bike", among=free_bikes, required="Select a bike.")
    until = calendar("Until", required="Set a date.")

    def check(self) -> Iterator[tuple[object, str]]:
        """Nobody brings a bike back yesterday."""
        if self.until < self.env.today():
            yield LendBike.until, "The date must not be in the past."

    @button("Lend", primary=True)
    def confirm(self) -> Loan:
        """Lends it and opens the loan."""
        return self.record.lend(self.bike, self.until)
