"""What the fields of forms need of whoever formats values for a reader."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Protocol


class Formats(Protocol):
    """What formats values for readers of one locale and zone."""

    def date(self, value: date | None) -> str:
        """A day."""

    def instant(self, value: datetime | None) -> str:
        """A moment."""

    def number(self, value: Any, digits: int | None = None) -> str:
        """A number."""

    def money(self, value: Any, currency: str) -> str:
        """An amount with the sign of its currency."""

    def amount(self, value: Any, currency: str) -> str:
        """An amount as its currency is written, without its sign."""
