"""Time zones by their IANA names."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from core import Env


@lru_cache(maxsize=1024)
def is_zone(name: str | None) -> bool:
    """Whether a time zone of this name is known here."""
    try:
        ZoneInfo(name or "")
    except (ValueError, OSError, LookupError):  # odd characters, a folder's name, unknown
        return False
    return bool(name)


def zone_of_the_house(env: Env) -> str | None:
    """The time zone of the first company that is in use: the one that was there before the others."""
    from addons.base.models import Company  # which asks this module whether its zone is one

    companies = env[Company]
    return env.session.scalar(sa.select(companies.zone).where(companies.active).order_by(companies.id).limit(1))
