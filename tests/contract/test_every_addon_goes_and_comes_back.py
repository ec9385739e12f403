"""Uninstalling any addon leaves nothing of it in the tables; reinstalled and restored, a database is as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from core.lifecycle import archive
from core.lifecycle.catalog import read_catalog
from core.lifecycle.errors import UninstallRefused
from core.lifecycle.kernel import Kernel
from core.lifecycle.plan import in_order, needed
from tests.contract.demonstration import ALL, FOLDERS

CATALOG = read_catalog(FOLDERS)
ADDONS = in_order(CATALOG, set(CATALOG.manifests))
MakeKernel = Callable[..., Kernel]

CHANGES_BY_ITSELF = ("core_state", "core_audit_entry", "core_addon")
"""Tables in which coming and going leave their own notes."""


def schema_of(kernel: Kernel) -> dict[str, Any]:
    """Everything that the database was told to have, in its own words."""
    with kernel.database.begin(write=False) as connection:
        if kernel.database.is_sqlite:
            rows = connection.exec_driver_sql(
                "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
            )
            return {f"{kind} {name}": source for kind, name, source in rows}
        found: dict[str, Any] = {}
        for table, column, *rest in connection.exec_driver_sql(
            "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns "
            "WHERE table_schema = 'public'"
        ):
            found[f"column {table}.{column}"] = tuple(rest)
        for query in (
            "SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
            "SELECT 'rule ' || conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid != 0",
            "SELECT 'trigger ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
            "SELECT 'function ' || proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
            "SELECT 'sequence ' || relname, obj_description(oid, 'pg_class') FROM pg_class WHERE relkind = 'S'",
        ):
            found |= dict(map(tuple, connection.exec_driver_sql(query)))
        return found


SAME_BY_NAME = {
    "core_sequence": "SELECT name, last FROM core_sequence",
    "webhook_event": "SELECT name, title, active FROM webhook_event",
    "base_role": "SELECT name, title, addon, implied, active FROM base_role",
    "link_base_role_base_user": "SELECT r.name, l.base_user_id FROM link_base_role_base_user l "
    "JOIN base_role r ON r.id = l.base_role_id",
}
"""Records that follow what is installed, with ids that are free then, and counters: the same by their names."""


def rows_of(kernel: Kernel) -> dict[str, list[str]]:
    """Every row of every table, but for those that tell of coming and going."""
    with kernel.database.begin(write=False) as connection:
        tables = set(sa.inspect(connection).get_table_names()).difference(CHANGES_BY_ITSELF)
        queries = {table: SAME_BY_NAME.get(table, f'SELECT * FROM "{table}"') for table in sorted(tables)}
        return {
            table: sorted(map(repr, connection.exec_driver_sql(query).mappings())) for table, query in queries.items()
        }


def with_what_it_needs(fresh_kernel: MakeKernel, addon: str) -> Kernel:
    """A kernel with everything that an addon needs, but without itself, bridge or not."""
    needs = needed(CATALOG, [addon]) - {addon}
    if not CATALOG.manifests[addon].is_bridge:
        return fresh_kernel(*needs, folders=FOLDERS)
    kernel = fresh_kernel("base", folders=FOLDERS)
    kernel.without = frozenset([addon])
    kernel.install(sorted(needs))
    kernel.without = frozenset()
    return kernel


@pytest.mark.req("MD-13", "MD-14")
@pytest.mark.parametrize("addon", [name for name in ADDONS if name != "base"])
def test_nothing_of_it_is_left(fresh_kernel: MakeKernel, tmp_path: Path, addon: str) -> None:
    kernel = with_what_it_needs(fresh_kernel, addon)
    before = schema_of(kernel)
    came = kernel.install([addon])
    planned = kernel.plan_uninstall([addon])
    done = kernel.uninstall([addon], archives=tmp_path)
    assert done.plan == planned
    assert set(done.plan.names) == set(came.names)
    assert schema_of(kernel) == before
    assert done.archive.is_file()
    kernel.install([addon])


@pytest.mark.req("MD-13")
def test_without_base_nobody_could_sign_in(fresh_kernel: MakeKernel) -> None:
    kernel = fresh_kernel("helpdesk")
    with pytest.raises(UninstallRefused, match="nobody could sign in without Base"):
        kernel.plan_uninstall(["base"])


@pytest.mark.req("MD-13", "MD-14")
@pytest.mark.parametrize("addon", ["mail", "helpdesk_return", "stock"])
def test_restored_it_is_as_it_was(fresh_kernel: MakeKernel, tmp_path: Path, addon: str) -> None:
    kernel = fresh_kernel(*ALL, demonstration=True, folders=FOLDERS)
    schema, rows = schema_of(kernel), rows_of(kernel)
    plan = kernel.plan_uninstall([addon])
    lost, models = kernel.losses(plan), kernel.registry.models.infos
    done = kernel.uninstall([addon], archives=tmp_path)
    # What the preview counted is what went.
    lines = list(archive.read(done.archive))
    own, shared = (Counter(line[kind] for line in lines if kind in line) for kind in ("table", "shared"))
    assert {models[one.model].table: one.count for one in lost.records if one.count} == {
        table: count for table, count in own.items() if not table.startswith("link_")
    }
    assert {models[one.model].table: one.count for one in lost.attached} == {
        table: count for table, count in shared.items() if not table.startswith(("link_", "core_"))
    }
    kernel.install(list(reversed(done.plan.names)))
    assert rows_of(kernel) != rows
    kernel.restore(done.archive)
    assert schema_of(kernel).keys() == schema.keys()
    now = rows_of(kernel)
    assert now.keys() == rows.keys()
    for table in rows:
        assert now[table] == rows[table], table
