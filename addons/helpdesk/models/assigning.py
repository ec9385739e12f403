"""Who gets the next ticket of a team that assigns by itself (SPEC HD-4).

Everybody has a place in the team's queue: a number that rises with each ticket that they are given there. A slot is
taken by a conditional UPDATE of that number, so that of tickets that are made at once only one gets it; the others wait
until that one is stored, and look anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from addons.base.models import User
from addons.helpdesk.models.teams import Team, people_of
from core import Mapped, PlainModel, foreign_key, integer, unique

if TYPE_CHECKING:
    from addons.helpdesk.models.tickets import Ticket
    from core import Env

TRIES = 100
"""So many slots may be taken before our eyes until something must be wrong."""


# makegood: allow model-without-rights because only the assignment of new tickets reads it, as the system
class Turn(PlainModel, model="helpdesk.turn", title="Turn", titles="Turns"):
    """When somebody was last given a ticket by their team: the higher the number, the later; 0 is never."""

    # makegood: allow link-without-relation because no page shows turns
    team_id: Mapped[int] = foreign_key("helpdesk.team", required=True, on_delete="CASCADE")
    # makegood: allow link-without-relation because no page shows turns
    user_id: Mapped[int] = foreign_key("base.user", required=True, on_delete="CASCADE")
    number: Mapped[int] = integer("Number", default=0)

    display = "{number}"
    constraints = (unique("team_id", "user_id"),)


@dataclass
class Place:
    """Somebody's place in the queue of a team, and how many of its tickets are open with them."""

    user_id: int
    number: int
    open: int


@dataclass
class Queue:
    """Who of a team is there, as it was read and as this transaction moved it since; `last` is its highest number."""

    places: list[Place]
    last: int


def next_person(ticket: Ticket, team: Team) -> int | None:
    """The id of the user whose turn it is for a new ticket, who then goes to the end; None if nobody is there.

    The queue is read once a flush: the tickets of one flush are counted without being stored.
    """
    env, of = ticket.env, (type(ticket), Team, User)
    order = _fewest_open if team.assign_method == "fewest_open" else _longest_not_assigned
    with env.system("whose turn it is for a ticket") as system:
        for _ in range(TRIES):
            queue = env.remember(f"helpdesk.queue.{team.id}", partial(_read, system, ticket, team.id), of=of)
            if not queue.places:
                return None
            place = min(queue.places, key=order)
            if _take(system, team.id, place, queue.last + 1):
                place.number = queue.last = queue.last + 1
                place.open += 1
                return place.user_id
            env.forget([ticket.__model__])
    raise RuntimeError(f"helpdesk.team {team.id}: {TRIES} slots were taken by others")


def _longest_not_assigned(place: Place) -> tuple[int, ...]:
    return place.number, place.user_id


def _fewest_open(place: Place) -> tuple[int, ...]:
    return place.open, place.number, place.user_id


def _read(system: Env, ticket: Ticket, team_id: int) -> Queue:
    team, user, turn, own = system.session.get_one(system[Team], team_id), system[User], system[Turn], type(ticket)
    number = sa.select(turn.number).where(turn.team_id == team_id, turn.user_id == user.id).scalar_subquery()
    last = sa.select(sa.func.max(turn.number)).where(turn.team_id == team_id).scalar_subquery()
    load = sa.select(sa.func.count()).where(
        own.team_id == team_id, own.assignee_id == user.id, own.closed_at.is_(None), own.active
    ).scalar_subquery()  # fmt: skip
    rows = system.session.execute(people_of(system, team_id).add_columns(number, load, last)).all()
    _queue_up(system, team_id, [one.id for one, place, _, _ in rows if place is None])
    places = [Place(one.id, place or 0, count) for one, place, count, _ in rows if team.is_there(one)]
    return Queue(places, max((highest or 0 for *_, highest in rows), default=0))


def _queue_up(system: Env, team_id: int, user_ids: list[int]) -> None:
    """New people come before those who had a turn. Somebody else may let them in at the same moment."""
    if not user_ids:
        return
    insert: Any = sqlite.insert if system.transaction.connection.dialect.name == "sqlite" else postgresql.insert
    rows = [{"team_id": team_id, "user_id": one, "number": 0} for one in sorted(user_ids)]
    system.session.execute(insert(system[Turn]).values(rows).on_conflict_do_nothing())


def _take(system: Env, team_id: int, place: Place, number: int) -> bool:
    turn = system[Turn]
    seen = (turn.team_id == team_id, turn.user_id == place.user_id, turn.number == place.number)
    taken = sa.update(turn).where(*seen).values(number=number).execution_options(synchronize_session=False)
    return bool(cast("sa.CursorResult[Any]", system.session.execute(taken)).rowcount)
