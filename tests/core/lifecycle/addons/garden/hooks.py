"""What happens in the garden."""

from __future__ import annotations

from core import hookspec


@hookspec
def watered(plant: str) -> str:
    """A plant was watered."""
