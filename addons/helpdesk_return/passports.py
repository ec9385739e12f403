"""What tickets tell of a lot or serial number."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from addons.helpdesk_return.models import TicketReturns
from addons.stock.models import Lot
from addons.stock.passports import MOST, PassportEntry
from core import Env, Text, url_of


def ticket_entries(env: Env, lot: Lot) -> Iterator[PassportEntry]:
    """Tickets about a lot, that the reader sees, with where they stand."""
    if not env.may("read", TicketReturns):
        return
    ticket = env[TicketReturns]
    about = sa.select(ticket).where(ticket.lot_id == lot.id).order_by(ticket.id.desc()).limit(MOST)
    for one in env.session.scalars(about.options(joinedload(ticket.stage))).unique():
        text = Text("Ticket: {title}", title=one.title)
        tone = "good" if one.closed_at is not None else "busy"
        yield PassportEntry(one.created_at, text, one.stage.name, "ticket", tone, url_of(env, one), f"#{one.number}")
