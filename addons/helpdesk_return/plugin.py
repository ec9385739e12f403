"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from addons.helpdesk.models import Ticket
from addons.helpdesk_return.models import TransferTicket
from addons.helpdesk_return.pages import parts
from addons.helpdesk_return.passports import ticket_entries
from addons.stock.models import Lot
from addons.stock.passports import PassportEntry
from core import Env, PortalLink, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """The action, its smart buttons, and the states of returns."""
    return parts


@hookimpl
def passport_entries(env: Env, lot: Lot) -> Iterable[PassportEntry]:
    """Tickets about it."""
    return ticket_entries(env, lot)


@hookimpl
def portal_parts() -> Sequence[Any]:
    """Customers find them on the ticket that they came from (SPEC PT-4)."""
    return [PortalLink(on=Ticket, by=TransferTicket.ticket_id)]
