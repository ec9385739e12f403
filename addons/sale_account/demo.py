"""The demonstration's invoices of orders: one paid in part, one paid, one credited in full."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa

from addons.account.models import Invoice, Journal
from addons.account.models.crediting import new_credit_note
from addons.account.models.paying import pay
from addons.base.demonstration import give_roles
from addons.sale_account.models import LineInvoicing, OrderInvoicing
from core import Env


def load(env: Env) -> None:
    """Invoices orders of the demonstration. `env` is a system Env."""
    give_roles(env, "sales@example.com", "account.user")
    for line in env.session.scalars(sa.select(env[LineInvoicing])):
        line.take_its_taxes()
    env.session.flush()
    bank = env.session.scalars(sa.select(env[Journal]).where(env[Journal].code == "BNK").limit(1)).one()
    today = env.today()
    fleet = _invoiced(env, "Fleet 2026", today - timedelta(days=38))
    pay(fleet, fleet.currency.rounded(fleet.total / 2), journal=bank, on=today - timedelta(days=20))
    shop = _invoiced(env, "Webshop 1187", today - timedelta(days=24))
    pay(shop, shop.residual, journal=bank, on=today - timedelta(days=24))
    credited = _invoiced(env, "Workshop stock", today - timedelta(days=2))
    new_credit_note(credited, on=today, reason="Ordered twice").post()
    _invoiced(env, "NW-7734", None)


def _invoiced(env: Env, reference: str, on: date | None) -> Invoice:
    """The invoice of an order, posted if a day is given."""
    order = env.session.scalars(sa.select(env[OrderInvoicing]).where(env[OrderInvoicing].reference == reference)).one()
    made = order.create_invoice()
    if on is not None:
        made.date = on
        made.post()
    return made
