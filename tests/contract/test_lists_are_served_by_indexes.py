"""What a list offers must stay quick with a hundred thousand records: filters, groups and links have an index."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.sql import visitors

from core.orm.env import Env
from core.ui.pages import ref_of
from core.ui.registered import Built
from tests.contract.demonstration import ALL, FOLDERS
from tests.kernels import Acting, Kernels

SMALL = {
    # Settings: a handful of records, read as a whole.
    "base.company", "base.contact_tag", "base.country", "base.currency", "base.role", "base.unit", "base.user",
    "helpdesk.stage", "helpdesk.tag", "helpdesk.team", "helpdesk.type", "loaner.bike", "product.category",
    "product.tag", "stock.location", "stock.warehouse",
}  # fmt: skip
FIXED = {"company_id", "active"}
"""What rules and lists pin to one or two values: an index may begin with it."""
FEW = ("boolean", "choice")
"""Kinds of few values: half of a table has each, so that reading it in the list's own order finds a page soon."""


@pytest.fixture(scope="module")
def everything(kernel_templates: Kernels) -> Iterator[Acting]:
    url = kernel_templates.prepared("sqlite", ALL, demonstration=True, folders=FOLDERS)
    kernel = kernel_templates.on(kernel_templates.databases.clone(url), folders=FOLDERS)
    yield Acting(kernel)
    kernel.close()


def served(table: sa.Table) -> set[str]:
    """The columns by which an index of the table finds rows."""
    found: set[str] = set()
    keys = [[column.name for column in index.columns] for index in table.indexes]
    keys += [[column.name for column in one.columns] for one in table.constraints if hasattr(one, "columns")]
    for one in table.indexes:
        # A partial index holds just the rows of its condition.
        condition = str(one.dialect_options["sqlite"]["where"])
        found |= {column.name for column in table.columns if re.search(rf"\b{column.name}\b", condition)}
    for key in keys:
        for name in key:
            found.add(name)
            if name not in FIXED:
                break
    return found


def asked_of(env: Env, built: Built) -> Iterator[tuple[str, str]]:
    """(what offers it, column) of everything that a list lets its readers narrow or group it by."""
    info, cls = env.info(built.model), env.models.models[built.model]
    for one in built.page.group_by:
        field = info.fields[ref_of(one)[1]]
        if field.kind not in FEW:
            yield f"group {field.name}", field.column or field.name
    for one in built.filters:
        for column in compared(one.keeps(cls, env), cls.__table__):
            kinds = [field.kind for field in info.fields.values() if field.name == column]
            if not set(kinds) & set(FEW):
                yield f"filter {one.label}", column


def compared(condition: sa.ColumnElement[bool], table: sa.Table) -> set[str]:
    """The columns of a table on which a condition's outermost comparisons stand."""
    return {
        column.name for column in visitors.iterate(condition) if isinstance(column, sa.Column) and column.table is table
    }


@pytest.mark.req("HD-24", "XC-12")
def test_filters_and_groups_of_large_tables_have_an_index(everything: Acting) -> None:
    def slow(env: Env) -> list[str]:
        from core.ui.registered import Pages

        found = []
        for address, built in env.registry.facet(Pages).lists.items():
            if built.model not in SMALL:
                columns = served(env.models.models[built.model].__table__)
                found += [f"{address} {why}: {name}" for why, name in asked_of(env, built) if name not in columns]
        return found

    found = everything.run(slow)
    assert not found, "\n".join(found)


@pytest.mark.req("HD-24")
def test_every_search_box_finds_something_and_follows_links_by_an_index(everything: Acting) -> None:
    def wrong(env: Env) -> list[str]:
        from core.ui.registered import Pages

        found = []
        for address, built in env.registry.facet(Pages).lists.items():
            info, columns = env.info(built.model), served(env.models.models[built.model].__table__)
            if not info.search_by:
                found.append(f"{address}: {built.model} names nothing in search_by")
            links = {name.partition(".")[0] for name in info.search_by if "." in name}
            found += [f"{address}: {one}" for one in links if info.fields[one].column not in columns]
        return found

    found = everything.run(wrong)
    assert not found, "\n".join(found)


def test_what_is_called_small_is_there(everything: Acting) -> None:
    assert everything.kernel.registry.models.infos.keys() >= SMALL
