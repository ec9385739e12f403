"""The demonstration's repairs from tickets: switched on for one team, a repair of what came back, and a
returned bike that nobody has looked at yet.
"""

from __future__ import annotations

import sqlalchemy as sa

from addons.helpdesk.demo import ticket_titled
from addons.helpdesk_repair.models import RepairTicket, TeamRepairs, TicketRepairs
from addons.stock.models import Lot, MoveLine, Transfer
from addons.stock.wizards import default_return_location
from core import Env

RETURNED_BIKE, RETURNED_WITH = "C1-26-0001", "Motor cuts out uphill"


def load(env: Env) -> None:
    """Switches repairs on and makes one. `env` is a system Env."""
    ticket = ticket_titled(env, "Batteries drain within 15 km")
    assert isinstance(ticket.team, TeamRepairs)
    ticket.team.use_repairs = True
    env.session.flush()
    with env.session.no_autoflush:
        repair = env.draft(RepairTicket, ticket=ticket)
        repair.take_from_the_ticket()
        repair.notes = "Cells of two packs to be measured."
        env.session.add(repair)
    env.session.flush()
    _bring_a_bike_back(env, ticket.team)


def _bring_a_bike_back(env: Env, team: TeamRepairs) -> None:
    """A ticket about a bike that is under warranty, and that the warehouse has received back."""
    lot = env.session.scalars(sa.select(env[Lot]).where(env[Lot].name == RETURNED_BIKE)).one()
    line, transfer = env[MoveLine], env[Transfer]
    went = sa.select(line).join(transfer, line.transfer_id == transfer.id).where(
        line.lot_id == lot.id, transfer.type == "delivery", transfer.state == "done"
    )  # fmt: skip
    delivered = env.session.scalars(went.order_by(line.id.desc()).limit(1)).one()
    with env.session.no_autoflush:
        ticket = env.draft(
            TicketRepairs, title=RETURNED_WITH, team=team, stage=team.first_stage, company_id=team.company_id,
            customer=lot.delivered_to, product=lot.product, lot=lot,
        )  # fmt: skip
        env.session.add(ticket)
    env.session.flush()
    back = ticket.take_back(
        delivered.transfer, {delivered: delivered.quantity}, default_return_location(delivered.transfer)
    )
    back.validate()
