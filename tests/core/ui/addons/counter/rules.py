"""Who sees what."""

from __future__ import annotations

from typing import Any


def contacts_that_are_not_secret(contact: Any, access: Any) -> Any:
    """Secret contacts are for the system alone."""
    return ~contact.secret
