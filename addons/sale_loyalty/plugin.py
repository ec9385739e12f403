"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.sale_loyalty.pages import parts
from core import hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Codes on orders, and programs in the menu of Sales."""
    return parts
