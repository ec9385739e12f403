"""Repairs on tickets and teams, tickets on repairs."""

from __future__ import annotations

from typing import Any

from addons.helpdesk.models import Ticket
from addons.helpdesk.pages import after_sales, documents, not_enabled, smart_buttons
from addons.helpdesk_repair.models import RepairTicket, TeamRepairs
from addons.repair.models import RepairOrder
from addons.repair.pages import real_state, repair_details, repair_smart_buttons, with_real_state
from core import Action, DocumentState, Into, Show, SmartButton


def may_not_unlink(order: RepairTicket) -> bool:
    """The workshop may take a repair off its ticket; agents would lose sight of it (SPEC RP-20)."""
    return not order.env.holds("repair.user")


def came_from_a_ticket(order: RepairTicket) -> bool:
    """Whether there is a ticket to show."""
    return order.linked_id("ticket") is not None


repair_button = Action(
    "Repair", on=Ticket, starts=RepairOrder, by=RepairTicket.ticket, option=TeamRepairs.use_repairs, via=Ticket.team,
    off=not_enabled, icon="wrench", order=40,
)  # fmt: skip
repairs = SmartButton(
    "Repairs", on=Ticket, to=RepairOrder, by=RepairTicket.ticket_id, only=lambda r: r.state != "cancelled",
    icon="wrench", order=40,
)  # fmt: skip
ticket = SmartButton("Ticket", on=RepairOrder, to=Ticket, by=RepairTicket.ticket_id, icon="ticket", order=30)
states = DocumentState(
    on=Ticket, to=RepairOrder, by=RepairTicket.ticket_id, state=real_state, load=with_real_state, label="Repair",
    order=40,
)  # fmt: skip

parts: list[Any] = [
    Into(after_sales, repair_button),
    Into(smart_buttons, repairs),
    Into(documents, states),
    Into(repair_smart_buttons, ticket),
    Into(
        repair_details,
        Show(RepairTicket.ticket, shown=came_from_a_ticket, read_only=may_not_unlink, searched=True),
    ),
]
