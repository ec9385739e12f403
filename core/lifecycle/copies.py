"""A consistent copy of a database beside it, made while others go on working, and its end (see `tryout.py`).

SQLite copies itself while it is read and written. PostgreSQL has a quick way that wants nobody else to be connected,
and so hardly ever works on a running server; otherwise everything is read in one snapshot (`postgresql_copy.py`).
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from core.lifecycle.postgresql_copy import copy_in_snapshot
from core.lifecycle.state import installing
from core.orm.database import Database
from core.orm.refused import Refused

MARK = "_try_"
LONGEST_NAME = 63
"""Bytes of a PostgreSQL name."""
PRIVATE = ("core_session", "core_api_key", "core_form_token")
"""Who is signed in, and with what: nobody of the one database is known in the other."""


class CannotCopy(Refused):
    """This database cannot be copied here. The text says why."""


def name_for_copy(database: Database) -> str:
    """A new name for a copy: of a database beside this one, or of a file in its folder."""
    if database.is_sqlite:
        own = Path(str(database.url.database))
        return f"{own.stem}{MARK}{secrets.token_hex(6)}{own.suffix}"
    return f"{str(database.url.database)[: LONGEST_NAME - 20]}{MARK}{secrets.token_hex(6)}"


def address_of_copy(database: Database, name: str) -> URL:
    """The address of the copy of that name. Raises ValueError for a name that `name_for_copy` does not give."""
    if MARK not in name or "/" in name or "\\" in name:
        raise ValueError(f"{name} is not the name of a copy")
    if database.is_sqlite:
        return database.url.set(database=str(Path(str(database.url.database)).parent / name))
    return database.url.set(database=name)


def copy_database(database: Database, name: str, *, megabytes: int) -> None:
    """Makes the copy `name`: everything that is committed at one moment, without sessions and keys.

    Nobody waits for it. Raises CannotCopy if it is larger than `megabytes`, or not allowed, and InstallBusy on
    PostgreSQL while addons are being installed; nothing is left then.
    """
    size = _size(database)
    if size > megabytes * 1_000_000:
        raise CannotCopy(
            "This database has {size} MB, and only up to {limit} MB are copied to try something. Install it on a "
            "copy of your own, or ask whoever runs the server to raise MAKEGOOD_TRY_MEGABYTES.",
            size=-(-size // 1_000_000),
            limit=megabytes,
        )
    try:
        if database.is_sqlite:
            _copy_file(database, address_of_copy(database, name))
        else:
            _copy_postgresql(database, name)
        _forget_who_is_signed_in(address_of_copy(database, name))
    except BaseException:
        drop_copy(database, name)
        raise


def drop_copy(database: Database, name: str) -> None:
    """Drops the copy `name`, whoever is connected to it. Does nothing if it is gone."""
    url = address_of_copy(database, name)
    if database.is_sqlite:
        for suffix in ("", "-wal", "-shm", "-journal", "-installing"):
            Path(f"{url.database}{suffix}").unlink(missing_ok=True)
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")


def _size(database: Database) -> int:
    """How many bytes the database has."""
    if database.is_sqlite:
        return Path(str(database.url.database)).stat().st_size
    with database.engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())


def _copy_file(database: Database, url: URL) -> None:
    # Made by hand first: others on this machine must not read a company's data.
    os.close(os.open(str(url.database), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with (
        closing(sqlite3.connect(str(database.url.database))) as source,
        closing(sqlite3.connect(str(url.database))) as target,
    ):
        source.backup(target)


def _copy_postgresql(database: Database, name: str) -> None:
    database.forget_connections()
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        allowed = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
        if not connection.exec_driver_sql(allowed).scalar():
            raise CannotCopy(
                "Trying needs a copy of the database, and its account may not create databases. Ask whoever runs the "
                "server for the right CREATEDB."
            )
        if _is_alone(connection) and _copied_by_template(connection, database, name):
            return
    # Nobody installs meanwhile: the tables of the snapshot, and those that a statement meets, are the same.
    with installing(database) as source:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {_quoted(name)} TEMPLATE template0")
        copy = sa.create_engine(address_of_copy(database, name), poolclass=sa.NullPool)
        with copy.connect() as target, target.begin():
            copy_in_snapshot(source.execution_options(isolation_level="REPEATABLE READ"), target)


def _is_alone(connection: sa.Connection) -> bool:
    """Whether nobody else is connected. PostgreSQL would find out by itself, after waiting for five seconds."""
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    return not connection.exec_driver_sql(others).scalar()


def _copied_by_template(connection: sa.Connection, database: Database, name: str) -> bool:
    """Lets PostgreSQL copy file by file. False: somebody came in between."""
    template = _quoted(str(database.url.database))
    try:
        connection.exec_driver_sql(f"CREATE DATABASE {_quoted(name)} TEMPLATE {template}")
    except DBAPIError as why:
        if getattr(why.orig, "sqlstate", None) != "55006":  # object in use
            raise
        return False
    return True


def _forget_who_is_signed_in(url: URL) -> None:
    copy = Database(url.render_as_string(hide_password=False))
    try:
        with copy.begin() as connection:
            for table in PRIVATE:
                connection.exec_driver_sql(f"DELETE FROM {table}")
    finally:
        copy.engine.dispose()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
