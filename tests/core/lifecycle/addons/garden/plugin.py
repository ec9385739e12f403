"""What the kernel calls this addon for."""

from __future__ import annotations

import sqlalchemy as sa

from addons.garden.models import Bed
from core import Env, hookimpl


@hookimpl
def after_install(env: Env) -> None:
    """Data records are there already."""
    assert env.session.scalar(sa.select(sa.func.count()).select_from(env[Bed])) == 2
    env.new(Bed, name="Made by the hook")


@hookimpl
def watered(plant: str) -> str:
    """Implements a hook that the addon declares itself."""
    return f"garden: {plant}"
