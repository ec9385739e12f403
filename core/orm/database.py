"""One database: its engine, and the differences between SQLite and PostgreSQL that nobody else should know.

SQLite: the driver must never begin or commit on its own, or half an install stays behind; a transaction that will
write begins IMMEDIATE, or it fails at once instead of waiting its turn. PostgreSQL: READ COMMITTED; limits are running
totals.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry

from core.orm import sqlite_dialect

BUSY_SECONDS = 10
RETRYABLE_STATES = {"40001", "40P01", "55P03"}
"""PostgreSQL: serialization failure, deadlock, lock not available."""


class Database:
    """An engine and how transactions begin on it. `url` as SQLAlchemy writes it."""

    def __init__(self, url: str, *, pool_size: int = 12) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            if not self.url.database or self.url.database == ":memory:":
                raise ValueError("Makegood needs a database file: several connections work on it at once.")
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        address = self.url.set(drivername=sqlite_dialect.DRIVER) if self.is_sqlite else self.url
        self.engine = sa.create_engine(
            address, pool_size=pool_size, max_overflow=4, pool_pre_ping=not self.is_sqlite, connect_args=self._driver()
        )
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    def _driver(self) -> dict[str, Any]:
        """What connections are made with. psycopg is imported where PostgreSQL is used only."""
        if self.url.get_driver_name() != "psycopg":
            return {}
        from core.orm.postgresql_cursor import Cursor

        return {"cursor_factory": Cursor}

    @contextmanager
    def begin(self, *, write: bool = True, cache: MutableMapping[Any, Any] | None = None) -> Iterator[sa.Connection]:
        """A transaction: committed at the end, rolled back on any exception.

        `cache` is the registry's own cache of compiled statements: a shared one would keep old registries alive.
        """
        options: dict[str, Any] = {"sqlite_write": write}
        if cache is not None:
            options["compiled_cache"] = cache
        with self.engine.connect() as connection, connection.execution_options(**options).begin():
            yield connection

    def forget_connections(self) -> None:
        """Drops pooled connections, whose prepared statements may know columns as they were before an install.

        Those in use are closed when they come back.
        """
        old = self.engine.pool
        self.engine.dispose()
        # After dispose(), which gives the listeners of the old pool to the new one.
        event.listen(old, "checkin", _close_returned)
        old.dispose()

    def is_contention(self, error: BaseException) -> bool:
        """Whether a transaction failed because of its neighbours and may be run again from its start."""
        if isinstance(error, StaleDataError):
            return True  # a row was changed between reading and writing it
        if not isinstance(error, DBAPIError):
            return False
        if self.is_sqlite:
            return isinstance(error, OperationalError) and ("locked" in str(error.orig) or "busy" in str(error.orig))
        return getattr(error.orig, "sqlstate", None) in RETRYABLE_STATES


def _close_returned(_driver_connection: object, entry: ConnectionPoolEntry) -> None:
    entry.invalidate()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={BUSY_SECONDS * 1000}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    write = connection.get_execution_options().get("sqlite_write", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
