"""The front door: what the public page of a serial number offers, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable

from addons.helpdesk.models import Ticket
from addons.helpdesk_form_serial.asking import link_serial, lot_meant, offer
from addons.stock.models import Lot
from addons.stock.passports import SerialService
from core import Env, hookimpl


@hookimpl
def serial_services(env: Env, lot: Lot) -> Iterable[SerialService]:
    """A ticket about it."""
    return offer(env, lot)


@hookimpl
def form_subject(env: Env, about: str) -> str | None:
    """The product and its number: that is printed on it."""
    lot = lot_meant(env, about)
    return f"{lot.product.name} · {lot.name}" if lot is not None else None


@hookimpl
def form_ticket(env: Env, ticket: Ticket, about: str) -> None:
    """Product, serial number and order."""
    lot = lot_meant(env, about)
    if lot is not None:
        link_serial(env, ticket, lot)
