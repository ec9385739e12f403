"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.loyalty import jobs as work
from addons.loyalty.pages import parts
from addons.loyalty.routes import routes as endpoints
from core import hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Programs and coupons."""
    return parts


@hookimpl
def jobs() -> Sequence[Any]:
    """Coupons expire."""
    return work.everything


@hookimpl
def routes() -> Sequence[Any]:
    """What a share link leads to."""
    return endpoints
