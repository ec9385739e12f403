"""Slips that travel with goods, and labels that stay on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from addons.base.models import language_of, letter_of
from addons.product.models import Product
from addons.stock.models import Lot, Move, MoveLine, Transfer
from addons.stock.passports import on_label
from core import Printout

KINDS = {
    "delivery": "Delivery Slip", "receipt": "Receipt", "internal": "Transfer", "repair": "Parts for a Repair",
    "return": "Return Slip",
}  # fmt: skip


def moves_something(transfer: Transfer) -> bool:
    """Whether it is stored and was not given up."""
    return transfer.id is not None and transfer.state != "cancelled"


def on_paper(transfer: Transfer) -> dict[str, Any]:
    """What stands on a slip. `transfer` is the system's copy of it."""
    moment = transfer.done_at or transfer.scheduled_at
    return {
        "title": f"{_kind(transfer)} {transfer.number}",
        "kind": _kind(transfer),
        "t": transfer,
        "day": moment.astimezone(ZoneInfo(transfer.company.zone)).date() if moment is not None else None,
        "letter": letter_of(transfer.company, transfer.contact),
        "moves": _moves_of(transfer),
    }


def _kind(transfer: Transfer) -> str:
    return KINDS["return" if transfer.return_of is not None else transfer.type]


def _moves_of(transfer: Transfer) -> Sequence[Move]:
    move, line, product = transfer.env[Move], transfer.env[MoveLine], transfer.env[Product]
    wanted = sa.select(move).where(move.transfer_id == transfer.id).order_by(move.sequence, move.id)
    return transfer.env.session.scalars(
        wanted.options(joinedload(move.product).joinedload(product.unit), selectinload(move.lines).joinedload(line.lot))
    ).all()


def name_of(transfer: Transfer) -> str:
    """What its file is called."""
    return f"{_kind(transfer)} {transfer.number}"


def language(transfer: Transfer) -> str | None:
    """The contact's."""
    return language_of(transfer.contact)


slip = Printout(
    "Slip", on=Transfer, template="stock/slip.html", gives=on_paper, shown=moves_something, file_name=name_of,
    locale=language,
)  # fmt: skip


def is_known(lot: Lot) -> bool:
    """Whether it is stored, so that its code leads somewhere."""
    return lot.id is not None


label = Printout("Label with Code", on=Lot, template="stock/label.html", gives=on_label, shown=is_known, key="label",
                 file_name=lambda lot: f"Label {lot.name}")  # fmt: skip
