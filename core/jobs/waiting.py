"""How an idle worker learns of new jobs, without asking the queue again and again.

PostgreSQL tells: a connection listens for the NOTIFY that is sent when jobs are committed. SQLite is asked for its
`data_version`, a number in memory that changes with every commit of anybody else; that costs a few microseconds.
"""

from __future__ import annotations

import threading
import time
from typing import Any, Protocol

import structlog
from sqlalchemy.exc import DBAPIError

from core.jobs.queue import CHANNEL
from core.orm.database import Database

log = structlog.get_logger(__name__)
GLANCE_SECONDS = 0.1
"""How often SQLite is asked, and how soon a worker notices that it is to stop."""


class Bell(Protocol):
    """Rings when there may be something to do."""

    def wait(self, seconds: float, stop: threading.Event) -> None:
        """Returns when it rang, after `seconds`, or soon after `stop` was set."""

    def close(self) -> None:
        """Gives its connection back."""


def bell_of(database: Database) -> Bell:
    """The bell of a database of this kind."""
    return _SqliteBell(database) if database.is_sqlite else _PostgresBell(database)


class _SqliteBell:
    def __init__(self, database: Database) -> None:
        pooled = database.engine.raw_connection()
        pooled.detach()
        self._connection: Any = pooled.dbapi_connection
        self._seen = self._version()

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def wait(self, seconds: float, stop: threading.Event) -> None:
        end = time.monotonic() + seconds
        while not stop.wait(max(0.0, min(GLANCE_SECONDS, end - time.monotonic()))) and time.monotonic() < end:
            if (version := self._version()) != self._seen:
                self._seen = version
                return

    def close(self) -> None:
        self._connection.close()


class _PostgresBell:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._driver: Any = None
        driver_error: type[Exception] = database.engine.dialect.loaded_dbapi.Error
        self._errors = (DBAPIError, driver_error)

    def wait(self, seconds: float, stop: threading.Event) -> None:
        end = time.monotonic() + seconds
        try:
            driver = self._listening()
            while not stop.is_set() and (left := end - time.monotonic()) > 0:
                # In slices, so that it stops soon when it is told to.
                if list(driver.notifies(timeout=min(left, 1.0), stop_after=1)):
                    return
        except self._errors as why:
            # The database is away. The queue is asked at the end of the wait all the same.
            log.warning("cannot listen for new jobs", why=str(why))
            self.close()
            stop.wait(max(0.0, min(seconds, end - time.monotonic())))

    def _listening(self) -> Any:
        if self._driver is None:
            pooled = self._database.engine.raw_connection()
            pooled.detach()
            self._driver = pooled.dbapi_connection
            self._driver.autocommit = True
            self._driver.execute(f"LISTEN {CHANNEL}")
        return self._driver

    def close(self) -> None:
        if self._driver is not None:
            self._driver.close()
            self._driver = None
