"""Repairs on paper: the ticket that stays with the product, and the report that the customer gets.

Neither bears the repair notes, which are the workshop's own (SPEC RP-11).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from addons.base.models import language_of, letter_of
from addons.product.models import Product
from addons.repair.models import Part, RepairOrder
from core import House, Printout, QrCode

BENCH = "/repair/bench"
"""The page of the workshop's bench; below it, by its id, is that of a repair, which the code on its ticket leads to."""


def is_alive(order: RepairOrder) -> bool:
    """Whether it is stored and was not given up."""
    return order.id is not None and order.state != "cancelled"


def can_be_reported(order: RepairOrder) -> bool:
    """Whether there is something to tell: somebody works on it, or did."""
    return order.state in ("under_repair", "repaired")


def on_ticket(order: RepairOrder) -> dict[str, Any]:
    """What stands on the repair ticket. `order` is the system's copy of it."""
    return {
        "title": f"{order.number}",
        "r": order,
        "code": QrCode.of(House.of(order.env).address(f"{BENCH}/{order.id}")),
        "planned": _day(order, order.scheduled_at),
        "company": letter_of(order.company, None),
        "parts": _parts_of(order),
    }


def on_report(order: RepairOrder) -> dict[str, Any]:
    """What stands on the repair report. `order` is the system's copy of it."""
    parts = _parts_of(order)
    used = [part for part in parts if part.is_sold and (part.done or order.state != "repaired")]
    return {
        "title": f"Repair Report {order.number}",
        "r": order,
        "letter": letter_of(order.company, order.customer),
        "day": _day(order, order.ended_at),
        "built_in": [part for part in used if part.product.kind != "service"],
        "charged_work": [part for part in used if part.product.kind == "service"],
        "taken_out": [part for part in parts if not part.is_sold and part.done],
        "quotations": [one.number for one in order.quotations if one.state != "cancelled"],
        "code": QrCode.of(order.lot.public_address) if order.lot is not None else None,
    }


def _day(order: RepairOrder, moment: datetime | None) -> date | None:
    return moment.astimezone(ZoneInfo(order.company.zone)).date() if moment is not None else None


def _parts_of(order: RepairOrder) -> Sequence[Part]:
    part, product = order.env[Part], order.env[Product]
    wanted = sa.select(part).where(part.order_id == order.id).order_by(part.sequence, part.id)
    return order.env.session.scalars(
        wanted.options(joinedload(part.product).joinedload(product.unit), joinedload(part.lot))
    ).all()


def language(order: RepairOrder) -> str | None:
    """The customer's."""
    return language_of(order.customer)


ticket = Printout(
    "Repair Ticket", on=RepairOrder, template="repair/ticket.html", gives=on_ticket, shown=is_alive, key="ticket",
    file_name=lambda order: f"Repair Ticket {order.number}", order=10,
)  # fmt: skip
report = Printout(
    "Repair Report", on=RepairOrder, template="repair/report.html", gives=on_report, shown=can_be_reported,
    key="report", file_name=lambda order: f"Repair Report {order.number}", locale=language, order=20,
)  # fmt: skip
