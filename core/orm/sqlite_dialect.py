"""SQLAlchemy's SQLite dialect, with two things put right.

Many records are written by one INSERT, as on PostgreSQL: SQLAlchemy does that only where it may count on new ids rising
in the order of the rows, and SQLite gives each row of an INSERT the highest id so far plus one. (RETURNING may give the
rows in any order; SQLAlchemy sorts them by id.)

Reflection knows ON DELETE of every foreign key. SQLAlchemy reads a table's text and finds ON DELETE only where the key
stands on its own, not where it stands with its column, as ALTER TABLE ADD COLUMN … REFERENCES writes it. A rebuild of
the table would silently lose it.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import InsertmanyvaluesSentinelOpts
from sqlalchemy.sql.operators import custom_op

DRIVER = "sqlite+makegood"
_TARGET, _COLUMN, _ON_DELETE = 2, 3, 6
"""Positions in a row of PRAGMA foreign_key_list."""


class SqliteDialect(SQLiteDialect_pysqlite):
    """The ordinary dialect on the ordinary driver."""

    supports_statement_cache = True
    insertmanyvalues_implicit_sentinel = InsertmanyvaluesSentinelOpts.AUTOINCREMENT

    def get_foreign_keys(self, connection: sa.Connection, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        """As SQLAlchemy reflects them, each with its ON DELETE."""
        found: Any = super().get_foreign_keys(connection, table_name, schema, **kw)  # type: ignore[no-untyped-call]
        quoted = self.identifier_preparer.quote(table_name)
        rows = connection.exec_driver_sql(f"PRAGMA foreign_key_list({quoted})").all()
        actions = {(row[_TARGET], row[_COLUMN]): row[_ON_DELETE] for row in rows}
        for key in found:
            action = actions.get((key["referred_table"], key["constrained_columns"][0]), "NO ACTION")
            if action != "NO ACTION":
                key["options"] = {**key["options"], "ondelete": action}
        return found


class unindexed(sa.UnaryExpression[Any]):  # noqa: N801  reads like sa.func in a condition
    """A column in a condition for which SQLite must not look for an index: most rows fulfil it.

    SQLite takes any index for an equation before one that gives the rows in order, and would sort a whole table to show
    its first rows. PostgreSQL knows better and sees the bare column.
    """

    inherit_cache = True

    def __init__(self, column: Any) -> None:
        super().__init__(column, operator=custom_op("+"))


@compiles(unindexed)
def _plain(element: unindexed, compiler: Any, **how: Any) -> str:
    return str(compiler.process(element.element, **how))


@compiles(unindexed, "sqlite")
def _without_index(element: unindexed, compiler: Any, **how: Any) -> str:
    return f"+{compiler.process(element.element, **how)}"


registry.register("sqlite.makegood", __name__, "SqliteDialect")
