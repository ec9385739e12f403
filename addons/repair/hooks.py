"""Events of repairs that other addons follow. They are called in system work, in the transaction at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import Env, hookspec

if TYPE_CHECKING:
    from addons.repair.models import RepairOrder


@hookspec
def repair_ended(env: Env, order: RepairOrder) -> None:
    """A repair is done: its parts have moved."""


@hookspec
def repair_cancelled(env: Env, order: RepairOrder) -> None:
    """A repair was cancelled: what was set aside for it is free again."""
