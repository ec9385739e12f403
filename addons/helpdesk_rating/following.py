"""When customers are asked, and what their answer does (SPEC HD-21)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from addons.helpdesk.models import Stage, Ticket
from addons.helpdesk_rating.models import TeamRatings, TicketRating
from addons.rating.asking import ask_for_rating
from addons.rating.models import Rating
from core import Change, Env

TICKET = Ticket.__model__


def ask_customers(system: Env, changes: Sequence[Change]) -> None:
    """Asks the customer of each ticket that was closed, once a closing: not when it goes on to another closed stage.

    Nor about one that was closed when it was made: whoever imports the tickets of years mails nobody.
    """
    moved = {
        change.id: change.fields["stage"].old_id
        for change in changes
        if change.model == TICKET and change.operation == "write" and "stage" in change.fields
    }
    if not moved:
        return
    stage = system[Stage]
    closed = set(system.session.scalars(sa.select(stage.id).where(stage.folded)))
    for ticket_id in [id_ for id_, before in moved.items() if before not in closed]:
        ticket = system.session.get_one(system[Ticket], ticket_id)
        team = ticket.team
        assert isinstance(team, TeamRatings)
        to = ticket.customer if ticket.customer is not None and ticket.customer.email else ticket.email
        if ticket.stage_id in closed and ticket.active and team.use_rating and to:
            ask_for_rating(ticket, to=to, about=ticket.assignee)


def keep_answer(system: Env, rating: Rating) -> None:
    """The ticket shows the last answer. It is no edit of the ticket: whoever has it open may go on."""
    if rating.document_model != TICKET:
        return
    table: Any = system[TicketRating].__table__  # type: ignore[attr-defined]
    kept = sa.update(table).where(table.c.id == rating.document_id).values(rating=rating.value)
    system.transaction.connection.execute(kept)
