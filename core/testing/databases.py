"""Databases for tests, of both kinds: made empty or cloned from a prepared one, dropped at the end."""

from __future__ import annotations

import itertools
import os
import re
import shutil
from functools import cached_property
from pathlib import Path

import sqlalchemy as sa

ENGINES = ("sqlite", "postgresql")
SERVER = "PYTEST_POSTGRES"
"""The environment variable by which processes of one run know the PostgreSQL server."""
_names = itertools.count()
MEMORY = Path("/dev/shm")
ROOM = 6_000_000_000
"""Bytes that must be free in memory: a run has some 200 templates of 12 MB at most, and a clone or two."""


def place() -> str | None:
    """Where databases of tests lie: in memory where there is room enough, None: where the system wants such files.

    They are copied by the thousand and gone at the end, and a disk would make all of them wait.
    """
    try:
        room = shutil.disk_usage(MEMORY).free
        available = int(re.findall(r"MemAvailable: *(\d+) kB", Path("/proc/meminfo").read_text())[0]) * 1024
    except (OSError, IndexError):
        return None
    return str(MEMORY) if min(room, available) >= ROOM and os.access(MEMORY, os.W_OK) else None


class Databases:
    """Makes empty databases, and clones of prepared ones, and drops what it made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[str] = []

    @cached_property
    def maintenance(self) -> sa.Engine:
        """The PostgreSQL server of this run."""
        return sa.create_engine(os.environ[SERVER], isolation_level="AUTOCOMMIT")

    def empty(self, engine: str, template: str = "template0") -> str:
        """The address of a new empty database."""
        name = f"t{os.getpid()}_{next(_names)}"
        if engine == "sqlite":
            return f"sqlite:///{self.folder / name}.sqlite"
        self._create(name, template)
        self.made.append(name)
        return self.maintenance.url.set(database=name).render_as_string(hide_password=False)

    def clone(self, url: str) -> str:
        """A copy of a database that nobody is connected to."""
        made = sa.make_url(url)
        if made.get_backend_name() != "sqlite":
            return self.empty("postgresql", template=str(made.database))
        copy = self.empty("sqlite")
        self.copy(url, copy)
        return copy

    def copy(self, url: str, to: str) -> None:
        """Lets a database take the place of an empty one that was made here. Nobody is connected to either."""
        made, place = str(sa.make_url(url).database), str(sa.make_url(to).database)
        if sa.make_url(url).get_backend_name() == "sqlite":
            Path(place).write_bytes(Path(made).read_bytes())
            return
        with self.maintenance.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{place}"')
        self._create(place, made)

    def _create(self, name: str, template: str) -> None:
        with self.maintenance.connect() as connection:
            # Files are copied by the file system; page by page through the log takes three times as long.
            connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')

    def drop(self, url: str) -> None:
        """Drops a database that was made here."""
        made = sa.make_url(url)
        if made.get_backend_name() == "sqlite":
            for suffix in ("", "-wal", "-shm"):
                Path(str(made.database) + suffix).unlink(missing_ok=True)
            return
        with self.maintenance.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{made.database}" WITH (FORCE)')
        self.made.remove(str(made.database))

    def close(self) -> None:
        """Drops what is left."""
        for name in list(self.made):
            self.drop(self.maintenance.url.set(database=name).render_as_string(hide_password=False))
        if "maintenance" in self.__dict__:
            self.maintenance.dispose()
