"""Rights: helpdesk users without a role in the warehouse make returns, look at them, and do nothing else there."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from addons.sale.models import Order
from addons.stock.models import Location, Lot, Move, MoveLine, Quant, Transfer, Warehouse
from core import AccessDenied
from tests.addons.helpdesk.desk import OTHER, USER, a_team, user
from tests.addons.helpdesk_return.returning import STOCK, a_ticket_of, martas_delivery, press_return
from tests.kernels import Acting


@pytest.fixture
def returned(returns: Acting) -> Acting:
    """A helpdesk user made a return from a ticket of Marta's."""

    def work(env):
        ticket = a_ticket_of(env, "Marta", "Bike")
        with env.system("the pop-up") as system:
            made = press_return(system, system.get(ticket), delivery=martas_delivery(system))
        return env.see(made).number

    assert returns.run(work, USER).startswith("IN/")
    return returns


def count(env, model) -> int:
    return env.session.scalar(sa.select(sa.func.count(env[model].id)))


@pytest.mark.req("RT-17", "AR-3")
def test_helpdesk_users_open_the_return_and_see_nothing_else_of_the_warehouse(returned: Acting) -> None:
    def look(env):
        transfer = env.session.scalars(sa.select(env[Transfer])).one()
        return (
            [move.product.name for move in transfer.moves],
            sorted(line.lot.name for line in transfer.lines),
            {transfer.source.type, transfer.destination.type},
            (count(env, Move), count(env, MoveLine), count(env, Lot), count(env, Location)),
            (env.may("read", Quant), env.may("read", Warehouse), env.may("read", Order)),
        )

    moves, lots, places, counted, rights = returned.run(look, USER)
    assert (moves, lots, places) == (["Bike"], ["B-1", "B-2"], {"customer", "internal"})
    assert counted == (1, 2, 2, 2)
    assert rights == (False, False, False)


@pytest.mark.req("RT-17")
def test_helpdesk_users_cannot_change_or_validate_it(returned: Acting) -> None:
    def validate(env):
        env.session.scalars(sa.select(env[Transfer])).one().validate()

    def change(env):
        env.session.scalars(sa.select(env[Transfer])).one().origin = "changed"
        env.session.flush()

    def enter(env):
        env.session.scalars(sa.select(env[MoveLine])).first().quantity = 0
        env.session.flush()

    for forbidden in (validate, change, enter):
        with pytest.raises(AccessDenied):
            returned.run(forbidden, USER)

    def received(env):
        transfer = env[Transfer]
        env.session.scalars(sa.select(transfer).where(transfer.return_of_id.is_not(None))).one().validate()

    returned.run(received, STOCK)
    assert returned.run(lambda env: env.session.scalars(sa.select(env[Transfer].state)).one(), USER) == "done"


@pytest.mark.req("RT-17")
def test_who_does_not_see_the_ticket_does_not_see_its_return(returned: Acting) -> None:
    def hide(env):
        ticket = env.session.scalars(sa.select(env[Ticket])).one()
        ticket.team = a_team(env, "Private", visibility="private", use_returns=True)
        ticket.begin_in_the_teams_first_stage()
        ticket.follow(user(env, USER))

    returned.run(hide)
    assert returned.run(lambda env: (count(env, Transfer), count(env, Move), count(env, Lot)), OTHER) == (0, 0, 0)
    assert returned.run(lambda env: (count(env, Transfer), count(env, Move), count(env, Lot)), USER) == (1, 1, 2)


@pytest.mark.req("RT-17")
def test_a_return_that_is_no_longer_linked_to_the_ticket_is_closed(returned: Acting) -> None:
    def unlink(env):
        transfer = env[Transfer]
        env.session.scalars(sa.select(transfer).where(transfer.ticket_id.is_not(None))).one().ticket = None

    assert returned.run(lambda env: count(env, Transfer), USER) == 1
    returned.run(unlink)
    assert returned.run(lambda env: count(env, Transfer), USER) == 0


@pytest.mark.req("HD-17", "HD-24")
def test_a_ticket_with_a_return_has_documents(returned: Acting) -> None:
    def look(env):
        ticket = env.session.scalars(sa.select(env[Ticket])).one()
        return [one.__model__ for one in ticket.linked_documents()], ticket.has_linked_documents

    assert returned.run(look, USER) == (["stock.transfer"], True)
