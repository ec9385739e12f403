"""What other addons follow of the warehouse, and what they say of lots and serial numbers.

Events are called in system work, in the transaction at hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core import Env, hookspec

if TYPE_CHECKING:
    from addons.stock.models import Lot, Transfer
    from addons.stock.passports import PassportEntry, SerialService


@hookspec
def transfer_done(env: Env, transfer: Transfer) -> None:
    """A transfer was validated: stock has moved, its moves say how much. Called once for every transfer."""


@hookspec
def transfer_cancelled(env: Env, transfer: Transfer) -> None:
    """A transfer was cancelled: what it had reserved, or claimed of a delivery for a return, is free again."""


@hookspec
def passport_entries(env: Env, lot: Lot) -> Iterable[PassportEntry]:  # type: ignore[empty-body]
    """What happened to a lot or serial number, as far as this addon knows, in any order; called for its passport.

    `env` is the reader's: what they may not read is not told. A bounded number of statements, the newest entries first.
    """


@hookspec
def serial_services(env: Env, lot: Lot) -> Iterable[SerialService]:  # type: ignore[empty-body]
    """What whoever holds the code of a lot is offered on its public page, such as a ticket about it. System work.

    Nobody is signed in there: nothing of what is private may stand in a label or an address.
    """
