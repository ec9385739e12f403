"""Limits on what can be guessed: passwords, codes, links. In the database, so that all workers and machines agree.

The table stays small whatever names are tried: when it is full, new keys share a few slots.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa

from core.orm.env import Env
from core.orm.refused import Refused
from core.orm.upsert import insert_into, table_of
from core.web.models import Attempt

FULL, SLOTS = 9_000, 500
"""Rows from which on new keys share slots, and how many slots there are."""
MOST_GUESSES, GUESSES_WITHIN = 10, timedelta(minutes=15)
"""Wrong guesses in the middle of a form."""


def spend(env: Env, purpose: str, what: str, *, limit: int, window: timedelta) -> bool:
    """Counts one attempt at `what` (a login, an address); whether it is still within `limit` attempts a `window`.

    One statement, so that attempts in parallel cannot slip through together.
    """
    table, now, key = table_of(env, Attempt), env.now(), _key(purpose, what)
    known = env.transaction.connection.execute(sa.select(table.c.id).where(table.c.key == key)).scalar()
    if known is None and _is_full(env):
        key = _key(purpose, f"slot {int(key[:8], 16) % SLOTS}")
    new = insert_into(env, Attempt).values(key=key, count=1, until=now + window)
    over = table.c.until <= now
    counted = new.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "count": sa.case((over, 1), else_=table.c.count + 1),
            "until": sa.case((over, new.excluded.until), else_=table.c.until),
        },
    ).returning(table.c.count)
    return int(env.transaction.connection.execute(counted).scalar_one()) <= limit


def forgive(env: Env, purpose: str, what: str) -> None:
    """Forgets the attempts at `what`: the right answer was given."""
    table = table_of(env, Attempt)
    env.transaction.connection.execute(sa.delete(table).where(table.c.key == _key(purpose, what)))


def refuse_guess(env: Env, purpose: str, what: str, is_right: Callable[[], bool], refusal: Refused) -> None:
    """Raises `refusal` for a wrong guess at `what`, and a Refused of its own after `MOST_GUESSES` of them.

    For what a form asks in the middle of a transaction, such as the current password. The refusal undoes whatever the
    form did; the guess is counted all the same.
    """
    if not spend(env, purpose, what, limit=MOST_GUESSES, window=GUESSES_WITHIN):
        raise Refused("Too many attempts. Try again later.", about=refusal.problems[0].about)
    if is_right():
        forgive(env, purpose, what)
        return
    env.after_rollback(lambda system: spend(system, purpose, what, limit=MOST_GUESSES, window=GUESSES_WITHIN))
    raise refusal


def network(address: str) -> str:
    """The part of an address that one customer of a provider holds: an IPv4 address, the /64 of an IPv6 one."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 6 and known.ipv4_mapped is None:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return str(getattr(known, "ipv4_mapped", None) or known)


def _is_full(env: Env) -> bool:
    table, connection = table_of(env, Attempt), env.transaction.connection
    rows = sa.select(sa.func.count()).select_from(table)
    if int(connection.execute(rows).scalar_one()) < FULL:
        return False
    connection.execute(sa.delete(table).where(table.c.until <= env.now()))
    return int(connection.execute(rows).scalar_one()) >= FULL


def _key(purpose: str, what: str) -> str:
    return hashlib.sha256(f"{purpose}\0{what}".encode()).hexdigest()
