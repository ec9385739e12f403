"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.loaner.pages import parts
from core import hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Bikes and loans, and what tickets show of them."""
    return parts
