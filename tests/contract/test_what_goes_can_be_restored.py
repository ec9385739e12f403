"""What uninstalling takes is in its archive: reinstalled and restored, a database is as it was, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.lifecycle import archive
from core.lifecycle.errors import UninstallRefused
from core.lifecycle.kernel import Kernel
from core.testing.schema import schema_of
from tests.contract.demonstration import ALL, FOLDERS

MakeKernel = Callable[..., Kernel]

CHANGES_BY_ITSELF = ("core_state", "core_audit_entry", "core_addon")
"""Tables in which coming and going leave their own notes."""

SAME_BY_NAME = {
    "core_sequence": "SELECT name, last FROM core_sequence",
    "webhook_event": "SELECT name, title, active FROM webhook_event",
    "base_role": "SELECT name, title, addon, implied, active FROM base_role",
    "link_base_role_base_user": "SELECT r.name, l.base_user_id FROM link_base_role_base_user l "
    "JOIN base_role r ON r.id = l.base_role_id",
}
"""Records that follow what is installed, with ids that are free then, and counters: the same by their names."""


def rows_of(kernel: Kernel) -> dict[str, list[str]]:
    """Every row of every table, but for those that tell of coming and going. Columns that come back stand last."""
    with kernel.database.begin(write=False) as connection:
        tables = set(sa.inspect(connection).get_table_names()).difference(CHANGES_BY_ITSELF)
        queries = {table: SAME_BY_NAME.get(table, f'SELECT * FROM "{table}"') for table in sorted(tables)}
        return {
            table: sorted(repr(sorted(row.items())) for row in connection.exec_driver_sql(query).mappings())
            for table, query in queries.items()
        }


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
        table: count for table, count in own.items() if table in {one.table for one in models.values()}
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
