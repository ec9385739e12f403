"""What the `demo.py` of addons needs: the demonstration's accounts, and roles for them."""

from __future__ import annotations

import sqlalchemy as sa

from addons.base.identities import make_user, roles_named
from addons.base.models import User
from core import Env


def account(env: Env, login: str) -> User:
    """The user of a login. Raises LookupError if there is none."""
    user = env.session.scalars(sa.select(env[User]).where(env[User].login == login)).one_or_none()
    if user is None:
        raise LookupError(f"the demonstration has no account {login}")
    return user


def give_roles(env: Env, login: str, *names: str) -> User:
    """Gives an account more roles: `give_roles(env, "agent@example.com", "helpdesk.user")`."""
    user = account(env, login)
    user.roles.extend(role for role in roles_named(env, names) if role not in user.roles)
    env.session.flush()
    return user


def make_account(env: Env, login: str, name: str, *roles: str) -> User:
    """A demonstration account whose password is the first part of its login."""
    user = make_user(env, login, login.partition("@")[0], name=name, roles=roles or ("base.user",))
    user.zone, user.locale = "Europe/Berlin", "en_GB"
    return user
