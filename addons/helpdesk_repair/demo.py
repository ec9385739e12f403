"""The demonstration's repairs from tickets: switched on for one team, with a new repair of what came back."""

from __future__ import annotations

from addons.helpdesk.demo import ticket_titled
from addons.helpdesk_repair.models import RepairTicket, TeamRepairs
from core import Env


def load(env: Env) -> None:
    """Switches repairs on and makes one. `env` is a system Env."""
    ticket = ticket_titled(env, "Batteries drain within 15 km")
    assert isinstance(ticket.team, TeamRepairs)
    ticket.team.use_repairs = True
    env.session.flush()
    with env.session.no_autoflush:
        repair = env.draft(RepairTicket, ticket=ticket)
        repair.take_from_the_ticket()
        repair.notes = "Cells of two packs to be measured."
        env.session.add(repair)
    env.session.flush()
