"""What ratings put into the pages of the helpdesk."""

from __future__ import annotations

from typing import Any

from addons.helpdesk.models import Ticket
from addons.helpdesk.pages import team_groups, ticket_form, ticket_list
from addons.helpdesk_rating.models import TeamRatings, TicketRating
from core import Column, Filter, Group, Into, Show


def is_rated(ticket: TicketRating) -> bool:
    """Whether the customer answered."""
    return ticket.rating is not None


parts: list[Any] = [
    Into(team_groups, Group("Ratings", TeamRatings.use_rating, TeamRatings.satisfaction)),
    Into(ticket_form, Show(TicketRating.rating, shown=is_rated), after=Ticket.closed_at),
    Into(ticket_list, Column(TicketRating.rating, optional=True)),
    Into(ticket_list, Filter("Not satisfied", on=TicketRating, keeps=lambda ticket, env: ticket.rating == "bad")),
]
