"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.helpdesk_coupon.pages import parts
from core import hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """The action, its smart buttons, and the states of coupons."""
    return parts
