"""Who is asking, and what time it is: everything an Env takes from outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol


@dataclass(frozen=True)
class Identity:
    """A signed-in person (or the public, or the system itself) as the kernel sees them.

    `roles` are expanded: the roles that a role implies are in it. `company_ids` are the companies the person may see
    (SPEC AR-6), `company_id` the one that new records get.
    """

    id: int | None
    name: str
    login: str = ""
    roles: frozenset[str] = frozenset()
    company_ids: tuple[int, ...] = ()
    company_id: int | None = None
    contact_id: int | None = None
    locale: str = "en"
    zone: str = "UTC"
    preferences: dict[str, str] = field(default_factory=dict, compare=False, hash=False)
    is_system: bool = False

    @classmethod
    def system(cls, name: str = "System") -> Identity:
        """The program itself: installs, scheduled jobs, the command line. Works in system sessions only."""
        return cls(id=None, name=name, is_system=True)


class Clock(Protocol):
    """Where moments come from; injected, so that tests own time."""

    def now(self) -> datetime:
        """The present moment, aware and in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, aware and in UTC."""
        return datetime.now(UTC)
