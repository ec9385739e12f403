"""Pages of the depot."""

from __future__ import annotations

from typing import Any

from addons.depot.models import Move, Transfer
from core import Form, Group, Lines, List, Menu, StatusBar, Tab

transfer_form = Form(
    Transfer, "transfer", StatusBar(Transfer.state), Group("", Transfer.name, Transfer.contact, Transfer.origin),
    Tab("Moves", Lines(Transfer.moves, Move.product, Move.quantity, adding=False)),
)  # fmt: skip
transfer_list = List(Transfer, "transfers", Transfer.name, Transfer.contact, Transfer.state)
parts: list[Any] = [transfer_form, transfer_list, Menu("Depot", page=transfer_list, order=20)]
