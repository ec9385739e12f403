"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from addons.base.models import Company
from addons.stock import portal
from addons.stock import routes as addresses
from addons.stock.models import Lot, warehouse_of
from addons.stock.pages import parts
from addons.stock.passports import PassportEntry, warehouse_entries
from core import Env, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Transfers, stock, lots, locations and their menu."""
    return parts


@hookimpl
def routes() -> Sequence[Any]:
    """Passports of lots, and their public face."""
    return addresses.routes


@hookimpl
def passport_entries(env: Env, lot: Lot) -> Iterable[PassportEntry]:
    """Where it went, and its warranty."""
    return warehouse_entries(env, lot)


@hookimpl
def after_install(env: Env) -> None:
    """Every company gets its warehouse (SPEC ST-2); one founded later gets it with its first transfer."""
    for company_id in env.session.scalars(select(env[Company].id).order_by(env[Company].id)).all():
        warehouse_of(env, company_id)


@hookimpl
def portal_parts() -> Sequence[Any]:
    """What customers see of returns."""
    return portal.parts
