"""The gate: the transaction of an installation, alone in the database from the moment that it touches what others use.

On SQLite that is a write lock from its beginning: readers keep their snapshot, writers wait. On PostgreSQL the gate is
an advisory lock, for which everybody waits, so it is taken as late as possible: new tables and their indexes, which
nobody knows yet, are most of what an addon's migrations make, and are made before.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from core.lifecycle.errors import PlanChanged
from core.lifecycle.registry import without_collector
from core.lifecycle.state import GATE, read_state
from core.orm.database import Database

WAIT = "2s"
"""How long is waited for running work at once."""
TRIES = 5
BRIEF_WAIT = "50ms"
"""How long is waited for a table that a new one refers to, before the gate is taken to get it."""
AHEAD_SECONDS = 0.5
"""How long new tables are made ahead. Work that waits for a table they refer to, and for which the gate then waits, is
found by PostgreSQL's deadlock detection, a second after it began to wait, and begins again."""

_NEW_TABLE = re.compile(r'\s*CREATE TABLE "?(\w+)"? \(')
_REFERENCE = re.compile(r'REFERENCES "?(\w+)"?')
_INDEX = re.compile(r'\s*CREATE (?:UNIQUE )?INDEX "?\w+"? ON "?(\w+)"?')
_OWN_ROW = re.compile(r'\s*(?:INSERT INTO|UPDATE) "?(rev_\w+)"?')
_CATALOG = re.compile(r"\s*SELECT pg_catalog\.")


@contextmanager
def gated(database: Database, connection: sa.Connection, generation: int | None = None) -> Iterator[None]:
    """The one transaction of an installation: committed at the end, else everything is as it was before.

    Raises PlanChanged if the database is not of this generation any more, TimeoutError if running work does not end in
    time, and ValueError for rows that point nowhere.
    """
    with without_collector():
        if database.is_sqlite:
            with _gated_sqlite(connection):
                _check_generation(connection, generation)
                yield
            return
        with connection.begin():
            gate = _Gate(database, connection, generation)
            event.listen(connection, "before_cursor_execute", gate.before)
            try:
                yield
                gate.take()
            finally:
                event.remove(connection, "before_cursor_execute", gate.before)


def _check_generation(connection: sa.Connection, generation: int | None) -> None:
    if generation is not None and read_state(connection).generation != generation:
        raise PlanChanged


@contextmanager
def _gated_sqlite(connection: sa.Connection) -> Iterator[None]:
    # Rebuilding a table drops the old one, which would fire ON DELETE, and gives its name to the new one, which fails
    # while triggers of other tables speak of it. The first switch works outside a transaction only.
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute("PRAGMA legacy_alter_table=ON")
    try:
        with connection.execution_options(sqlite_write=True).begin():
            yield
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                table, row, target, _ = broken[0]
                raise ValueError(f"{len(broken)} rows point nowhere: row {row} of {table} names a missing {target}")
    finally:
        driver.execute("PRAGMA legacy_alter_table=OFF")
        driver.execute("PRAGMA foreign_keys=ON")


class _Gate:
    """Watches the statements of an installation on PostgreSQL and takes the gate before the first that needs it."""

    def __init__(self, database: Database, connection: sa.Connection, generation: int | None) -> None:
        self.database, self.connection, self.generation = database, connection, generation
        self.made: set[str] = set()
        self.held: set[str] = set()
        """Tables that new ones refer to: nobody writes to them until the end."""
        self.begun = time.monotonic()
        self.watching = True

    def before(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        """Called by SQLAlchemy before each statement."""
        if self.watching and not self._is_ahead(statement):
            self.take()

    def take(self) -> None:
        """Waits until running work is done; new work waits from now on. Does nothing if the gate is held already."""
        if not self.watching:
            return
        self.watching = False
        # Short waits and a pause between them: while we wait, everybody who comes after us waits as well.
        for attempt in range(TRIES):
            if self._try(f"SELECT pg_advisory_xact_lock({GATE})::text", WAIT):
                _check_generation(self.connection, self.generation)
                return
            time.sleep(0.2 * (attempt + 1))
        raise TimeoutError("the work that is running did not end in time")

    def _is_ahead(self, statement: str) -> bool:
        """Whether a statement concerns nobody else: new tables, their indexes, notes about their migrations."""
        if time.monotonic() - self.begun > AHEAD_SECONDS:
            return False
        if new := _NEW_TABLE.match(statement):
            self.made.add(new[1])
            return self._is_idle(set(_REFERENCE.findall(statement)) - self.made - self.held)
        if of := _INDEX.match(statement) or _OWN_ROW.match(statement):
            return of[1] in self.made
        return _CATALOG.match(statement) is not None

    def _is_idle(self, tables: set[str]) -> bool:
        """Whether nobody writes to these tables: a foreign key to a table waits for its writers, and they for it."""
        if not tables:
            return True
        self.watching = False
        names = ", ".join(f'"{table}"' for table in sorted(tables))
        idle = self._try(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE", BRIEF_WAIT)
        self.watching = True
        if idle:
            self.held |= tables
        return idle

    def _try(self, statement: str, wait: str) -> bool:
        """Executes a statement that takes a lock. False: it was not to be had in this time."""
        try:
            with self.connection.begin_nested():
                self.connection.exec_driver_sql(
                    f"SET LOCAL lock_timeout = '{wait}'; {statement}; SET LOCAL lock_timeout = '{WAIT}'"
                )
        except DBAPIError as why:
            if not self.database.is_contention(why):
                raise
            return False
        return True
