"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.helpdesk_sale.pages import parts
from core import hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """What tickets and orders show of one another."""
    return parts
