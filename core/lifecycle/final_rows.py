"""Rows that nothing may change any more, whoever reaches the database: triggers for an addon's migrations.

A model that refuses in `check` refuses to programs that use it. A trigger refuses to everything else (SPEC AM-3, ST-5).
A table that SQLite rebuilds loses its triggers: a later migration that rebuilds it must make them again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def keep_rows(op: Any, table: str, event: str, when: str, message: str, *, name: str = "") -> None:
    """Refuses `event` (INSERT, UPDATE or DELETE) on rows for which the SQL condition `when` holds.

    `op` is Alembic's. In `when`, OLD and NEW are the row before and after; it may ask other tables. `name` tells
    several of one table and event apart.
    """
    trigger = _name(table, event, name)
    if op.get_bind().dialect.name != "postgresql":
        op.execute(
            f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    row = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; RETURN {row}; END $$"
    )
    op.execute(f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {trigger}()")


def release_rows(op: Any, table: str, event: str, *, name: str = "") -> None:
    """Takes back `keep_rows`."""
    trigger = _name(table, event, name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {trigger} ON {table}")
        op.execute(f"DROP FUNCTION {trigger}()")
    else:
        op.execute(f"DROP TRIGGER {trigger}")


def differs(op: Any, columns: Iterable[str]) -> str:
    """SQL: whether an UPDATE changes any of these columns."""
    unlike = "IS DISTINCT FROM" if op.get_bind().dialect.name == "postgresql" else "IS NOT"
    return "(" + " OR ".join(f"OLD.{column} {unlike} NEW.{column}" for column in columns) + ")"


def _name(table: str, event: str, name: str) -> str:
    return f"{table}_{name or event.lower()}_stays"
