"""A hook that raises."""

from __future__ import annotations

from core import Env, hookimpl


@hookimpl
def after_install(env: Env) -> None:
    """Divides by nothing."""
    print(1 // 0)
