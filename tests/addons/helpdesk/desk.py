"""A small helpdesk for tests: people, teams and tickets."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.base.identities import make_user
from addons.base.models import Company, Contact, User
from addons.helpdesk.models import Stage, Team, Ticket
from core import Env

USER, OTHER, MANAGER, PORTAL = "user@example.com", "other@example.com", "manager@example.com", "portal@example.com"
PEOPLE = {
    USER: ("helpdesk.user",), OTHER: ("helpdesk.user",), MANAGER: ("helpdesk.manager",), PORTAL: ("base.portal",)
}  # fmt: skip


def company_of(env: Env) -> Company:
    """The company that a new database has."""
    return env.session.scalars(sa.select(env[Company]).order_by(env[Company].id).limit(1)).one()


def hire(env: Env) -> None:
    """Makes the people; their contacts are there once this is committed."""
    for login, roles in PEOPLE.items():
        make_user(env, login, "a good long password", name=login.partition("@")[0], roles=roles)


def user(env: Env, login: str) -> User:
    """One of the people."""
    return env.session.scalars(sa.select(env[User]).where(env[User].login == login)).one()


def a_team(env: Env, name: str = "Service", **values: Any) -> Team:
    """A team with the default stages."""
    made = env.new(Team, name=name, company_id=company_of(env).id, **values)
    env.session.flush()
    return made


def a_contact(env: Env, name: str = "Marta Nowak", **values: Any) -> Contact:
    """A customer."""
    made = env.new(Contact, name=name, **values)
    env.session.flush()
    return made


def a_ticket(env: Env, title: str = "Display flickers", **values: Any) -> Ticket:
    """A ticket, of the user's first team unless another is given."""
    made = env.new(Ticket, title=title, **values)
    env.session.flush()
    return made


def stage(env: Env, name: str) -> Stage:
    """A stage by its name."""
    return env.session.scalars(sa.select(env[Stage]).where(env[Stage].name == name).order_by(env[Stage].id)).first()


def titles(env: Env) -> list[str]:
    """The titles of all tickets that may be read."""
    return list(env.session.scalars(sa.select(env[Ticket].title).order_by(env[Ticket].title)))
