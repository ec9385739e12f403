"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.helpdesk_form import pages
from addons.helpdesk_form import routes as endpoints
from core import hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """The switch of a team."""
    return pages.parts


@hookimpl
def routes() -> Sequence[Any]:
    """The form itself."""
    return endpoints.routes
