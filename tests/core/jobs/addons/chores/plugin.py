"""The front door."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from addons.chores import jobs as declared
from core import Env, hookimpl


@hookimpl
def jobs() -> Sequence[Any]:
    """All of them."""
    return declared.everything


@hookimpl
def jobs_paused(env: Env) -> str | None:
    """While a test says so."""
    return os.environ.get("CHORES_PAUSED")
