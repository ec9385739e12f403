"""What the kernel calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.plots import pages
from core import hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """The settings page."""
    return pages.parts
