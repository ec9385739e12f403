"""Transactions on SQLite and PostgreSQL: all or nothing, schema included, and writers wait their turn."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa

from core.orm.database import Database


@pytest.fixture
def database(database_url):
    database = Database(database_url)
    yield database
    database.forget_connections()


def test_a_failing_transaction_leaves_no_table_behind(database) -> None:
    with pytest.raises(ZeroDivisionError), database.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE half (id INTEGER)")
        connection.exec_driver_sql("INSERT INTO half VALUES (1)")
        raise ZeroDivisionError
    assert not sa.inspect(database.engine).has_table("half")


def test_writers_wait_instead_of_failing(database) -> None:
    with database.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE counter (n INTEGER)")
        connection.exec_driver_sql("INSERT INTO counter VALUES (0)")
    errors: list[BaseException] = []

    def count() -> None:
        try:
            for _ in range(10):
                with database.begin() as connection:
                    connection.exec_driver_sql("UPDATE counter SET n = n + 1")
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=count) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    with database.begin(write=False) as connection:
        assert connection.exec_driver_sql("SELECT n FROM counter").scalar() == 60


def test_foreign_keys_hold(database) -> None:
    with database.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE b (a_id INTEGER REFERENCES a (id))")
    with pytest.raises(sa.exc.IntegrityError), database.begin() as connection:
        connection.exec_driver_sql("INSERT INTO b VALUES (7)")


def test_contention_is_told_from_other_errors(database) -> None:
    with pytest.raises(sa.exc.DBAPIError) as caught, database.begin() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")
    assert not database.is_contention(caught.value)
    assert not database.is_contention(ValueError())


def test_a_database_in_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="database file"):
        Database("sqlite://")


def test_connections_in_use_are_closed_when_they_come_back_from_work_on_an_old_registry(database_url: str) -> None:
    database = Database(database_url)
    closed: list[object] = []
    sa.event.listen(database.engine, "close", lambda connection, _entry: closed.append(connection))
    with database.begin() as connection:
        driver = connection.connection.driver_connection
        database.forget_connections()
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
        assert closed == []
    assert closed == [driver]
    with database.begin() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    assert closed == [driver]  # the new pool keeps its connections
    database.engine.dispose()
