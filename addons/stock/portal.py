"""Returns as their customers see them."""

from __future__ import annotations

from typing import Any

from addons.stock.models import Transfer
from addons.stock.printouts import slip
from core import PortalDocument, PortalFact, PortalPage, PortalRow, PortalTable

STATES = {
    "draft": "Waiting for your parcel", "waiting": "Waiting for your parcel", "ready": "Waiting for your parcel",
    "done": "Received", "cancelled": "Cancelled",
}  # fmt: skip
TONES = {"draft": "ready", "waiting": "ready", "ready": "ready", "done": "good", "cancelled": "idle"}


def row(transfer: Transfer) -> PortalRow:
    """A return in a list."""
    what = ", ".join(f"{move.quantity.normalize():f} {move.product.name}" for move in transfer.moves)
    day = transfer.done_at or transfer.scheduled_at
    return PortalRow(transfer.number, what, day, STATES[transfer.state], TONES[transfer.state])


def page(transfer: Transfer) -> PortalPage:
    """What is to come back, and what came. Nothing of where it is kept."""
    sent = transfer.return_of.number if transfer.return_of is not None else ""
    what = [(move.product.name, move.quantity) for move in transfer.moves]
    return PortalPage(
        transfer.number, transfer.number, STATES[transfer.state], TONES[transfer.state],
        facts=(PortalFact("Return of", sent), PortalFact("Received on", transfer.done_at)),
        table=PortalTable("Products", ("Product", "Quantity"), what),
    )  # fmt: skip


returns = PortalDocument(
    Transfer, "returns", "Returns", "undo-2", row, page, search=("number",), empty="You have sent nothing back.",
    open=lambda transfer: transfer.state.in_(("waiting", "ready")), papers=(slip.key,), order=50,
)  # fmt: skip
parts: list[Any] = [returns]
