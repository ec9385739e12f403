"""A hook that refuses."""

from __future__ import annotations

from core import Env, Refused, hookimpl


@hookimpl
def before_install(env: Env) -> None:
    """Says no."""
    raise Refused("The {thing} is too small.", thing="house")
