"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from addons.account import portal
from addons.account.invariants import findings
from addons.account.models.chart import open_books
from addons.account.pages import parts
from addons.base.models import Company
from core import Env, Finding, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Invoices, payments, books and their menu."""
    return parts


@hookimpl
def after_install(env: Env) -> None:
    """Every company gets accounts and journals; one founded later opens its books from its page."""
    for company_id in env.session.scalars(sa.select(env[Company].id).order_by(env[Company].id)).all():
        open_books(env, company_id)


@hookimpl
def doctor_checks(env: Env) -> Sequence[Finding]:
    """What must always hold of the books, and does not."""
    return list(findings(env))


@hookimpl
def portal_parts() -> Sequence[Any]:
    """What customers see of invoices."""
    return portal.parts
