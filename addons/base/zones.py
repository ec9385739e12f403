"""Time zones by their IANA names."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=1024)
def is_zone(name: str | None) -> bool:
    """Whether a time zone of this name is known here."""
    try:
        ZoneInfo(name or "")
    except (ValueError, OSError, LookupError):  # odd characters, a folder's name, unknown
        return False
    return bool(name)
