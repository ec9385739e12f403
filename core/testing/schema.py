"""Everything that a database was told to have, in its own words."""

from __future__ import annotations

from collections.abc import Iterator

from core.lifecycle.kernel import Kernel

SQLITE = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
POSTGRESQL = (
    "SELECT 'column ' || table_name || '.' || column_name, "
    "data_type || ' ' || is_nullable || coalesce(' ' || column_default, '') FROM information_schema.columns "
    "WHERE table_schema = 'public'",
    "SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT 'rule ' || conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE conrelid != 0",
    "SELECT 'trigger ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT 'function ' || proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "SELECT 'sequence ' || relname, obj_description(oid, 'pg_class') FROM pg_class WHERE relkind = 'S'",
)


def schema_of(kernel: Kernel) -> dict[str, str | None]:
    """Tables, columns, indexes, constraints, triggers, functions and sequences, by kind and name."""
    found: dict[str, str | None] = {}
    with kernel.database.begin(write=False) as connection:
        for query in (SQLITE,) if kernel.database.is_sqlite else POSTGRESQL:
            found |= dict(map(tuple, connection.exec_driver_sql(query)))
    return found


def without_order(schema: dict[str, str | None]) -> dict[str, str | list[str] | None]:
    """The same with the columns and constraints of a table in no order: they stand in that in which addons came."""
    return {
        what: sorted(parts_of(said)) if what.startswith("table ") and said is not None else said
        for what, said in schema.items()
    }


def parts_of(create: str) -> Iterator[str]:
    """The columns and constraints of SQLite's text of a table, each in one line."""
    depth, quote, part = 0, "", ""
    for sign in create:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "()":
            depth += 1 if sign == "(" else -1
            if (sign, depth) in (("(", 1), (")", 0)):
                sign = ","  # where the list begins and ends
        if sign == "," and depth <= 1 and not quote:
            yield " ".join(part.split())
            part = ""
        else:
            part += sign
