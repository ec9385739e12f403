"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.helpdesk_rating.following import ask_customers, keep_answer
from addons.helpdesk_rating.pages import parts
from addons.rating.models import Rating
from core import Change, Env, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """The switch of a team, the column of the list."""
    return parts


@hookimpl
def changes_flushed(env: Env, changes: Sequence[Change]) -> None:
    """Customers are asked when their ticket is closed."""
    ask_customers(env, changes)


@hookimpl
def rating_given(env: Env, rating: Rating) -> None:
    """The ticket shows the answer."""
    keep_answer(env, rating)
