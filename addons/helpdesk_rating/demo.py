"""The demonstration's ratings: a team that asks, and what two customers answered."""

from __future__ import annotations

from addons.helpdesk.demo import ticket_titled
from addons.helpdesk_rating.models import TeamRatings
from addons.rating.asking import answer, ask_for_rating
from core import Env

ANSWERS = (
    ("Helmet straps are too short", "good", "Quick and friendly. The new straps fit."),
    ("Chain skips under load", "okay", "Well done, but it took two weeks."),
)


def load(env: Env) -> None:
    """Asks and answers. `env` is a system Env."""
    for title, value, comment in ANSWERS:
        ticket = ticket_titled(env, title)
        assert isinstance(ticket.team, TeamRatings)
        ticket.team.use_rating = True
        if ticket.customer is not None and (asked := ask_for_rating(ticket, to=ticket.customer, about=ticket.assignee)):
            answer(asked, value, comment)
