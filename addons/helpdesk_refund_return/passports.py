"""What credit notes tell of a lot or serial number."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from addons.helpdesk_refund.models import InvoiceTicket
from addons.helpdesk_return.models import TicketReturns
from addons.sale_account.models import InvoiceLineOrder
from addons.sale_stock.models import MoveOrder
from addons.stock.models import Lot, MoveLine
from addons.stock.passports import MOST, PassportEntry
from core import Env, Money, Text, url_of


def credit_note_entries(env: Env, lot: Lot) -> Iterator[PassportEntry]:
    """Credit notes of tickets about a lot, and those without a ticket for what it was delivered by."""
    if not (env.may("read", InvoiceTicket) and env.may("read", TicketReturns) and env.may("read", MoveLine)):
        return
    note, line, ticket = env[InvoiceTicket], env[InvoiceLineOrder], env[TicketReturns]
    move, part = env[MoveOrder], env[MoveLine]
    from_ticket = sa.exists(sa.select(ticket.id).where(ticket.id == note.ticket_id, ticket.lot_id == lot.id))
    delivered = (
        sa.select(line.id).join(move, move.order_line_id == line.order_line_id).join(part, part.move_id == move.id)
        .where(line.invoice_id == note.id, part.lot_id == lot.id)
    )  # fmt: skip
    mine = sa.or_(from_ticket, sa.and_(note.ticket_id.is_(None), delivered.exists()))
    wanted = sa.select(note).where(note.type == "credit_note", note.state != "cancelled", mine)
    for one in env.session.scalars(wanted.order_by(note.id.desc()).limit(MOST)):
        posted = one.state == "posted"
        text = Text("Credited") if posted else Text("A credit note was drafted")
        detail = Money(one.total, one.currency.code)
        number = one.number or ""
        yield PassportEntry(one.date or one.created_at, text, detail, "receipt", "good" if posted else "idle",
                            url_of(env, one), number)  # fmt: skip
