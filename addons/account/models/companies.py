"""How a company keeps its books."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from addons.base.models import Company
from core import Mapped, Refused, choice, day, integer

ROUNDING = {"document": "Once a document", "line": "On every line"}


class CompanyAccounting(Company):
    """Rounding, closing and terms of payment (SPEC AM-7, RF-17)."""

    tax_rounding: Mapped[str] = choice("Taxes are rounded", ROUNDING, default="document", tracked=True)
    locked_until: Mapped[date | None] = day(
        "Books closed until", tracked=True, help="Nothing is posted with a date up to this day."
    )
    payment_days: Mapped[int] = integer("Days to pay", default=14, help="From the date of an invoice to its due date.")

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Nobody pays before the invoice."""
        yield from super().check()
        if not 0 <= (self.payment_days or 0) <= 365:
            yield "payment_days", "Give 0 to 365 days."

    def refuse_closed(self, on: date, about: object = None) -> None:
        """Raises Refused for a day in the closed period (SPEC RF-17)."""
        if self.locked_until is not None and on <= self.locked_until:
            raise Refused("The period up to {date} is closed.", about=about, date=self.locked_until)
