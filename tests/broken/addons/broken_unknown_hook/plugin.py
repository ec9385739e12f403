"""A hook that nobody declares."""

from __future__ import annotations

from core import hookimpl


@hookimpl
def there_is_no_such_hook() -> None:
    """Never called."""
