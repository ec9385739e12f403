"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from addons.helpdesk_return.pages import parts
from addons.helpdesk_return.passports import ticket_entries
from addons.stock.models import Lot
from addons.stock.passports import PassportEntry
from core import Env, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """The action, its smart buttons, and the states of returns."""
    return parts


@hookimpl
def passport_entries(env: Env, lot: Lot) -> Iterable[PassportEntry]:
    """Tickets about it."""
    return ticket_entries(env, lot)
