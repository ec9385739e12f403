"""From what a visitor entered to a ticket (SPEC HD-19). Pages other than the form's own can use it, too.

entered = Entered.of(posted)
problems = problems_of(entered)
ticket = make_ticket(system, team, entered)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import sqlalchemy as sa
from markupsafe import Markup

from addons.base.models import Contact
from addons.helpdesk.models import Team, Ticket
from addons.mail.addresses import is_address, same_for_all
from core import Env, Text

LABELS = {
    "title": "Subject", "name": "Name", "email": "Email", "description": "Your request",
    "order": "Order number (optional)",
}  # fmt: skip
REQUIRED = ("title", "name", "email", "description")
LONGEST = {"title": 200, "name": 200, "email": 254, "description": 20_000, "order": 60}
LONGEST_ABOUT = 100


@dataclass(frozen=True)
class Entered:
    """What stands in the form."""

    title: str = ""
    name: str = ""
    email: str = ""
    description: str = ""
    order: str = ""
    about: str = ""
    """What the request is about, as a link to the form says it; see the hook `form_subject`."""

    @classmethod
    def of(cls, posted: Mapping[str, str]) -> Entered:
        """As it was sent, without blanks around it."""
        return cls(**{one.name: str(posted.get(one.name, "")).strip() for one in fields(cls)})


def problems_of(entered: Entered) -> dict[str, str]:
    """Field -> what is wrong with it."""
    found: dict[str, str] = {}
    for name, most in LONGEST.items():
        value = getattr(entered, name)
        if name in REQUIRED and not value:
            found[name] = Text("Please fill in {field}.", field=Text(LABELS[name]))
        elif len(value) > most:
            found[name] = Text("At most {n} characters.", n=most)
    if "email" not in found and not is_address(entered.email):
        found["email"] = Text("This is not an email address.")
    return found


def make_ticket(system: Env, team: Team, entered: Entered) -> Ticket:
    """A ticket of the team. Whether the address belongs to a known customer is not told to who entered it.

    System work: visitors have no rights.
    """
    customer = _customer(system, team, entered.email)
    ticket = system.draft(
        Ticket, title=entered.title, team=team, team_id=team.id, company_id=team.company_id, email=entered.email,
        stage=team.first_stage,
    )  # fmt: skip
    if customer is not None:
        ticket.customer = customer
        ticket.phone = customer.phone
    system.session.add(ticket)
    system.hook.form_ticket(env=system, ticket=ticket, about=entered.about[:LONGEST_ABOUT])
    linked = bool(entered.order) and ticket.name_order(entered.order)
    ticket.description = str(_described(entered, known=customer is not None, linked=linked))
    system.session.flush()
    return ticket


def _customer(system: Env, team: Team, email: str) -> Contact | None:
    contact = system[Contact]
    same = sa.select(contact).where(
        sa.func.lower(contact.email) == same_for_all(email), contact.active,
        sa.or_(contact.company_id.is_(None), contact.company_id == team.company_id),
    ).order_by(contact.id).limit(1)  # fmt: skip
    return system.session.scalars(same).first()


def _described(entered: Entered, *, known: bool, linked: bool) -> Markup:
    """What was written, line by line; before it what is known nowhere else."""
    lines = entered.description.splitlines()
    parts = [Markup("<p>{}</p>").format(line) for line in lines if line.strip()]
    head = [] if known else [Markup("{} &lt;{}&gt;").format(entered.name, entered.email)]
    if entered.order and not linked:
        head.append(Markup("Order number: {}").format(entered.order))
    if head:
        parts.insert(0, Markup("<p>{}</p>").format(Markup("<br>").join(head)))
    return Markup("").join(parts)
