"""What the kernel calls this addon for."""

from __future__ import annotations

from addons.depot import pages
from core import hookimpl


@hookimpl
def page_parts():
    """Its pages."""
    return pages.parts
