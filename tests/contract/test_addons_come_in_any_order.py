"""Whatever the order in which addons come, the tables are the same in the end, and they are those of the models."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import Any

import pytest

from core.jobs.declared import build_jobs
from core.lifecycle.catalog import read_catalog
from core.lifecycle.kernel import Kernel
from core.lifecycle.migrations import differences
from core.lifecycle.plan import in_order
from core.testing.schema import parts_of, schema_of, without_order
from tests.conftest import Measured
from tests.contract.demonstration import FOLDERS
from tests.kernels import Kernels

CATALOG = read_catalog(FOLDERS)
ADDONS = in_order(CATALOG, set(CATALOG.manifests))
ORDERS = 200 // int(os.environ.get("MAKEGOOD_SOAK_STEP", "1"))
"""Orders that are tried in a long run, on each engine."""
MakeKernel = Callable[..., Kernel]


def schema(kernel: Kernel) -> dict[str, Any]:
    """Everything that the database was told to have, triggers and indexes over expressions too."""
    return without_order(schema_of(kernel))


def at_once(fresh_kernel: MakeKernel) -> dict[str, Any]:
    """The schema where all addons were installed together."""
    return schema(fresh_kernel(*ADDONS, folders=FOLDERS))


def come(fresh_kernel: MakeKernel, order: list[str]) -> tuple[list[str], dict[str, Any]]:
    """Installs addons one by one; gives what differs from the models, and the schema."""
    kernel = fresh_kernel("base", folders=FOLDERS)
    kernel.builders = (build_jobs(()),)  # which addons ask for; pages have no tables
    for addon in order:
        kernel.install([addon])
    assert set(kernel.state().addons) == set(ADDONS)
    with kernel.database.begin(write=False) as connection:
        differ = differences(connection, kernel.registry.models)
    return differ, schema(kernel)


def apart(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Where two schemas differ."""
    return {what: (one.get(what), other.get(what)) for what in one.keys() | other.keys()
            if one.get(what) != other.get(what)}  # fmt: skip


def orders(seed: int, count: int) -> list[list[str]]:
    chance = random.Random(seed)
    return [chance.sample(ADDONS, len(ADDONS)) for _ in range(count)]


@pytest.mark.req("MD-2")
def test_an_order_gives_the_tables_of_the_models(fresh_kernel: MakeKernel) -> None:
    (order,) = orders(20260302, 1)
    differ, made = come(fresh_kernel, order)
    assert (differ, apart(made, at_once(fresh_kernel))) == ([], {}), order


def test_what_is_compared_is_what_the_database_was_told(fresh_kernel: MakeKernel) -> None:
    """Read twice it is the same; what SQLAlchemy reflects is not: conditions of indexes are objects at some address."""
    kernel = fresh_kernel("base", folders=FOLDERS)
    told = schema(kernel)
    assert apart(told, schema(kernel)) == {}
    assert "WHERE" in str(told["index ix_base_attachment_print"])


@pytest.mark.parametrize(
    ("create", "parts"),
    [
        ("CREATE TABLE a (id INTEGER NOT NULL, \n\tname TEXT)", ["CREATE TABLE a", "id INTEGER NOT NULL", "name TEXT"]),
        ("CREATE TABLE \"a,b\" (x NUMERIC(18, 2) DEFAULT ',(', CHECK (x IN (1, 2)))",
         ['CREATE TABLE "a,b"', "x NUMERIC(18, 2) DEFAULT ',('", "CHECK (x IN (1, 2))"]),
    ],
)  # fmt: skip
def test_a_table_is_taken_apart_at_its_columns_and_constraints(create: str, parts: list[str]) -> None:
    assert [part for part in parts_of(create) if part] == parts


@pytest.mark.soak
def test_all_orders_give_the_same_tables(
    fresh_kernel: MakeKernel, kernel_templates: Kernels, measured: Measured
) -> None:
    seed = random.SystemRandom().randrange(10**9)
    expected = at_once(fresh_kernel)
    for order in orders(seed, ORDERS):
        differ, made = come(fresh_kernel, order)
        assert (differ, apart(made, expected)) == ([], {}), (seed, order)
        kernel_templates.close()  # two hundred of them would not fit
    measured("orders of all addons that gave the same tables", f"{ORDERS} (seed {seed})")
