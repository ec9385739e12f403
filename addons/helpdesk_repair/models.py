"""What repairs add to teams, tickets and repair orders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from addons.helpdesk.models import Team, Ticket
from addons.helpdesk_return.models import TicketReturns, TransferTicket
from addons.repair.models import RepairOrder
from core import Env, Mapped, boolean, foreign_key, index, many2one, one2many, reacts_to


class TeamRepairs(Team):
    """A team may offer repairs (SPEC AS-3)."""

    use_repairs: Mapped[bool] = boolean("Repairs", tracked=True)


class TicketRepairs(TicketReturns):
    """A ticket knows the repairs that came from it."""

    repairs: Mapped[list[RepairOrder]] = one2many("Repairs", "repair.order", by="ticket_id")

    @classmethod
    def document_links(cls, env: Env) -> Iterator[Any]:
        """Repairs name their ticket."""
        yield from super().document_links(env)
        yield env[RepairTicket].ticket_id

    @property
    def only_return_id(self) -> int | None:
        """The one return that came from the ticket; None where there are more, or none (SPEC RP-5)."""
        with self.env.system("the returns of a ticket") as system:
            transfer = system[TransferTicket]
            mine = sa.select(transfer.id).where(transfer.ticket_id == self.id, transfer.state != "cancelled").limit(2)
            found = system.session.scalars(mine).all()
        return found[0] if len(found) == 1 else None


class RepairTicket(RepairOrder):
    """A repair may have come from a ticket (SPEC SB-6), and starts from what is known there."""

    ticket_id: Mapped[int | None] = foreign_key("helpdesk.ticket", free=True, copied=False, index=False)
    ticket: Mapped[Ticket | None] = many2one("Ticket", "ticket_id", tracked=True, copied=False)

    constraints = (index("ticket_id", "state", "id"),)

    @reacts_to("ticket")
    def take_from_the_ticket(self) -> None:
        """Customer, product and lot, and the only return that came from it (SPEC RP-2 to RP-5)."""
        ticket = self.ticket
        if not isinstance(ticket, TicketRepairs) or self.id is not None:
            return
        self.company_id, self.customer_id, self.customer = ticket.company_id, ticket.customer_id, ticket.customer
        self.take_the_companys_currency()
        product = ticket.product
        if product is not None and product.kind != "service":
            self.product_id, self.product, self.lot_id = product.id, product, ticket.lot_id
        self.return_transfer_id = ticket.only_return_id
        self.take_from_the_return()
        self.propose_warranty()

    def tell_ticket(self, text: str) -> None:
        """A note on the ticket, if there is one; `{name}` is this repair (SPEC RP-18)."""
        if self.ticket is not None:
            self.ticket.post_note(text, name=self)
