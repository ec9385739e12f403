"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.sale import portal
from addons.sale.pages import parts
from core import hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Quotations, orders and their menu."""
    return parts


@hookimpl
def portal_parts() -> Sequence[Any]:
    """What customers see of quotations and orders."""
    return portal.parts
