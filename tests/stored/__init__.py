"""Databases as released versions left them, as SQL: what an upgrade must be able to begin with (see README.md)."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa

HERE = Path(__file__).parent
ENGINES = ("sqlite", "postgresql")


def versions() -> list[str]:
    """The versions of which a database is kept, oldest first."""
    folders = [folder.name for folder in HERE.iterdir() if (folder / "sqlite.sql").is_file()]
    return sorted(folders, key=lambda name: [int(part) for part in name.split(".")])


def load(version: str, url: str) -> None:
    """Fills an empty database with what a version left."""
    made = sa.make_url(url)
    text = (HERE / version / f"{made.get_backend_name()}.sql").read_text(encoding="utf-8")
    if made.get_backend_name() == "sqlite":
        connection = sqlite3.connect(str(made.database))
        connection.executescript(text)
        connection.close()
        return
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection_:
        connection_.exec_driver_sql(text)


def dump(url: str) -> str:
    """A database as SQL that `load` understands."""
    made = sa.make_url(url)
    if made.get_backend_name() == "sqlite":
        connection = sqlite3.connect(str(made.database))
        try:
            return "\n".join(connection.iterdump()) + "\n"
        finally:
            connection.close()
    plain = made.set(drivername="postgresql").render_as_string(hide_password=False)
    command = ["pg_dump", "--inserts", "--no-owner", "--no-privileges", "--no-comments", "--no-tablespaces", plain]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return "\n".join(_lines_of_interest(done.stdout.splitlines())) + "\n"


def _lines_of_interest(lines: Iterable[str]) -> Iterable[str]:
    """Without comments, blank lines, and what only psql or another release of PostgreSQL understands."""
    for line in lines:
        if line and not line.startswith(("--", "\\", "SET transaction_timeout", "SET default_table_access_method")):
            yield line
