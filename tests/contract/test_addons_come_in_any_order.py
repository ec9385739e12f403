"""Whatever the order in which addons come, the tables are the same in the end, and they are those of the models."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.lifecycle.catalog import read_catalog
from core.lifecycle.kernel import Kernel
from core.lifecycle.migrations import differences
from core.lifecycle.plan import in_order
from tests.conftest import Measured
from tests.contract.demonstration import FOLDERS

CATALOG = read_catalog(FOLDERS)
ADDONS = in_order(CATALOG, set(CATALOG.manifests))
ORDERS = 100 // int(os.environ.get("MAKEGOOD_SOAK_STEP", "1"))
"""Orders that are tried in a long run, on each engine."""
MakeKernel = Callable[..., Kernel]


def schema_of(kernel: Kernel) -> dict[str, Any]:
    """Tables with all that they have, in no order: columns stand in that in which their addons came."""
    with kernel.database.begin(write=False) as connection:
        inspector = sa.inspect(connection)
        return {
            table: {
                "columns": sorted((one["name"], str(one["type"]), one["nullable"], one["default"])
                                  for one in inspector.get_columns(table)),
                "primary key": inspector.get_pk_constraint(table),
                "foreign keys": sorted(map(repr, inspector.get_foreign_keys(table))),
                "unique": sorted(map(repr, inspector.get_unique_constraints(table))),
                "checks": sorted(map(repr, inspector.get_check_constraints(table))),
                "indexes": sorted(map(repr, inspector.get_indexes(table))),
            }
            for table in inspector.get_table_names()
        }  # fmt: skip


def come(fresh_kernel: MakeKernel, order: list[str]) -> tuple[list[str], dict[str, Any]]:
    """Installs addons one by one; gives what differs from the models, and the schema."""
    kernel = fresh_kernel("base", folders=FOLDERS)
    for addon in order:
        kernel.install([addon])
    assert set(kernel.state().addons) == set(ADDONS)
    with kernel.database.begin(write=False) as connection:
        return differences(connection, kernel.registry.models), schema_of(kernel)


def apart(schema: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """Where two schemas differ: what is only in the one, and only in the other."""
    found: dict[str, Any] = {}
    for table in schema.keys() | expected.keys():
        one, other = schema.get(table, {}), expected.get(table, {})
        for kind in one.keys() | other.keys():
            if one.get(kind) != other.get(kind):
                ours, theirs = set(map(repr, one.get(kind, ()))), set(map(repr, other.get(kind, ())))
                found[f"{table}: {kind}"] = (ours - theirs, theirs - ours)
    return found


def orders(seed: int, count: int) -> list[list[str]]:
    chance = random.Random(seed)
    return [chance.sample(ADDONS, len(ADDONS)) for _ in range(count)]


@pytest.mark.req("MD-2")
def test_an_order_gives_the_tables_of_the_models(fresh_kernel: MakeKernel) -> None:
    (order,) = orders(20260302, 1)
    assert come(fresh_kernel, order)[0] == [], order


@pytest.mark.soak
def test_all_orders_give_the_same_tables(fresh_kernel: MakeKernel, measured: Measured) -> None:
    seed = random.SystemRandom().randrange(10**9)
    expected = schema_of(fresh_kernel(*ADDONS, folders=FOLDERS))
    for order in orders(seed, ORDERS):
        differs, schema = come(fresh_kernel, order)
        assert (differs, apart(schema, expected)) == ([], {}), (seed, order)
    measured("orders of all addons that gave the same tables", f"{ORDERS} (seed {seed})")
