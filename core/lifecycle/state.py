"""The state of a database as the first statement of every transaction reads it, and the gate that statement passes.

An installation changes tables, so no other transaction may run beside it with an old picture of them. On PostgreSQL
every transaction holds a shared advisory lock, the installer the exclusive one: it waits until running work is done,
new work waits for it, and nobody fails. On SQLite there is nothing to wait for: readers keep their snapshot, and an
old writer cannot write after an install (BEGIN IMMEDIATE).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from core.lifecycle.errors import InstallBusy, NotInitialised
from core.orm.database import Database

GATE = 0x4D47_0001
"""Advisory lock: shared by every transaction, exclusive for the moment of an installation."""
INSTALLING = 0x4D47_0002
"""Advisory lock: one installation at a time, from planning to commit (SPEC MD-12)."""

# Two statements in one message: a snapshot is taken before its statement waits for a lock, so one statement that takes
# the lock and reads the row would, after waiting for an installation, still read the generation from before it.
_ENTER_POSTGRESQL = (
    f"SELECT pg_advisory_xact_lock_shared({GATE})::text; SELECT generation, demonstration FROM core_state"
)
_ENTER_SQLITE = "SELECT generation, demonstration FROM core_state"
_STATE = (
    "SELECT s.generation, s.demonstration, a.name, a.version FROM core_state s "
    "LEFT JOIN core_addon a ON a.state = 'installed' ORDER BY a.name"
)


@dataclass(frozen=True)
class DatabaseState:
    """The generation of a database, what kind it is, and its installed addons: name -> version."""

    generation: int
    demonstration: bool
    addons: Mapping[str, str]


def enter(connection: sa.Connection) -> int:
    """Passes the gate at the start of a transaction and returns the database's generation. One round trip.

    Raises NotInitialised.
    """
    try:
        if connection.dialect.name == "sqlite":
            row = connection.exec_driver_sql(_ENTER_SQLITE).first()
        else:
            row = _enter_postgresql(connection)
    except DBAPIError as why:
        if _is_empty(why):
            raise NotInitialised(_ADVICE) from why
        raise
    if row is None:
        raise NotInitialised(_ADVICE)
    return int(row[0])


def _enter_postgresql(connection: sa.Connection) -> Any:
    driver: Any = connection.connection.cursor()
    with driver:
        try:
            driver.execute(_ENTER_POSTGRESQL, prepare=False)
        except connection.dialect.loaded_dbapi.Error as why:
            raise DBAPIError(_ENTER_POSTGRESQL, None, why) from why
        driver.nextset()
        return driver.fetchone()


def read_state(connection: sa.Connection) -> DatabaseState:
    """Generation and installed addons, read by one statement so that they belong together. Raises NotInitialised."""
    try:
        rows = connection.exec_driver_sql(_STATE).all()
    except DBAPIError as why:
        if _is_empty(why):
            raise NotInitialised(_ADVICE) from why
        raise
    if not rows:
        raise NotInitialised(_ADVICE)
    addons = {str(name): str(version) for _, _, name, version in rows if name is not None}
    return DatabaseState(int(rows[0][0]), bool(rows[0][1]), addons)


def is_copy(connection: sa.Connection) -> bool:
    """Whether this database is a copy on which addons are tried: the row that names the copy was copied with it."""
    found = connection.exec_driver_sql("SELECT copy FROM core_tryout").scalar()
    own = str(connection.engine.url.database).replace("\\", "/").rpartition("/")[2]
    return found is not None and own == found


_ADVICE = "This database is empty. Run `makegood init` first."


def _is_empty(why: DBAPIError) -> bool:
    return getattr(why.orig, "sqlstate", None) == "42P01" or "no such table: core_" in str(why.orig)


# --- the installer's side ---------------------------------------------------------------------------------------------


@contextmanager
def installing(database: Database) -> Iterator[sa.Connection]:
    """One installation at a time over all processes. Gives the connection to do it on, not yet in a transaction.

    Raises InstallBusy at once if another one runs. The lock dies with the process that holds it (SPEC MD-12).
    """
    if database.is_sqlite:
        with _lock_file(f"{database.url.database}-installing"), database.engine.connect() as connection:
            yield connection
        return
    with database.engine.connect() as holder, holder.begin():
        if not holder.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({INSTALLING})").scalar():
            raise InstallBusy
        with database.engine.connect() as connection:
            yield connection


@contextmanager
def _lock_file(path: str) -> Iterator[None]:
    """SQLite's own file locks on an empty database: portable, and released when their process dies."""
    held = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as why:
            if "locked" not in str(why) and "busy" not in str(why):
                raise
            raise InstallBusy from why
        yield
    finally:
        held.close()
