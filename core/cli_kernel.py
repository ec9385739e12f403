"""The kernel that a command works with: the one that `makegood serve` would serve with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from core.lifecycle.kernel import Kernel
from core.lifecycle.registry import Builder
from core.settings import Settings, read_settings


@contextmanager
def kernel(settings: Settings | None = None, *, pages: bool = True) -> Iterator[Kernel]:
    """A kernel from the settings, closed at the end. Without `pages` it starts sooner and cannot install."""
    settings = settings or read_settings()
    opened = Kernel.open(settings, builders=_builders(settings) if pages else ())
    try:
        yield opened
    finally:
        opened.close()


def _builders(settings: Settings) -> tuple[Builder, ...]:
    from core.web.site import builders  # pages and routes are checked before an addon is installed

    return builders(settings)
