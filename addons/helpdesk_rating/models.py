"""What ratings add to teams and tickets."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.helpdesk.models import Team, Ticket
from addons.rating.asking import average
from addons.rating.models import ICONS, TONES, VALUES, Rating
from core import Mapped, Text, boolean, choice, computed, index


class TeamRatings(Team):
    """A team may ask its customers how satisfied they were (SPEC HD-21)."""

    use_rating: Mapped[bool] = boolean(
        "Ask for Ratings", tracked=True, help="Customers are mailed a question when their ticket is closed."
    )

    @computed("Satisfaction")
    def satisfaction(self) -> str:
        """The average of all answers about its tickets: 100 % if every customer is satisfied."""
        if self.id is None:
            return ""
        with self.env.system("the average of a team's ratings") as system:
            rating, ticket = system[Rating], system[Ticket]
            mine = sa.select(ticket.id).where(ticket.company_id == self.company_id, ticket.team_id == self.id)
            wanted = sa.select(rating.value, sa.func.count()).where(
                rating.document_model == Ticket.__model__, rating.document_id.in_(mine), rating.value.is_not(None)
            ).group_by(rating.value)  # fmt: skip
            found: list[Any] = [tuple(row) for row in system.session.execute(wanted)]
        share = average(found)
        if share is None:
            return Text("No ratings yet")
        return Text("{n} % of {count} answers", n=share, count=sum(count for _, count in found))


class TicketRating(Ticket):
    """A ticket shows the customer's last answer."""

    rating: Mapped[str | None] = choice("Rating", VALUES, tones=TONES, icons=ICONS, read_only=True, copied=False)

    constraints = (index("company_id", "rating", "id"),)
