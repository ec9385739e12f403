"""The passport of a lot or serial number: one timeline of everything that happened to it, told by whoever knows.

Each addon tells its own part by the hook `passport_entries`, with the rights of whoever reads. The public face of the
same lot (`public_facts`) knows the product and its warranty, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from addons.stock.models import Location, Lot, MoveLine, Transfer
from core import Env, QrCode, Text, url_of

MOST = 100
"""Entries of one kind; a lot may have gone to thousands of customers."""


@dataclass(frozen=True)
class PassportEntry:
    """Something that happened to a lot: when, what, and the document that it happened by.

    `text` and `detail` are texts or names; `tone` is one of idle, ready, busy, good, warn and bad. `url` leads to the
    document; it is given only where the reader may open it. A `date` has no moment: it stands at the end of its day.
    """

    at: datetime | date
    text: str
    detail: str = ""
    icon: str = "circle"
    tone: str = "idle"
    url: str = ""
    link: str = ""

    def day(self, zone: ZoneInfo) -> date:
        """The day that it happened on, where the reader lives."""
        return self.at.astimezone(zone).date() if isinstance(self.at, datetime) else self.at


@dataclass(frozen=True)
class SerialService:
    """Something to do about a lot for whoever holds its code: `SerialService(Text("Get help"), "/helpdesk/…")`."""

    label: str
    url: str
    icon: str = "life-buoy"
    primary: bool = False


def timeline(env: Env, lot: Lot) -> list[PassportEntry]:
    """Everything that the reader may know of a lot, newest first."""
    zone = ZoneInfo(env.user.zone)
    told: Iterable[Iterable[PassportEntry]] = env.hook.passport_entries(env=env, lot=lot)
    found = [entry for addon in told for entry in addon]

    def moment(entry: PassportEntry) -> tuple[date, bool, Any]:
        exact = isinstance(entry.at, datetime)
        return entry.day(zone), not exact, entry.at

    return sorted(found, key=moment, reverse=True)


def warranty_of(lot: Lot) -> tuple[str, str]:
    """(text, tone) of the warranty today (SPEC ST-7)."""
    if lot.warranty_end is None:
        return Text("No warranty is known"), "idle"
    if lot.warranty_end >= lot.env.today():
        return Text("Under warranty until {date}", date=lot.warranty_end), "good"
    return Text("The warranty ended on {date}", date=lot.warranty_end), "warn"


# --- what the warehouse knows -----------------------------------------------------------------------------------------


def warehouse_entries(env: Env, lot: Lot) -> Iterator[PassportEntry]:
    """Where a lot went, returns that are on their way, and its warranty."""
    if lot.warranty_end is not None:
        over = lot.warranty_end < env.today()
        text = Text("The warranty ended") if over else Text("The warranty ends")
        yield PassportEntry(lot.warranty_end, text, icon="shield-off" if over else "shield", tone="idle")
    if lot.delivered_on is not None and lot.warranty_end is not None:
        begun = Text("The warranty began")
        yield PassportEntry(lot.delivered_on, begun, warranty_of(lot)[0], icon="shield-check", tone="good")
    if not env.may("read", Transfer):
        return
    line, transfer = env[MoveLine], env[Transfer]
    wanted = (
        sa.select(line).join(transfer, line.transfer_id == transfer.id)
        .where(line.lot_id == lot.id, transfer.state != "cancelled", line.quantity > 0)
        .where((transfer.state == "done") | transfer.return_of_id.is_not(None))
        .order_by(line.id.desc()).limit(MOST)
        .options(*(joinedload(line.transfer).joinedload(end)
                   for end in (transfer.contact, transfer.source, transfer.destination)))
    )  # fmt: skip
    pieces = lot.product.tracking == "lot"
    for one in env.session.scalars(wanted).unique():
        yield _of_line(env, one.transfer, one.quantity, lot.product.unit.name if pieces else "")


def _of_line(env: Env, transfer: Transfer, quantity: Decimal, unit: str) -> PassportEntry:
    who = transfer.contact.name if transfer.contact is not None else ""
    text, icon = _what(transfer.source, transfer.destination, who)
    done, tone = transfer.state == "done", "good"
    if not done:
        text, tone = Text("A return is on its way"), "busy"
    counted = f"{quantity.normalize():f} {unit}" if unit else ""
    detail = " · ".join(one for one in (counted, transfer.origin or "") if one)
    at = transfer.done_at if done else transfer.created_at
    return PassportEntry(at or transfer.created_at, text, detail, icon, tone, url_of(env, transfer), transfer.number)


def _what(source: Location, destination: Location, who: str) -> tuple[str, str]:
    """In words, and a sign for it: what a move from one place to another means for the goods."""
    if destination.type == "customer":
        return (Text("Delivered to {name}", name=who) if who else Text("Delivered")), "truck"
    if source.type == "customer":
        return (Text("Returned by {name}", name=who) if who else Text("Returned")), "undo-2"
    if source.type == "supplier":
        return (Text("Received from {name}", name=who) if who else Text("Received")), "package-check"
    if destination.type == "supplier":
        return Text("Sent back to the supplier"), "undo-2"
    if destination.type == "scrap":
        return Text("Scrapped"), "trash-2"
    if destination.type == "production":
        return Text("Used in a repair"), "wrench"
    return Text("Moved to {place}", place=destination.name), "warehouse"


# --- what everybody may know ------------------------------------------------------------------------------------------


def public_facts(lot: Lot) -> dict[str, Any]:
    """Product and warranty, and what can be done about it: all that the public face shows. System work."""
    said, tone = warranty_of(lot)
    services: Iterable[Iterable[SerialService]] = lot.env.hook.serial_services(env=lot.env, lot=lot)
    return {
        "product": lot.product.name,
        "number": lot.name,
        "serial": lot.product.tracking == "serial",
        "warranty": said,
        "tone": tone,
        "services": [one for addon in services for one in addon],
    }


def on_label(lot: Lot) -> dict[str, Any]:
    """What stands on the label of a lot. `lot` is the system's copy of it."""
    return {
        "title": f"{lot.product.name} {lot.name}", "lot": lot, "code": QrCode.of(lot.public_address),
        "serial": lot.product.tracking == "serial",
    }  # fmt: skip
