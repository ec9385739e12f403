"""Events of the warehouse that other addons follow. They are called in system work, in the transaction at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import Env, hookspec

if TYPE_CHECKING:
    from addons.stock.models import Transfer


@hookspec
def transfer_done(env: Env, transfer: Transfer) -> None:
    """A transfer was validated: stock has moved, its moves say how much. Called once for every transfer."""


@hookspec
def transfer_cancelled(env: Env, transfer: Transfer) -> None:
    """A transfer was cancelled: what it had reserved, or claimed of a delivery for a return, is free again."""
