"""Repairs as their customers see them: how far they are, and nothing of parts, costs and notes (SPEC PT-3, PT-6)."""

from __future__ import annotations

from typing import Any

from addons.repair.models import RepairOrder
from core import PortalDocument, PortalFact, PortalPage, PortalRow

STATES = {
    "new": "Registered", "confirmed": "Waiting for its turn", "under_repair": "Under repair", "repaired": "Repaired",
    "cancelled": "Cancelled",
}  # fmt: skip
TONES = {"new": "ready", "confirmed": "ready", "under_repair": "busy", "repaired": "good", "cancelled": "idle"}
STEPS = ("Registered", "Waiting for its turn", "Under repair", "Repaired")


def row(order: RepairOrder) -> PortalRow:
    """A repair in a list."""
    return PortalRow(order.number, _product(order), order.created_at, STATES[order.state], TONES[order.state])


def page(order: RepairOrder) -> PortalPage:
    """What is repaired, and how far it is."""
    return PortalPage(
        order.number, order.number, STATES[order.state], TONES[order.state],
        facts=(
            PortalFact("Product", _product(order)),
            PortalFact("Serial number", order.lot.name if order.lot is not None else None),
        ),
        steps=STEPS if order.state != "cancelled" else (), step=STATES[order.state],
    )  # fmt: skip


def _product(order: RepairOrder) -> str:
    return order.product.name if order.product is not None else ""


repairs = PortalDocument(
    RepairOrder, "repairs", "Repairs", "wrench", row, page, search=("number",),
    empty="Nothing of yours is being repaired.", talks=False, order=60,
    open=lambda order: order.state.in_(("new", "confirmed", "under_repair")),
)  # fmt: skip
parts: list[Any] = [repairs]
