"""API keys: made by their owners, shown once, hashed at rest, audited; what one may do, and when it ends."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from core.orm.env import Env
from core.orm.refused import Refused
from core.orm.upsert import table_of
from core.web.asked import Asked, Visit, hashed
from core.web.errors import HttpProblem
from core.web.models import SCOPES, ApiKey

PREFIX, SHOWN = "mg_", 8
MOST_KEYS, MOST_DAYS, USUAL_DAYS = 50, 3_650, 365
"""Keys that a user may have, and how long one lasts at most and unless its maker says otherwise."""
READS_ONLY = "This key may only read."
OTHER_RECORDS = "This key is not for {model}."


@dataclass(frozen=True)
class KeyFacts:
    """A key as its owner and the command line see it."""

    id: int
    user_id: int
    name: str
    shown: str
    scope: str
    models: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None


def make_key(
    system: Env, user_id: int, name: str, *, scope: str = "write", days: int | None = USUAL_DAYS,
    models: Iterable[str] = (),
) -> str:  # fmt: skip
    """A new key of a user, for `days` or for ever (None). This is the only time that it can be read.

    Raises Refused for a name, scope, duration or model that cannot be.
    """
    wanted = sorted(set(models))
    problems = []
    if not name.strip() or len(name.strip()) > 80:
        problems.append(Refused("Say in at most 80 characters what the key is for.", "title"))
    if scope not in SCOPES:
        problems.append(Refused("Choose one of the offered values.", "scope"))
    if days is not None and not 0 < days <= MOST_DAYS:
        problems.append(Refused("A key lasts 1 to {most} days.", "days", most=MOST_DAYS))
    if unknown := [one for one in wanted if one not in system.models.infos]:
        problems.append(Refused("There are no records of the type {model}.", "models", model=unknown[0][:80]))
    key = system[ApiKey]
    held = system.session.scalar(sa.select(sa.func.count()).select_from(key).where(key.user_id == user_id))
    if (held or 0) >= MOST_KEYS:
        problems.append(Refused("A user has at most {most} keys. Revoke one first.", "title", most=MOST_KEYS))
    if problems:
        raise Refused.several(problems)
    secret = PREFIX + secrets.token_urlsafe(32)
    system.new(
        ApiKey, key_hash=hashed(secret), shown=secret[:SHOWN], user_id=user_id, purpose=name.strip(), scope=scope,
        models=" ".join(wanted) or None, created_at=system.now(),
        expires_at=None if days is None else system.now() + timedelta(days=days),
    )  # fmt: skip
    system.session.flush()
    return secret


def keys_of(system: Env, user_id: int | None = None) -> Sequence[KeyFacts]:
    """The keys of a user, or of all, the newest first."""
    key = system[ApiKey]
    found = sa.select(key).order_by(key.id.desc())
    if user_id is not None:
        found = found.where(key.user_id == user_id)
    return [
        KeyFacts(one.id, one.user_id, one.purpose, one.shown, one.scope, tuple((one.models or "").split()),
                 one.created_at, one.expires_at, one.used_at)
        for one in system.session.scalars(found)
    ]  # fmt: skip


def end_api_keys(system: Env, *, user_id: int | None = None, key_id: int | None = None) -> int:
    """Revokes the keys that fit all that is given, with an entry in the audit log; gives how many.

    Raises ValueError if nothing is given.
    """
    key = system[ApiKey]
    conditions = [column == value for column, value in ((key.user_id, user_id), (key.id, key_id)) if value is not None]
    if not conditions:
        raise ValueError("say whose keys end")
    ended = system.session.scalars(sa.select(key).where(*conditions)).all()
    for one in ended:
        system.session.delete(one)
    system.session.flush()
    return len(ended)


def recognise_key(system: Env, secret: str) -> Visit:
    """Who shows this key: its owner, nobody if it is unknown or has expired."""
    table = table_of(system, ApiKey)
    row = system.transaction.connection.execute(
        sa.select(table.c.id, table.c.user_id, table.c.scope, table.c.models).where(
            table.c.key_hash == hashed(secret), in_force(table, system.now())
        )
    ).one_or_none()
    visit = Visit(visitor=hashed(secret), by_key=True)
    if row is not None:
        visit.user_id, visit.reads_only = row.user_id, row.scope == "read"
        visit.models = frozenset(row.models.split()) if row.models else None
    return visit


def in_force(table: sa.Table, now: datetime) -> Any:
    """The keys that have not expired."""
    return sa.or_(table.c.expires_at.is_(None), table.c.expires_at > now)


def refuse_key(asked: Asked, *, reads: bool) -> None:
    """Raises HttpProblem 403 where the key that was shown is not for this request."""
    if asked.visit.reads_only and not reads:
        raise HttpProblem(403, READS_ONLY)
    model = asked.params.get("model")
    if model is not None and not asked.visit.is_for(model):
        raise HttpProblem(403, OTHER_RECORDS.format(model=str(model)[:80]))
