"""What other addons can follow of ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import Env, hookspec

if TYPE_CHECKING:
    from addons.rating.models import Rating


@hookspec
def rating_given(env: Env, rating: Rating) -> None:
    """A customer answered, or changed the answer. `env` is a system Env, in the transaction of the answer."""
