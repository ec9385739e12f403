"""Taking out of the database what goes with addons, inside the transaction that is open, on both engines.

What the models do not declare, such as triggers, a migration has to take back itself, in its `downgrade`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext

from core.lifecycle.leaving_schema import LeavingSchema, Named
from core.lifecycle.migrations import History, triggers_kept


def drop(connection: sa.Connection, schema: LeavingSchema, histories: Iterable[History]) -> None:
    """Drops tables, columns, indexes and constraints that go, and the version tables of `histories`."""
    operations = Operations(MigrationContext.configure(connection))
    there = set(sa.inspect(connection).get_table_names())
    with triggers_kept(connection):
        for table in schema.altered:
            if table in there:
                _take_from(operations, schema, table)
    gone = [table.name for table in reversed(schema.tables)] + [history.version_table for history in histories]
    _drop_tables(operations, [name for name in gone if name in there])


def _take_from(operations: Operations, schema: LeavingSchema, table: str) -> None:
    inspector = sa.inspect(operations.get_bind())
    columns = {column["name"] for column in inspector.get_columns(table)}
    rules = [rule for rule in schema.rules if rule.table is not None and rule.table.name == table]
    for rule in rules:
        if isinstance(rule, sa.Index):
            operations.drop_index(operations.f(str(rule.name)), table_name=table, if_exists=True)
    constraints = [rule for rule in rules if _is_there(inspector, table, rule)]
    leaving = [column.name for column in schema.columns_of(table) if column.name in columns]
    changed = [(now, then) for now, then in schema.changed if now.table.name == table]
    if operations.get_context().dialect.name != "sqlite":
        _alter(operations, table, constraints, leaving, changed)
    elif constraints or changed or not _drop_in_place(operations, table, leaving):
        with operations.batch_alter_table(table, recreate="always") as batch:
            _alter(batch, None, constraints, leaving, changed)


def _is_there(inspector: Any, table: str, rule: Named) -> bool:
    if isinstance(rule, sa.Index):
        return False
    found = inspector.get_check_constraints(table) + inspector.get_unique_constraints(table)
    return rule.name in {one["name"] for one in found}


def _drop_in_place(operations: Operations, table: str, columns: Iterable[str]) -> bool:
    """SQLite, without a rebuild: the table keeps its very text. False where a constraint of the table names one."""
    connection = operations.get_bind()
    try:
        with connection.begin_nested():
            for column in columns:
                operations.drop_column(table, column)
    except sa.exc.OperationalError as why:
        if "error in table" not in str(why.orig) and "cannot drop" not in str(why.orig):
            raise
        return False
    return True


def _alter(operations: Any, table: str | None, rules: Iterable[Any], columns: Iterable[str], changed: Any) -> None:
    on = () if table is None else (table,)
    for rule in rules:
        kind = "unique" if isinstance(rule, sa.UniqueConstraint) else "check"
        operations.drop_constraint(operations.f(str(rule.name)), *on, type_=kind)
    for column in columns:
        operations.drop_column(*on, column)
    for now, then in changed:
        operations.alter_column(
            *on, now.name, type_=then.type, nullable=then.nullable, existing_type=now.type,
            existing_nullable=now.nullable,
        )  # fmt: skip


def _drop_tables(operations: Operations, names: list[str]) -> None:
    if operations.get_context().dialect.name == "sqlite":
        for name in names:  # foreign keys are off: the order does not matter
            operations.drop_table(name)
    elif names:
        # In one statement: tables may refer to each other in a circle.
        operations.execute("DROP TABLE " + ", ".join(f'"{name}"' for name in names))
