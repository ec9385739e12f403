"""Tickets: what customers ask for, worked by one team."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

import sqlalchemy as sa

from addons.base.models import User
from addons.helpdesk.models.assigning import next_person
from addons.helpdesk.models.teams import Stage, Team
from addons.mail.models import Thread
from core import (
    Env,
    Mapped,
    Numbering,
    PlainModel,
    Refused,
    boolean,
    choice,
    foreign_key,
    index,
    instant,
    many2many,
    many2one,
    reacts_to,
    rich_text,
    text,
    unique,
)

if TYPE_CHECKING:
    from addons.base.models import Company, Contact
    from addons.helpdesk.models.teams import Tag, TicketType

M = TypeVar("M", bound=PlainModel)

NUMBER_IN_SUBJECT = re.compile(r"#(\d{1,18})\b")
PRIORITIES = {"0": "Low", "1": "Medium", "2": "High", "3": "Urgent"}
URGENCY = {"2": "warn", "3": "bad"}
SIGNALS = {"2": "signal-high", "3": "circle-alert"}


class Ticket(Thread, model="helpdesk.ticket", title="Ticket", titles="Tickets"):
    """A customer's request, worked by one helpdesk team (SPEC HD-8).

    Addons link documents to a ticket by a foreign key on the document. They name it in `document_links`: then tickets
    are found by it, and a ticket that has such documents cannot be deleted (SPEC HD-17).
    """

    display = "{title} (#{number})"
    search_by = ("number", "title", "customer", "email")
    order_by = ("-id",)

    number: Mapped[str] = text("Number", read_only=True, required=True, copied=False, size=20)
    title: Mapped[str] = text("Title", required=True, tracked=True)
    description: Mapped[str | None] = rich_text("Description")
    team_id: Mapped[int] = foreign_key("helpdesk.team", required=True)
    team: Mapped[Team] = many2one("Team", "team_id", tracked=True)
    stage_id: Mapped[int] = foreign_key("helpdesk.stage", required=True, copied=False)
    stage: Mapped[Stage] = many2one("Stage", "stage_id", tracked=True, copied=False)
    assignee_id: Mapped[int | None] = foreign_key("base.user")
    assignee: Mapped[User | None] = many2one("Assigned to", "assignee_id", tracked=True)
    priority: Mapped[str] = choice("Priority", PRIORITIES, tones=URGENCY, icons=SIGNALS, default="0", tracked=True)
    type_id: Mapped[int | None] = foreign_key("helpdesk.type")
    type: Mapped[TicketType | None] = many2one("Type", "type_id", tracked=True)
    tags: Mapped[list[Tag]] = many2many("Tags", "helpdesk.tag", tracked=True)
    customer_id: Mapped[int | None] = foreign_key("base.contact")
    customer: Mapped[Contact | None] = many2one("Customer", "customer_id", tracked=True)
    email: Mapped[str | None] = text("Email", size=254)
    phone: Mapped[str | None] = text("Phone", size=60)
    company_id: Mapped[int] = foreign_key("base.company", required=True, index=False)
    company: Mapped[Company] = many2one("Company", "company_id", read_only=True)
    closed_at: Mapped[datetime | None] = instant("Closed on", read_only=True, copied=False)
    active: Mapped[bool] = boolean("Active", default=True, tracked=True)

    constraints = (
        unique("company_id", "number"),
        index("company_id", "team_id", "stage_id", "id"),
        index("assignee_id", "closed_at", "id"),
        index("company_id", "id", where="closed_at IS NULL", name="ix_helpdesk_ticket_open"),
    )

    def defaults(self) -> None:
        """A ticket of the user's first team, in that team's first stage."""
        super().defaults()
        if (team := first_team(self.env)) is not None:
            self.team_id, self.company_id = team.id, team.company_id
            self.stage_id = team.first_stage.id if team.first_stage is not None else None  # type: ignore[assignment]

    # --- what follows from what ---------------------------------------------------------------------------------------

    @reacts_to("team")
    def begin_in_the_teams_first_stage(self) -> None:
        """A ticket belongs to its team's company and goes through its team's stages."""
        with self.env.session.no_autoflush:  # a ticket between two teams must not be written
            if (team := _linked(self, "team", Team)) is not None:
                self.company_id = team.company_id
                if _linked(self, "stage", Stage) not in team.stages and team.first_stage is not None:
                    self.stage = team.first_stage

    @reacts_to("customer")
    def fill_contact_details(self) -> None:
        """Email and phone of the customer, unless they are known already (SPEC HD-8)."""
        if self.customer is not None:
            self.email = self.email or self.customer.email
            self.phone = self.phone or self.customer.phone

    def numbering(self) -> Numbering:
        """One sequence for all companies."""
        return Numbering("helpdesk.ticket", padding=4)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """A ticket is in a stage of its team. A new one that is not is put into the first when it is stored."""
        yield from super().check()
        if not sa.inspect(self).persistent:
            self._give_to_somebody()
            return
        if not self.has_changes("stage", "stage_id", "team", "team_id"):
            return
        stage, team = _linked(self, "stage", Stage), _linked(self, "team", Team)
        if stage is not None and team is not None and stage not in team.stages:
            yield Refused("{stage} is not a stage of the team {team}.", about="stage", stage=stage.name, team=team.name)

    def _give_to_somebody(self) -> None:
        """A new, open ticket that nobody was chosen for goes to whoever's turn it is in its team (SPEC HD-4)."""
        team, stage = _linked(self, "team", Team), _linked(self, "stage", Stage)
        if team is None or not team.auto_assign or self.linked_id("assignee") is not None:
            return
        if (stage is None or not stage.folded) and (user_id := next_person(self, team)) is not None:
            self.assignee = self.env.session.get_one(self.env[User], user_id)

    # --- what comes by mail -------------------------------------------------------------------------------------------

    def takes_mail_at(self) -> Team | None:
        """Answers go to the team's address."""
        return self.team

    def mail_addresses(self) -> Iterable[str]:
        """Somebody who is no contact gets every message under the address that stands on the ticket."""
        if self.email and (self.customer is None or not self.customer.email):
            yield self.email

    @classmethod
    def named_in_subject(cls, env: Env, subject: str) -> Ticket | None:
        """By "#0042" (SPEC HD-18). Of several companies' tickets with one number the newest."""
        ticket = env[Ticket]
        for number in NUMBER_IN_SUBJECT.findall(subject):
            found = sa.select(ticket).where(ticket.number == number).order_by(ticket.id.desc()).limit(1)
            if (named := env.session.scalars(found).first()) is not None:
                return named
        return None

    # --- documents of other addons ------------------------------------------------------------------------------------

    @classmethod
    def document_links(cls, env: Env) -> Iterator[Any]:
        """The foreign keys by which documents name their ticket, `env[Transfer].ticket_id`; addons extend it."""
        yield from ()

    def linked_documents(self) -> Iterator[PlainModel]:
        """Documents that came from this ticket, whoever may see them; the first of each kind."""
        yield from super().linked_documents()
        if self.id is None:
            return
        with self.env.system("documents linked to a ticket") as system:
            links = system[Ticket].document_links(system)
            first = [sa.select(link.class_).where(link == self.id).order_by(link.class_.id).limit(1) for link in links]
            found = [document for one in first for document in system.session.scalars(one)]
        yield from found

    @property
    def has_linked_documents(self) -> bool:
        """Whether any document came from this ticket, whoever may see it (SPEC HD-16)."""
        links = list(type(self).document_links(self.env))
        if self.id is None or not links:
            return False
        key, documents = f"helpdesk.documents_of_ticket.{self.id}", [link.class_ for link in links]
        return self.env.remember(key, partial(self._is_named_by, links), of=documents)

    def _is_named_by(self, links: Sequence[Any]) -> bool:
        with self.env.system("whether a ticket has linked documents") as system:
            ticket = system[Ticket]
            some = sa.or_(*(sa.exists(sa.select(link.class_.id).where(link == self.id)) for link in links))
            return system.session.scalar(sa.select(ticket.id).where(ticket.id == self.id, some)) is not None

    # --- what is done with it -----------------------------------------------------------------------------------------

    def assign_to_me(self) -> None:
        """The user takes the ticket."""
        if self.env.user.id is None:
            raise Refused("Sign in to take a ticket.")
        self.assignee_id = self.env.user.id

    def become_about(self, customer: Contact) -> None:
        """Changes the customer and the contact details; documents that came from it stay as they are (SPEC HD-16)."""
        self.customer, self.email, self.phone = customer, None, None
        self.fill_contact_details()

    def name_order(self, number: str) -> bool:
        """Links the customer's order of that number; whether there is one. Addons that know orders extend it."""
        return False

    def close_for_customer(self) -> None:
        """The customer needs nothing any more: into the first stage of the team that closes tickets. System work."""
        closing = next((one for one in self.team.ordered_stages if one.folded), None)
        if closing is None or not self.team.customer_close or self.is_closed:
            raise Refused("This ticket cannot be closed here.")
        self.stage = closing

    @property
    def is_closed(self) -> bool:
        """Whether it is in a folded stage (SPEC HD-6)."""
        return self.stage.folded


def first_team(env: Env) -> Team | None:
    """The team that a user's new tickets go to: one that they are a member of, else one that everybody works in."""
    return env.remember("helpdesk.first_team", lambda: _find_first_team(env), of=(Team, Stage))


def _find_first_team(env: Env) -> Team | None:
    team = env[Team]
    mine, open_to_all = team.members.any(id=env.user.id), ~team.members.any()
    chosen = sa.select(team).where(team.active, mine | open_to_all)
    return env.session.scalars(chosen.order_by(sa.case((mine, 0), else_=1), team.name, team.id).limit(1)).first()


# Number, company, stage and closing follow from other columns. They are kept at the row, so that no way of writing
# tickets can forget them.


@sa.event.listens_for(Ticket, "before_insert", propagate=True)
def _settle_new(_mapper: object, _connection: object, ticket: Ticket) -> None:
    team, stage = _linked(ticket, "team", Team), _linked(ticket, "stage", Stage)
    if team is not None:
        ticket.company_id = team.company_id
        if stage not in team.stages:
            stage = team.first_stage
    _settle_in(ticket, stage)


@sa.event.listens_for(Ticket, "before_update", propagate=True)
def _settle_changed(_mapper: object, _connection: object, ticket: Ticket) -> None:
    if ticket.has_changes("team_id") and (team := _linked(ticket, "team", Team)) is not None:
        ticket.company_id = team.company_id
    if ticket.has_changes("stage_id"):
        _settle_in(ticket, _linked(ticket, "stage", Stage))


def _settle_in(ticket: Ticket, stage: Stage | None) -> None:
    """Entering a folded stage closes a ticket, leaving it opens it again (SPEC HD-6)."""
    if stage is not None:
        ticket.stage_id = stage.id
        ticket.closed_at = (ticket.closed_at or ticket.env.now()) if stage.folded else None


def _linked(ticket: Ticket, name: str, layer: type[M]) -> M | None:
    """The record behind a link, whichever was set last: the relation or its column."""
    related, id_ = getattr(ticket, name), getattr(ticket, f"{name}_id")
    if related is not None and (related.id == id_ or ticket.has_changes(name)):
        return cast("M", related)
    return ticket.env.session.get(ticket.env[layer], id_) if id_ is not None else None


@sa.event.listens_for(Stage, "after_update", propagate=True)
def _close_with_the_stage(_mapper: object, connection: sa.Connection, stage: Stage) -> None:
    """Folding a stage closes the tickets in it, unfolding opens them."""
    if not stage.has_changes("folded"):
        return
    tickets = sa.inspect(stage.env[Ticket]).local_table
    closed_at = stage.env.now() if stage.folded else None
    connection.execute(sa.update(tickets).where(tickets.c.stage_id == stage.id).values(closed_at=closed_at))
