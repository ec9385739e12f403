"""The front door: what this addon tells of lots and serial numbers."""

from __future__ import annotations

from collections.abc import Iterable

from addons.helpdesk_refund_return.passports import credit_note_entries
from addons.stock.models import Lot
from addons.stock.passports import PassportEntry
from core import Env, hookimpl


@hookimpl
def passport_entries(env: Env, lot: Lot) -> Iterable[PassportEntry]:
    """Credit notes for it."""
    return credit_note_entries(env, lot)
