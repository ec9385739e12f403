"""The demonstration's customer who signs in."""

from __future__ import annotations

import sqlalchemy as sa

from addons.base.demonstration import make_account
from addons.base.models import Contact
from core import Env

LOGIN, EMAIL = "customer@example.com", "marta.nowak@mail.example"


def load(env: Env) -> None:
    """Gives a customer an account whose password is the account's name. `env` is a system Env."""
    customer = env.session.scalars(sa.select(env[Contact]).where(env[Contact].email == EMAIL)).one()
    make_account(env, LOGIN, customer.name, "base.portal").contact = customer
