"""Helpdesk teams, the stages that their tickets go through, and the words that tickets are sorted by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from addons.base.models import Role, User
from addons.mail.models import Letter, TakesMail, Thread
from core import (
    Env,
    Mapped,
    Model,
    Refused,
    boolean,
    choice,
    foreign_key,
    index,
    integer,
    many2many,
    many2one,
    rich_text,
    text,
    unique,
)

if TYPE_CHECKING:
    from addons.base.models import Company
    from addons.helpdesk.models.tickets import Ticket
    from addons.mail.models import Template

VISIBILITIES = {
    "private": "Followers only",
    "company": "Helpdesk users",
    "public": "Helpdesk users and customers",
}
METHODS = {"equal_count": "Equal count", "fewest_open": "Fewest open tickets"}


class Stage(Model, model="helpdesk.stage", title="Stage", titles="Stages"):
    """A step on a ticket's way. A ticket in a folded stage is closed (SPEC HD-6). Teams may share stages."""

    order_by = ("sequence",)

    name: Mapped[str] = text("Name", required=True, size=60)
    sequence: Mapped[int] = integer("Sequence", default=10, help="Stages stand in this order.")
    folded: Mapped[bool] = boolean("Folded", help="Tickets here are closed; boards show the stage folded.")
    proposed: Mapped[bool] = boolean("For New Teams", help="New teams begin with this stage.")
    template_id: Mapped[int | None] = foreign_key("mail.template")
    template: Mapped[Template | None] = many2one(
        "Email Template", "template_id", help="Sent to the customer whenever a ticket enters this stage."
    )

    teams: Mapped[list[Team]] = many2many(
        "Teams", "helpdesk.team", read_only=True, copied=False, help="Teams choose their stages on their own page."
    )

    def linked_documents(self) -> Iterator[Any]:
        """A stage stays as long as tickets are in it."""
        yield from super().linked_documents()
        from addons.helpdesk.models.tickets import Ticket

        with self.env.system("tickets in a stage") as system:
            ticket = system[Ticket]
            found = system.session.scalars(sa.select(ticket).where(ticket.stage_id == self.id).limit(1)).all()
        yield from found


class TicketType(Model, model="helpdesk.type", title="Ticket Type", titles="Ticket Types"):
    """What kind of request a ticket is."""

    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, size=60)

    constraints = (unique("name"),)


class Tag(Model, model="helpdesk.tag", title="Ticket Tag", titles="Ticket Tags"):
    """A word to find tickets by."""

    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, size=60)

    constraints = (unique("name"),)


class Team(Thread, TakesMail, model="helpdesk.team", title="Helpdesk Team", titles="Helpdesk Teams"):
    """People who work on tickets together, and what they may do from a ticket (SPEC HD-2, AS-4).

    Addons add their services as options: tracked yes/no fields that the manifest puts on the team's page (SPEC AS-12).
    """

    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, tracked=True)
    description: Mapped[str | None] = rich_text("Description")
    company_id: Mapped[int] = foreign_key("base.company", required=True)
    company: Mapped[Company] = many2one("Company", "company_id", tracked=True)
    members: Mapped[list[User]] = many2many("Members", "base.user", tracked=True, help="Empty: every helpdesk user.")
    visibility: Mapped[str] = choice("Visible to", VISIBILITIES, default="public", tracked=True)
    stages: Mapped[list[Stage]] = many2many("Stages", "helpdesk.stage", tracked=True)
    auto_assign: Mapped[bool] = boolean(
        "Assign Automatically", tracked=True, help="New tickets that nobody is assigned to are given to a member."
    )
    assign_method: Mapped[str] = choice(
        "Assignment Method", METHODS, default="equal_count", tracked=True,
        help="Equal count: members take turns. Fewest open tickets: whoever has the least to do in this team.",
    )  # fmt: skip
    customer_close: Mapped[bool] = boolean(
        "Customers Close Tickets", default=True, tracked=True, help="Customers may close their tickets in the portal."
    )
    active: Mapped[bool] = boolean("Active", default=True, tracked=True)

    constraints = (index("company_id", "visibility", "active", "id"), index("alias", unique=True))

    def take(self, letter: Letter) -> Ticket:
        """A mail to the team's address is a ticket: its sender's, under its subject (SPEC HD-18)."""
        from addons.helpdesk.models.tickets import Ticket

        return self.env.new(
            Ticket, title=letter.subject, team=self, stage=self.first_stage, description=str(letter.html) or None,
            customer=letter.contact, email=letter.address or None,
            phone=letter.contact.phone if letter.contact is not None else None,
        )  # fmt: skip

    def defaults(self) -> None:
        """A team of the current company, with the stages that new teams begin with (SPEC HD-5)."""
        super().defaults()
        if self.env.user.company_id:
            self.company_id = self.env.user.company_id
        stage = self.env[Stage]
        proposed = sa.select(stage).where(stage.proposed).order_by(stage.sequence, stage.id)
        self.stages = list(self.env.session.scalars(proposed))

    @property
    def ordered_stages(self) -> list[Stage]:
        """Its stages as tickets go through them."""
        return sorted(self.stages, key=lambda stage: (stage.sequence, stage.id))

    @property
    def first_stage(self) -> Stage | None:
        """Where its new tickets begin."""
        return next(iter(self.ordered_stages), None)

    def is_there(self, user: User) -> bool:
        """Whether a person of the team can be given a ticket now. Addons that know working hours extend it."""
        return user.active

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """A team has stages, and keeps those that its tickets are in."""
        yield from super().check()
        if not self.stages:
            yield "stages", "A team needs at least one stage."
        removed = sa.inspect(self).attrs.stages.history.deleted
        if removed and self.id is not None:
            yield from self._still_used([stage.id for stage in removed])

    def _still_used(self, stage_ids: list[int]) -> Iterable[Refused]:
        from addons.helpdesk.models.tickets import Ticket

        with self.env.system("tickets in the stages of a team") as system:
            ticket, stage = system[Ticket], system[Stage]
            used = sa.select(stage.name).where(
                stage.id.in_(stage_ids), sa.exists().where(ticket.stage_id == stage.id, ticket.team_id == self.id)
            ).order_by(stage.sequence)  # fmt: skip
            names = system.session.scalars(used).all()
        for name in names:
            yield Refused("Tickets of this team are in the stage {stage}.", about="stages", stage=name)

    def linked_documents(self) -> Iterator[Any]:
        """A team stays as long as it has tickets."""
        yield from super().linked_documents()
        from addons.helpdesk.models.tickets import Ticket

        with self.env.system("tickets of a team") as system:
            ticket = system[Ticket]
            found = system.session.scalars(sa.select(ticket).where(ticket.team_id == self.id).limit(1)).all()
        yield from found


class TeamMember(User):
    """A user knows the teams that they are a member of."""

    helpdesk_teams: Mapped[list[Team]] = many2many("Helpdesk Teams", "helpdesk.team", read_only=True, copied=False)


def helpdesk_users(env: Env) -> sa.Select[User]:
    """Active users with the role Helpdesk user, by itself or implied."""
    user, role = env[User], env[Role]
    names = env.registry.policy.giving("helpdesk.user")
    return sa.select(user).where(user.active, user.roles.any(role.name.in_(names)))


def people_of(env: Env, team_id: int) -> sa.Select[User]:
    """Who works in a team: its members, or every helpdesk user where it names none."""
    team, member = env[Team], env[TeamMember]
    has_members = sa.exists(sa.select(team.id).where(team.id == team_id, team.members.any()))
    return helpdesk_users(env).where(~has_members | member.helpdesk_teams.any(id=team_id))
