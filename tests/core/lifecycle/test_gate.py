"""On PostgreSQL an installation makes new tables before it takes the gate, and takes it for everything else."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from core.lifecycle.gate import gated
from core.lifecycle.state import GATE
from core.orm.database import Database
from tests.databases import Databases

OPEN = f"SELECT pg_try_advisory_xact_lock_shared({GATE})"
PLANTS = "CREATE TABLE plant (id SERIAL PRIMARY KEY, bed_id INTEGER REFERENCES bed(id))"


@pytest.fixture
def garden(databases: Databases) -> Iterator[Database]:
    """A database in use, with one table. On SQLite the gate is the write lock, from the beginning."""
    url = databases.empty("postgresql")
    database = Database(url)
    with database.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE bed (id SERIAL PRIMARY KEY, name TEXT)")
    yield database
    database.engine.dispose()
    databases.drop(url)


def is_open(database: Database) -> bool:
    """Whether other work may begin just now."""
    with database.begin() as other:
        return bool(other.exec_driver_sql(OPEN).scalar())


def test_new_tables_and_their_indexes_are_made_before_it(garden: Database) -> None:
    with garden.engine.connect() as connection, gated(garden, connection):
        connection.exec_driver_sql(PLANTS)
        connection.exec_driver_sql("CREATE INDEX plant_bed ON plant (bed_id)")
        assert is_open(garden)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE bed ADD COLUMN width INTEGER",
        "CREATE INDEX bed_name ON bed (name)",
        "CREATE TABLE IF NOT EXISTS bed (id INTEGER)",
        "CREATE TABLE sorted_bed AS SELECT * FROM bed",
        "INSERT INTO bed (name) VALUES ('north')",
        "INSERT INTO plant SELECT id FROM bed",
        "SELECT count(*) FROM bed",
    ],
)
def test_nothing_that_others_use_is_touched_without_it(garden: Database, statement: str) -> None:
    with garden.engine.connect() as connection, gated(garden, connection):
        connection.exec_driver_sql(PLANTS)
        connection.exec_driver_sql(statement)
        assert not is_open(garden)
    assert is_open(garden)


def test_an_installation_of_nothing_but_tables_takes_it_in_the_end(garden: Database) -> None:
    seen: list[str] = []
    with garden.engine.connect() as connection:
        sa.event.listen(connection, "before_cursor_execute", lambda *given: seen.append(given[2]))
        with gated(garden, connection):
            connection.exec_driver_sql(PLANTS)
    assert any(f"pg_advisory_xact_lock({GATE})" in statement for statement in seen)


def test_a_new_table_waits_behind_it_for_those_who_write_to_what_it_refers_to(garden: Database) -> None:
    """Without the gate somebody could wait for the installation while it waits for them."""
    made = threading.Event()

    def install() -> None:
        with garden.engine.connect() as connection, gated(garden, connection):
            connection.exec_driver_sql(PLANTS)
            made.set()

    with garden.begin() as writer:
        writer.exec_driver_sql(f"SELECT pg_advisory_xact_lock_shared({GATE})::text")
        writer.exec_driver_sql("INSERT INTO bed (name) VALUES ('north')")
        thread = threading.Thread(target=install)
        thread.start()
        assert not made.wait(0.5)
        writer.exec_driver_sql("UPDATE bed SET name = 'south'")  # nobody who works is in its way
    thread.join(10)
    assert made.is_set()
    with garden.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM plant").scalar() == 0
