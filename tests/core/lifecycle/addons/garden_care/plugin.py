"""What the kernel calls this addon for."""

from __future__ import annotations

from core import hookimpl


@hookimpl
def watered(plant: str) -> str:
    """Follows the garden."""
    return f"care: {plant}"
