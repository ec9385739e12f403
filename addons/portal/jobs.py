"""What is done at night."""

from __future__ import annotations

from typing import Any

from addons.portal.links import forget_expired
from core import Daily, Env, job


@job(title="Forget old portal links", schedule=Daily("03:40"), system="links that ended are forgotten every night")
def forget_links(env: Env) -> None:
    """Links that ended a month ago."""
    forget_expired(env)


everything: list[Any] = [forget_links]
