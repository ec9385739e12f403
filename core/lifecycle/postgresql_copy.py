"""Copying a PostgreSQL database that is in use, by what its own catalog says: tables, rows, and what guards them.

One snapshot: what is committed when it begins is copied, whatever happens meanwhile. Rows come before keys, indexes
and triggers, which is quickest, needs no rights of an administrator, and checks every reference at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

_SCHEMA = "SELECT 'CREATE SCHEMA IF NOT EXISTS ' || quote_ident(current_schema())"
_SEQUENCES = """
SELECT quote_ident(c.relname), format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax,
       s.seqcache, s.seqcycle
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
WHERE c.relnamespace = current_schema()::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i')
ORDER BY 1
"""
_OWNED = """
SELECT quote_ident(c.relname), quote_ident(t.relname) || '.' || quote_ident(a.attname)
FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
JOIN pg_class t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
WHERE d.deptype = 'a' AND c.relnamespace = current_schema()::regnamespace
"""
_COLUMNS = """
SELECT quote_ident(t.relname), quote_ident(a.attname), format_type(a.atttypid, a.atttypmod), a.attnotnull,
       pg_get_expr(d.adbin, d.adrelid), a.attidentity::text, a.attgenerated::text
FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace ORDER BY t.relname, a.attnum
"""
_FUNCTIONS = """
SELECT pg_get_functiondef(p.oid) FROM pg_proc p
WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind IN ('f', 'p')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY p.proname
"""
_CONSTRAINTS = """
SELECT 'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || quote_ident(conname) || ' '
       || pg_get_constraintdef(oid)
FROM pg_constraint
WHERE contype IN ('p', 'u', 'c', 'x', 'f') AND conrelid <> 0 AND connamespace = current_schema()::regnamespace
ORDER BY contype = 'f', conrelid::regclass::text, conname
"""
_INDEXES = """
SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))
ORDER BY 1
"""
_TRIGGERS = """
SELECT pg_get_triggerdef(g.oid) FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
WHERE NOT g.tgisinternal AND t.relnamespace = current_schema()::regnamespace ORDER BY 1
"""
_IDENTITY = {"a": "ALWAYS", "d": "BY DEFAULT"}


def copy_in_snapshot(source: sa.Connection, target: sa.Connection) -> None:
    """Copies the schema in use of `source` into the empty database of `target`, whose transaction is open.

    `source` is of the isolation level REPEATABLE READ and only read. Raises DBAPIError for a row that breaks a rule.
    """
    with source.begin():
        sequences = source.exec_driver_sql(_SEQUENCES).all()
        columns = source.exec_driver_sql(_COLUMNS).all()
        tables: dict[str, list[Any]] = {}
        for column in columns:
            tables.setdefault(column[0], []).append(column)
        _do(target, (row[0] for row in source.exec_driver_sql(_SCHEMA)))
        _do(target, _new_sequences(sequences))
        _do(target, (f"CREATE TABLE {table} ({', '.join(map(_column, own))})" for table, own in tables.items()))
        for table, own in tables.items():
            _copy_rows(source, target, table, [column[1] for column in own if not column[6]])
        _do(target, (f"ALTER SEQUENCE {name} OWNED BY {owner}" for name, owner in source.exec_driver_sql(_OWNED)))
        for found in (_FUNCTIONS, _CONSTRAINTS, _INDEXES, _TRIGGERS):
            _do(target, [row[0] for row in source.exec_driver_sql(found)])
        # Last, since numbers are handed out outside of snapshots: as far on as any copied row.
        for name in _all_sequences(source):
            last, called = source.exec_driver_sql(f"SELECT last_value, is_called FROM {name}").one()
            target.exec_driver_sql("SELECT setval(%s::regclass, %s, %s)", (name, last, called))


def _do(target: sa.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        # Functions hold per cent signs and colons of their own: nothing in a statement is a parameter.
        target.connection.cursor().execute(statement.encode())


def _new_sequences(found: Iterable[Any]) -> Iterator[str]:
    for name, kind, start, step, least, most, cache, cycles in found:
        yield (
            f"CREATE SEQUENCE {name} AS {kind} INCREMENT {step} MINVALUE {least} MAXVALUE {most} START {start} "
            f"CACHE {cache}{' CYCLE' if cycles else ''}"
        )


def _column(column: Any) -> str:
    _, name, kind, required, default, identity, generated = column
    written = f"{name} {kind}"
    if generated:
        written += f" GENERATED ALWAYS AS ({default}) STORED"
    elif identity:
        written += f" GENERATED {_IDENTITY[identity]} AS IDENTITY"
    elif default is not None:
        written += f" DEFAULT {default}"
    return written + (" NOT NULL" if required else "")


def _copy_rows(source: sa.Connection, target: sa.Connection, table: str, columns: list[str]) -> None:
    """All rows of a table, as they stand in the database: nothing is turned into Python's values and back."""
    named = ", ".join(columns)
    reading: Any = source.connection.cursor()
    writing: Any = target.connection.cursor()
    with (
        reading.copy(f"COPY {table} ({named}) TO STDOUT (FORMAT binary)") as rows,
        writing.copy(f"COPY {table} ({named}) FROM STDIN (FORMAT binary)") as into,
    ):
        for piece in rows:
            into.write(piece)


def _all_sequences(source: sa.Connection) -> list[str]:
    found = "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'S'"
    found += " AND relnamespace = current_schema()::regnamespace"
    return [row[0] for row in source.exec_driver_sql(found)]
