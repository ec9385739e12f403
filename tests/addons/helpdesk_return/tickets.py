"""Tickets of customers who were delivered to, as users see them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.helpdesk.models import Team, Ticket
from core import Env
from core.ui.views import FormView
from tests.addons.helpdesk.desk import USER
from tests.addons.helpdesk.screens import form_of, view_of
from tests.addons.helpdesk_return.returning import a_ticket_of, press_return
from tests.addons.helpdesk_sale.orders import orders_of
from tests.kernels import Acting

WIZARD = "/wizard/helpdesk_return/ReverseTransfer"


def team(env: Env) -> Team:
    """The team that takes returns."""
    return env.session.scalars(sa.select(env[Team]).order_by(env[Team].id)).first()


def ticket(env: Env) -> Ticket:
    """The first ticket."""
    return env.session.scalars(sa.select(env[Ticket]).order_by(env[Ticket].id)).first()


def make(returns: Acting, name: str = "Marta", about: str = "", **values: Any) -> int:
    """A ticket of a customer, with their first order if they have one."""

    def work(env: Env) -> int:
        order = next(iter(orders_of(env, name)), None)
        return a_ticket_of(env, name, about, sales_order=order, **values).id

    return returns.run(work)


def returned(returns: Acting, ticket_id: int) -> int:
    """A return of everything that the ticket is about."""
    return returns.run(lambda env: press_return(env, env.session.get_one(env[Ticket], ticket_id)).id)


def seen(returns: Acting, ticket_id: int, login: str = USER) -> FormView:
    """A ticket's page as somebody sees it."""
    return returns.run(lambda env: view_of(env, env.session.get_one(env[Ticket], ticket_id)), login)


def found(returns: Acting, ticket_id: int, link: str, words: str = "") -> list[str]:
    """What a link of a ticket's page offers for these words."""

    def search(env: Env) -> list[str]:
        form = form_of(env, env.session.get_one(env[Ticket], ticket_id))
        return [one.text for one in form.choices(link, words)]

    return returns.run(search, USER)
