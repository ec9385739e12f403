"""Roles for the demonstration's accounts, and tickets in every stage of both teams."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from addons.base.demonstration import account, give_roles
from addons.base.models import Contact
from addons.helpdesk.models import MergedTicket, Stage, Tag, Team, TeamClosing, Ticket, TicketType
from addons.mail.models import Template
from core import Env, Model

AGENT, MANAGER = "agent@example.com", "manager@example.com"
SERVICE, WORKSHOP = "E-bike service", "Workshop Hamburg"


class Case(NamedTuple):
    """A ticket of the demonstration; `days` ago it came in."""

    title: str
    team: str
    stage: str
    customer: str
    days: int
    text: str
    type: str = "Question"
    priority: str = "0"
    tags: tuple[str, ...] = ()
    assignee: str = ""


CASES = (
    Case("Display flickers", SERVICE, "New", "Marta Nowak", 0,
         "The display flickers when it rains and goes dark for seconds.", "Warranty claim", "1", ("electronics",)),
    Case("How do I store the battery in winter?", SERVICE, "New", "", 1,
         "Should I leave it on the bike in an unheated shed?", tags=("battery",)),
    Case("Batteries drain within 15 km", SERVICE, "In Progress", "Amelie Brandt", 3,
         "Two of our six spare batteries drop from full to empty after about 15 km. The display shows E-041 shortly "
         "before the motor cuts out. The fleet is fully booked for the weekend.",
         "Warranty claim", "2", ("battery", "fleet"), AGENT),
    Case("Where is my order?", SERVICE, "In Progress", "Jean Perrin", 2,
         "I ordered a charger and panniers and have heard nothing since.", "Question", "1", assignee=AGENT),
    Case("Motor stops uphill again", SERVICE, "New", "Oliver Hughes", 1,
         "It stopped twice on the way home. Did you get my ride log?"),
    Case("Motor cuts out on steep climbs", SERVICE, "On Hold", "Oliver Hughes", 6,
         "It happens above 12 percent only. We are waiting for the customer's ride log.",
         "Warranty claim", "3", ("electronics",), MANAGER),
    Case("Helmet straps are too short", SERVICE, "Solved", "Oliver Hughes", 9,
         "Two of the ten helmets; sent back.", "Complaint", "1", ("transport damage",), AGENT),
    Case("Ordered the wrong bike", SERVICE, "Cancelled", "Sofia Rinaldi", 15,
         "It was only a quotation yet; nothing was delivered.", "Question", assignee=AGENT),
    Case("Yearly inspection for twelve bikes", WORKSHOP, "New", "Tobias Lenz", 0,
         "Can you take them in groups of four, on Mondays?", "Appointment", tags=("fleet",)),
    Case("Rear light loses contact in rain", WORKSHOP, "In Progress", "Tobias Lenz", 4,
         "Bikes 7 and 9 of the fleet.", "Complaint", "1", ("electronics", "fleet"), MANAGER),
    Case("Brakes squeal after 200 km", WORKSHOP, "On Hold", "Amelie Brandt", 8,
         "New pads are ordered.", "Complaint", "1", ("brakes",), MANAGER),
    Case("Chain skips under load", WORKSHOP, "Solved", "Marta Nowak", 20,
         "Chain and cassette replaced.", "Complaint", "1", assignee=MANAGER),
    Case("Second key for the folding lock", WORKSHOP, "Cancelled", "Marta Nowak", 25,
         "The customer found the key.", assignee=MANAGER),
)  # fmt: skip


def load(env: Env) -> None:
    """Gives the accounts their roles and makes the tickets. `env` is a system Env."""
    give_roles(env, AGENT, "helpdesk.user")
    for login in (MANAGER, "admin@example.com"):
        give_roles(env, login, "helpdesk.manager")
    _named(env, Team, SERVICE).members = [account(env, AGENT), account(env, MANAGER)]
    for case in sorted(CASES, key=lambda case: -case.days):
        ticket = _make(env, case)
        env.session.flush()
        if case.stage == "On Hold":
            ticket.post_note("Waiting, see the description.")
    _write(env)
    _merge_and_close(env)


def _merge_and_close(env: Env) -> None:
    """Somebody who asked twice, and a team that closes what waits for too long."""
    asked = ticket_titled(env, "Motor cuts out on steep climbs")
    again = ticket_titled(env, "Motor stops uphill again")
    assert isinstance(asked, MergedTicket)
    asked.merge([again])
    workshop: TeamClosing = _named(env, TeamClosing, WORKSHOP)
    workshop.auto_close_stage, workshop.auto_close_days = _named(env, Stage, "Cancelled"), 30
    workshop.auto_close_from = [_named(env, Stage, "On Hold")]
    workshop.auto_close = True


def _write(env: Env) -> None:
    """What is said to customers and what is to do. Mails wait in the queue: a demonstration has no server."""
    template = env[Template]
    solved = sa.select(template).where(template.name == "Ticket solved", template.original_id.is_(None))
    _named(env, Stage, "Solved").template = env.session.scalars(solved).one()
    drained = ticket_titled(env, "Batteries drain within 15 km")
    drained.post_message("Could you tell us the serial numbers of both batteries?", recipients=[drained.customer])
    tomorrow = env.today() + timedelta(days=1)
    drained.schedule("Ask the workshop for spare batteries", due=tomorrow, user=account(env, AGENT))
    waiting = ticket_titled(env, "Motor cuts out on steep climbs")
    waiting.schedule("Remind the customer of the ride log", due=env.today(), user=account(env, MANAGER))


def ticket_titled(env: Env, title: str) -> Ticket:
    """A ticket of the demonstration, for addons that show more of it. Raises NoResultFound if there is none."""
    ticket = env[Ticket]
    return env.session.scalars(sa.select(ticket).where(ticket.title == title).order_by(ticket.id).limit(1)).one()


def _make(env: Env, case: Case) -> Ticket:
    when = env.now() - timedelta(days=case.days, hours=2)
    ticket = env.new(
        Ticket, title=case.title, description=f"<p>{case.text}</p>", team=_named(env, Team, case.team),
        stage=_named(env, Stage, case.stage), type=_named(env, TicketType, case.type), priority=case.priority,
        tags=[_named(env, Tag, name) for name in case.tags], created_at=when,
    )  # fmt: skip
    if case.customer:
        ticket.customer = _named(env, Contact, case.customer)
        ticket.fill_contact_details()
    if case.assignee:
        ticket.assignee = account(env, case.assignee)
    if ticket.stage.folded:
        ticket.closed_at = when + timedelta(days=1)
    return ticket


def _named(env: Env, layer: type[Model], name: str) -> Any:
    model: Any = env[layer]
    return env.session.scalars(sa.select(model).where(model.name == name)).one()
