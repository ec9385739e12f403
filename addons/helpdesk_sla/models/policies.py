"""Service levels that a team promises: which tickets are to be where, within how many working hours (SPEC HD-20)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from addons.helpdesk.models import Stage, Tag, Team, Ticket, TicketType
from addons.helpdesk.models.tickets import PRIORITIES
from core import (
    Mapped,
    Model,
    Refused,
    boolean,
    choice,
    decimal,
    foreign_key,
    index,
    many2many,
    many2one,
    one2many,
    text,
)

if TYPE_CHECKING:
    from addons.base.models import Contact
    from addons.helpdesk_sla.models.calendars import WorkingHours


class TeamSla(Team):
    """A team may promise service levels, counted in its working hours."""

    use_sla: Mapped[bool] = boolean(
        "Service Levels", tracked=True, help="Tickets get deadlines by the policies of the team."
    )
    working_hours_id: Mapped[int | None] = foreign_key("helpdesk_sla.hours")
    working_hours: Mapped[WorkingHours | None] = many2one(
        "Working Hours", "working_hours_id", tracked=True, help="Empty: every hour of every day counts."
    )
    sla_policies: Mapped[list[Policy]] = one2many("SLA Policies", "helpdesk_sla.policy", by="team_id")


class Policy(Model, model="helpdesk_sla.policy", title="SLA Policy", titles="SLA Policies"):
    """Tickets that it concerns are to reach a stage, or one after it, within so many hours of their creation."""

    order_by = ("team_id", "name")

    name: Mapped[str] = text("Name", required=True, tracked=True)
    team_id: Mapped[int] = foreign_key("helpdesk.team", required=True, on_delete="CASCADE", index=False)
    team: Mapped[Team] = many2one("Team", "team_id", tracked=True)
    priority: Mapped[str | None] = choice("Priority", PRIORITIES, tracked=True, help="Empty: any.")
    types: Mapped[list[TicketType]] = many2many("Types", "helpdesk.type", tracked=True, help="Empty: any.")
    tags: Mapped[list[Tag]] = many2many("Tags", "helpdesk.tag", tracked=True, help="One of these. Empty: any.")
    customers: Mapped[list[Contact]] = many2many(
        "Customers", "base.contact", tracked=True, help="They and the people of their company. Empty: any."
    )
    target_stage_id: Mapped[int] = foreign_key("helpdesk.stage", required=True)
    target_stage: Mapped[Stage] = many2one("Stage to Reach", "target_stage_id", tracked=True)
    hours: Mapped[Decimal] = decimal("Working Hours", digits=2, required=True, tracked=True)
    excluded_stages: Mapped[list[Stage]] = many2many(
        "Excluded Stages", "helpdesk.stage", tracked=True, help="Time that a ticket spends there does not count."
    )
    active: Mapped[bool] = boolean("Active", default=True, tracked=True)

    constraints = (index("team_id", "active", "id"),)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """There is time, and the stage is the team's and counts."""
        yield from super().check()
        if self.hours is not None and self.hours <= 0:
            yield "hours", "This must be more than 0."
        if self.target_stage is not None and self.team is not None and self.target_stage not in self.team.stages:
            text_ = "{stage} is not a stage of the team {team}."
            yield Refused(text_, about="target_stage", stage=self.target_stage.name, team=self.team.name)
        if self.target_stage is not None and self.target_stage in self.excluded_stages:
            yield "excluded_stages", "The stage to reach cannot be excluded."

    def concerns(self, ticket: Ticket) -> bool:
        """Whether it is about a ticket as that is now."""
        customer = ticket.customer
        whose = {ticket.customer_id, customer.commercial_id if customer is not None else None} - {None}
        return (
            ticket.team_id == self.team_id
            and self.priority in (None, ticket.priority)
            and (not self.types or ticket.type in self.types)
            and (not self.tags or not set(self.tags).isdisjoint(ticket.tags))
            and (not self.customers or not whose.isdisjoint(one.id for one in self.customers))
        )

    def is_reached_in(self, stage: Stage) -> bool:
        """Whether a ticket in this stage is where it should be: there, or further."""
        target = self.target_stage
        return (stage.sequence, stage.id) >= (target.sequence, target.id) and stage not in self.excluded_stages
