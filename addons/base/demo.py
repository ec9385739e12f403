"""The demonstration's company and accounts. Each password is the account's name: admin for admin@example.com."""

from __future__ import annotations

import sqlalchemy as sa

from addons.base.demonstration import make_account
from addons.base.models import Company, Contact
from core import Env

ACCOUNTS = (
    ("admin@example.com", "Mara Admin", ("base.settings",)),
    ("manager@example.com", "Priya Raman", ("base.user",)),
    ("agent@example.com", "Jonas Keller", ("base.user",)),
    ("stock@example.com", "Lena Hoffmann", ("base.user",)),
    ("sales@example.com", "David Okafor", ("base.user",)),
)
PORTAL = ("amelie@example.com", "amelie.brandt@veloria.example")


def load(env: Env) -> None:
    """Names the company and makes the accounts. `env` is a system Env; other addons give them their own roles."""
    company = env.session.scalars(sa.select(env[Company]).order_by(env[Company].id)).one()
    company.name = "Fahrwind Bikes"
    company.contact = env.session.scalars(sa.select(env[Contact]).where(env[Contact].name == "Fahrwind Bikes")).one()
    for login, name, roles in ACCOUNTS:
        make_account(env, login, name, *roles)
    login, email = PORTAL
    customer = env.session.scalars(sa.select(env[Contact]).where(env[Contact].email == email)).one()
    make_account(env, login, customer.name, "base.portal").contact = customer
