"""Searches that users keep for lists: offered in the list's menu, and opened first where somebody wants that."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from addons.base.models import SavedSearch
from core import Env


def searches_of(env: Env, page: str) -> Sequence[tuple[str, str]]:
    """(name, query) of the user's own and shared searches of a list."""
    if not env.may("read", SavedSearch):
        return ()
    kept = env[SavedSearch]
    # Administrators may see all searches, but are offered their own like everybody.
    offered = sa.and_(kept.page == page, sa.or_(kept.shared, kept.owner_id == env.user.id))
    found = env.session.execute(sa.select(kept.name, kept.query).where(offered).order_by(kept.name, kept.id))
    return [(name, query) for name, query in found]


def first_of(env: Env, page: str) -> str | None:
    """The query that the user's list opens with, None if it opens as it is."""
    if env.user.id is None or not env.may("read", SavedSearch):
        return None
    kept = env[SavedSearch]
    return env.session.scalar(
        sa.select(kept.query).where(kept.page == page, kept.owner_id == env.user.id, kept.is_default).limit(1)
    )


def keep(env: Env, page: str, name: str, query: str, *, shared: bool, first: bool) -> None:
    """Keeps a search; one of the user's own of the same name is replaced."""
    kept = env[SavedSearch]
    mine = list(env.session.scalars(sa.select(kept).where(kept.page == page, kept.owner_id == env.user.id)))
    if first:
        for other in mine:
            other.is_default = False
        env.session.flush()
    search = next((one for one in mine if one.name == name), None) or env.new(SavedSearch, page=page, name=name)
    search.query, search.shared, search.is_default = query, shared, first or search.is_default or False
    env.session.flush()
