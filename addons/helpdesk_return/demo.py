"""The demonstration's returns: one that is received, and one that is only ready."""

from __future__ import annotations

from decimal import Decimal

from addons.helpdesk.demo import ticket_titled
from addons.helpdesk_return.models import TeamReturns, TicketReturns
from addons.stock.models import Transfer
from addons.stock.wizards import default_return_location, lines_to_return
from core import Env


def load(env: Env) -> None:
    """Switches returns on for one team and makes its returns. `env` is a system Env."""
    team = ticket_titled(env, "Display flickers").team
    assert isinstance(team, TeamReturns)
    team.use_returns = True
    _return(env, "Helmet straps are too short", 2).validate()
    _return(env, "Batteries drain within 15 km", 1)


def _return(env: Env, title: str, quantity: int) -> Transfer:
    """Takes some of the ticket's product back from the last delivery to its customer."""
    ticket = ticket_titled(env, title)
    assert isinstance(ticket, TicketReturns)
    assert ticket.customer is not None
    deliveries = ticket.customer.done_deliveries(ticket.company_id, ticket.product)
    delivery = env.session.scalars(deliveries.limit(1)).one()
    line = lines_to_return(delivery, ticket.product)[0]
    return ticket.take_back(delivery, {line.key: Decimal(quantity)}, default_return_location(delivery))
