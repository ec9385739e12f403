"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.helpdesk.models import Ticket
from addons.helpdesk_refund.models import InvoiceTicket
from addons.helpdesk_refund.pages import parts
from core import PortalLink, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """The action, its smart buttons, and the states of credit notes."""
    return parts


@hookimpl
def portal_parts() -> Sequence[Any]:
    """Customers find them on the ticket that they came from (SPEC PT-4)."""
    return [PortalLink(on=Ticket, by=InvoiceTicket.ticket_id)]
