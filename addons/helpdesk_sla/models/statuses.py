"""How tickets stand with the policies that concern them, and how long they were in which stage."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from addons.helpdesk.models import Ticket
from core import Mapped, PlainModel, choice, foreign_key, index, instant, many2one, one2many, unique

if TYPE_CHECKING:
    from addons.helpdesk_sla.models.policies import Policy

STATES = {"running": "Running", "reached": "Reached", "failed": "Failed"}
TONES = {"running": "busy", "reached": "good", "failed": "bad"}


class TicketSla(Ticket):
    """A ticket shows the worst of its policies, and the next deadline of those that still run.

    Both are kept with the ticket, so that lists sort and filter by them; writing them is no edit of the ticket.
    """

    sla_state: Mapped[str | None] = choice("SLA", STATES, tones=TONES, read_only=True, copied=False)
    sla_deadline: Mapped[datetime | None] = instant("SLA Deadline", counts_down=True, read_only=True, copied=False)
    sla_statuses: Mapped[list[Status]] = one2many("SLA", "helpdesk_sla.status", by="ticket_id", copied=False)

    constraints = (index("company_id", "sla_state", "id"),)


class Status(PlainModel, model="helpdesk_sla.status", title="SLA Status", titles="SLA Statuses"):
    """How one ticket stands with one policy. What failed stays failed (SPEC HD-20)."""

    display = "{state}"
    order_by = ("deadline", "id")

    ticket_id: Mapped[int] = foreign_key("helpdesk.ticket", required=True, on_delete="CASCADE", index=False)
    ticket: Mapped[Ticket] = many2one("Ticket", "ticket_id", read_only=True)
    policy_id: Mapped[int] = foreign_key("helpdesk_sla.policy", required=True, on_delete="CASCADE")
    policy: Mapped[Policy] = many2one("Policy", "policy_id", read_only=True)
    state: Mapped[str] = choice("Status", STATES, tones=TONES, default="running", read_only=True)
    deadline: Mapped[datetime | None] = instant(
        "Deadline", counts_down=True, read_only=True, help="Empty while the ticket is held."
    )
    reached_at: Mapped[datetime | None] = instant("Reached on", read_only=True)

    constraints = (unique("ticket_id", "policy_id"), index("state", "deadline", "id"))


# makegood: allow model-without-rights because only deadlines are worked out from it, as the system
class Stay(PlainModel, model="helpdesk_sla.stay", title="Stay", titles="Stays"):
    """The time that a ticket was in a stage; open while it still is."""

    display = "{stage_id}"

    # makegood: allow link-without-relation because no page shows stays
    ticket_id: Mapped[int] = foreign_key("helpdesk.ticket", required=True, on_delete="CASCADE", index=False)
    # makegood: allow link-without-relation because no page shows stays
    stage_id: Mapped[int] = foreign_key("helpdesk.stage", required=True, on_delete="CASCADE")
    entered_at: Mapped[datetime] = instant("Entered on", required=True)
    left_at: Mapped[datetime | None] = instant("Left on")

    constraints = (index("ticket_id", "id"),)
