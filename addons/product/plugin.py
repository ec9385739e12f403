"""What the kernel calls this addon for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.product import pages
from core import hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Products, categories and tags."""
    return pages.parts
