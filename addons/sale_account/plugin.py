"""The front door: what this addon tells the core, and what it follows of invoicing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from addons.account.models import Invoice
from addons.sale.models import Order
from addons.sale_account.models import keep_invoiced
from addons.sale_account.pages import parts
from core import Env, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Invoices on orders, and taxes on their lines."""
    return parts


@hookimpl
def after_install(env: Env) -> None:
    """Orders made before there were taxes have none: their untaxed amount is their total."""
    env.session.execute(sa.update(env[Order]).values(untaxed=env[Order].total))


@hookimpl
def invoice_posted(env: Env, invoice: Invoice) -> None:
    """Order lines count what was invoiced and credited."""
    keep_invoiced(env, invoice, 1)


@hookimpl
def invoice_taken_back(env: Env, invoice: Invoice) -> None:
    """Until a document is posted again it does not count."""
    keep_invoiced(env, invoice, -1)
