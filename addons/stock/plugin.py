"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from addons.base.models import Company
from addons.stock.models import warehouse_of
from addons.stock.pages import parts
from core import Env, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Transfers, stock, lots, locations and their menu."""
    return parts


@hookimpl
def after_install(env: Env) -> None:
    """Every company gets its warehouse (SPEC ST-2); one founded later gets it with its first transfer."""
    for company_id in env.session.scalars(select(env[Company].id).order_by(env[Company].id)).all():
        warehouse_of(env, company_id)
