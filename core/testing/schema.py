"""Everything that a database was told to have, in its own words."""

from __future__ import annotations

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
