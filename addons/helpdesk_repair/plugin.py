"""The front door: what this addon tells the core, and what tickets are told of their repairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.helpdesk.models import Ticket
from addons.helpdesk_repair.models import RepairTicket
from addons.helpdesk_repair.pages import parts
from addons.repair.models import RepairOrder
from core import Change, Env, PortalLink, Text, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """The action, its smart buttons, and the states of repairs."""
    return parts


@hookimpl
def changes_flushed(env: Env, changes: Sequence[Change]) -> None:
    """A ticket is told of a repair that was made from it, whichever way (SPEC RP-18)."""
    for change in changes:
        if change.model == "repair.order" and change.operation == "create":
            env.session.get_one(env[RepairTicket], change.id).tell_ticket(Text("Repair order {name} created"))


@hookimpl
def repair_ended(env: Env, order: RepairOrder) -> None:
    """The ticket is told (SPEC RP-18)."""
    assert isinstance(order, RepairTicket)
    order.tell_ticket(Text("Repair order {name} is repaired"))


@hookimpl
def repair_cancelled(env: Env, order: RepairOrder) -> None:
    """The ticket is told (SPEC RP-18)."""
    assert isinstance(order, RepairTicket)
    order.tell_ticket(Text("Repair order {name} was cancelled"))


@hookimpl
def portal_parts() -> Sequence[Any]:
    """Customers find them on the ticket that they came from (SPEC PT-4)."""
    return [PortalLink(on=Ticket, by=RepairTicket.ticket_id)]
