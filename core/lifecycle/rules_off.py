"""Writing rows as they were: without triggers, which keep people from changing the past, and in any order.

Foreign keys are checked by PostgreSQL when they are made again; on SQLite the gate checks them before it commits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

_KEYS = """
SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND (conrelid = ANY(%s::regclass[]) OR confrelid = ANY(%s::regclass[])) ORDER BY 1
"""


@contextmanager
def rules_off(connection: sa.Connection, tables: Collection[str]) -> Iterator[None]:
    """Neither triggers nor foreign keys of these tables, inside the transaction that is open."""
    names = sorted(tables)
    if connection.dialect.name == "sqlite":
        with _no_triggers(connection, names):
            yield
        return
    quoted = [f'"{name}"' for name in names]
    keys = connection.exec_driver_sql(_KEYS, (quoted, quoted)).all()
    for name, table, _ in keys:
        connection.exec_driver_sql(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for table in quoted:
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in quoted:
        connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    for name, table, definition in keys:
        connection.exec_driver_sql(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


@contextmanager
def _no_triggers(connection: sa.Connection, tables: list[str]) -> Iterator[None]:
    places = ", ".join("?" * len(tables))
    triggers = connection.exec_driver_sql(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({places})", tuple(tables)
    ).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, source in triggers:
        connection.exec_driver_sql(source)
