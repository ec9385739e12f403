"""Sessions: kept in the database, hashed, new at every sign-in, ended by sign-out, revocation, idleness and age."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from core.orm.composition import Composition
from core.orm.env import Env
from core.orm.upsert import table_of
from core.web.api.keys import recognise_key
from core.web.asked import Asked, Visit, hashed
from core.web.models import SignIn

ABSOLUTE, IDLE, NOTED_EVERY = timedelta(days=30), timedelta(hours=72), timedelta(minutes=15)
"""How long a session lasts at most, how long unused, and how exactly its last use is known."""


@dataclass(frozen=True)
class SessionLine:
    """A session as its owner sees it in the preferences."""

    id: int
    device: str
    address: str
    created_at: datetime
    seen_at: datetime
    current: bool


def recognise(system: Env, asked: Asked, cookie: str) -> Visit:
    """Who a request comes from: by API key if one was shown, else by the session cookie, else nobody known.

    A key opens the API and nothing else: its scope is not known to pages.
    """
    if asked.bearer:
        return recognise_key(system, asked.bearer) if asked.is_api else Visit(by_key=True)
    visit = Visit(visitor=hashed(cookie) if cookie else "")
    if not cookie:
        return visit
    now = system.now()
    known = {"key": visit.visitor, "now": now, "idle": now - IDLE}
    row = system.transaction.connection.execute(system.once(running_session), known).one_or_none()
    if row is not None:
        visit.session_id, visit.user_id = row.id, row.user_id
        visit.use_is_due = row.seen_at < now - NOTED_EVERY
    return visit


def running_session(models: Composition) -> sa.Select[Any]:
    """The session of the key "key" that has neither ended by "now" nor been unused since "idle"."""
    table: sa.Table = models[SignIn].__table__  # type: ignore[attr-defined]
    wanted = sa.select(table.c.id, table.c.user_id, table.c.seen_at).where(table.c.key_hash == sa.bindparam("key"))
    return wanted.where(table.c.expires_at > sa.bindparam("now"), table.c.seen_at > sa.bindparam("idle"))


def note_use(system: Env, session_id: int) -> None:
    """Writes down that a session is in use, at most every `NOTED_EVERY`: reading pages must stay reading."""
    table, now = table_of(system, SignIn), system.now()
    late = sa.and_(table.c.id == session_id, table.c.seen_at < now - NOTED_EVERY)
    system.transaction.connection.execute(sa.update(table).where(late).values(seen_at=now))


def start_session(system: Env, user_id: int, asked: Asked) -> str:
    """Signs a user in and gives the new cookie. The cookie that the browser had before is worth nothing from now on."""
    end_sessions(system, key_hash=asked.visit.visitor)
    forget_ended_sessions(system)
    table, now, cookie = table_of(system, SignIn), system.now(), secrets.token_urlsafe(32)
    system.transaction.connection.execute(
        sa.insert(table).values(
            key_hash=hashed(cookie),
            user_id=user_id,
            created_at=now,
            seen_at=now,
            expires_at=now + ABSOLUTE,
            address=asked.address[:60],
            device=asked.headers.get("user-agent", "")[:200],
        )
    )
    return cookie


def forget_ended_sessions(system: Env) -> None:
    """Deletes the sessions that ended by age or idleness."""
    table, now = table_of(system, SignIn), system.now()
    ended = sa.or_(table.c.expires_at <= now, table.c.seen_at <= now - IDLE)
    system.transaction.connection.execute(sa.delete(table).where(ended))


def end_sessions(
    system: Env,
    *,
    user_id: int | None = None,
    key_hash: str | None = None,
    session_id: int | None = None,
    but: int | None = None,
) -> int:
    """Ends the sessions that fit all that is given, except the one with the id `but`; gives how many.

    For sign-out (`key_hash`), for one device (`user_id`, `session_id`), and for all of a user's when the password, the
    roles or the account change (`user_id`). Raises ValueError if nothing is given.
    """
    table = table_of(system, SignIn)
    given = {"user_id": user_id, "key_hash": key_hash, "id": session_id}
    conditions = [table.c[name] == value for name, value in given.items() if value is not None]
    if not conditions:
        raise ValueError("say whose sessions end")
    if but is not None:
        conditions.append(table.c.id != but)
    result: Any = system.transaction.connection.execute(sa.delete(table).where(*conditions))
    return int(result.rowcount)


def sessions_of(system: Env, user_id: int, current: int | None) -> list[SessionLine]:
    """A user's sessions, the latest used first."""
    table, now = table_of(system, SignIn), system.now()
    rows = system.transaction.connection.execute(
        sa.select(table)
        .where(table.c.user_id == user_id, table.c.expires_at > now, table.c.seen_at > now - IDLE)
        .order_by(table.c.seen_at.desc(), table.c.id)
    )
    return [SessionLine(r.id, r.device or "", r.address or "", r.created_at, r.seen_at, r.id == current) for r in rows]
