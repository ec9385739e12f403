"""How many requests a key may make a minute, counted in the database so that all workers agree (SPEC XC-9).

A write for each request would cost more than most requests. So a worker takes requests from the minute's budget in
parcels, by one conditional UPDATE, and hands them out from memory. Parcels shrink with what is left, down to single
requests: together the workers never exceed the limit, and little of it is left lying in one of them.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.orm.env import Env
from core.orm.upsert import table_of
from core.web.api.keys import in_force
from core.web.asked import hashed
from core.web.errors import HttpProblem
from core.web.models import ApiKey

if TYPE_CHECKING:
    from core.web.asked import Asked
    from core.web.site import Site

WINDOW = 60
"""Seconds of a window."""
LARGEST_PARCEL, SHARES = 50, 8
"""A parcel is at most this many requests, and at most one of so many shares of what is left."""
MOST_LEASES = 10_000
SPENT = "This key has made its {limit} requests of this minute."


@dataclass
class Lease:
    """What this worker may still hand out in a window, and what the database had left when it was asked last."""

    window: int
    mine: int
    left: int


class Rates:
    """The budgets of one worker. Safe to use from several threads."""

    def __init__(self, limit: int) -> None:
        """`limit` is in requests a minute for each key."""
        self.limit = limit
        self._leases: dict[str, Lease] = {}
        self._lock = threading.Lock()

    def spend(self, site: Site, asked: Asked) -> None:
        """Counts one request of the key that was shown, and tells its owner in headers where that stands.

        Raises HttpProblem 429. An unknown key is not counted: it gets no further than 401.
        """
        now = site.kernel.clock.now().timestamp()
        window, key = int(now // WINDOW), hashed(asked.bearer)
        while True:
            with self._lock:
                lease = self._leases.get(key)
                if lease is not None and lease.window == window and (lease.mine > 0 or lease.left <= 0):
                    break
            if not self._fetch(site, key, window):
                return
        reset = str(WINDOW - int(now % WINDOW))
        with self._lock:
            granted = lease.mine > 0
            lease.mine -= granted
            left = lease.mine + lease.left
        asked.answer_headers |= {
            "ratelimit-policy": f'"key";q={self.limit};w={WINDOW}',
            "ratelimit": f'"key";r={max(left, 0)};t={reset}',
        }
        if not granted:
            raise HttpProblem(429, SPENT.format(limit=self.limit), retry_after=reset)

    def _fetch(self, site: Site, key: str, window: int) -> bool:
        """Takes a parcel; False for an unknown key."""
        if not site.system_work(lambda system: _is_known(system, key), why="look up a key", write=False):
            return False
        taken, left = site.system_work(lambda system: take(system, key, window, self.limit), why="count requests")
        with self._lock:
            if len(self._leases) >= MOST_LEASES:
                self._leases.clear()
            lease = self._leases.get(key)
            if lease is None or lease.window != window:
                lease = self._leases[key] = Lease(window, 0, left)
            lease.mine, lease.left = lease.mine + taken, left
        return True


def take(system: Env, key: str, window: int, limit: int) -> tuple[int, int]:
    """(requests taken, left after that) of a key's budget. Notes that the key is in use.

    Conditional on what was read, so that workers who ask at once cannot take the same requests.
    """
    table, connection = table_of(system, ApiKey), system.transaction.connection
    mine = table.c.key_hash == key
    while True:
        row = connection.execute(sa.select(table.c.spent_in, table.c.spent).where(mine)).one_or_none()
        if row is None:
            return 0, 0
        spent = row.spent if row.spent_in == window else 0
        parcel = min(LARGEST_PARCEL, math.ceil((limit - spent) / SHARES))
        if parcel <= 0:
            return 0, 0
        same = sa.and_(mine, table.c.spent_in == row.spent_in, table.c.spent == row.spent)
        new = {"spent_in": window, "spent": spent + parcel, "used_at": system.now()}
        done: Any = connection.execute(sa.update(table).where(same).values(new))
        if done.rowcount:
            return parcel, limit - spent - parcel


def _is_known(system: Env, key: str) -> bool:
    table = table_of(system, ApiKey)
    found = sa.select(table.c.id).where(table.c.key_hash == key, in_force(table, system.now()))
    return system.transaction.connection.execute(found).scalar() is not None
