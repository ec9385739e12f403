"""What a list offers must stay quick with a hundred thousand records: filters, groups and links have an index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import visitors

from core.orm.env import Env
from core.testing.covered import Covered
from core.testing.site import Site
from core.ui.pages import ref_of
from core.ui.registered import Built

FIXED = {"company_id", "active"}
"""What rules and lists pin to one or two values: an index may begin with it."""
FEW = ("boolean", "choice")
"""Kinds of few values: half of a table has each, so that reading it in the list's own order finds a page soon."""


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
    page: Any = built.page
    for one in page.group_by:
        field = info.fields[ref_of(one)[1]]
        if field.kind not in FEW:
            yield f"group {field.name}", field.column or field.name
    for each in built.filters:
        for column in _compared(each.keeps(cls, env), cls.__table__):
            kinds = [field.kind for field in info.fields.values() if field.name == column]
            if not set(kinds) & set(FEW):
                yield f"filter {each.label}", column


def _compared(condition: Any, table: sa.Table) -> set[str]:
    """The columns of a table on which a condition's outermost comparisons stand."""
    return {
        column.name for column in visitors.iterate(condition) if isinstance(column, sa.Column) and column.table is table
    }


def _wrong(site: Site, covered: Covered, look: Callable[[Env, str, Built], Iterator[str]]) -> list[str]:
    def walk(env: Env) -> list[str]:
        lists = [one for one in site.pages.lists.items() if one[1].addon in covered.names]
        return [problem for address, built in lists for problem in look(env, address, built)]

    return site.acting.run(walk, write=False)


def test_filters_and_groups_of_large_tables_have_an_index(covered_site: Site, covered: Covered) -> None:
    """Tables of a handful of records are read as a whole."""

    def slow(env: Env, address: str, built: Built) -> Iterator[str]:
        if built.model not in covered.known.small:
            columns = served(env.models.models[built.model].__table__)
            yield from (f"{address} {why}: {name}" for why, name in asked_of(env, built) if name not in columns)

    assert _wrong(covered_site, covered, slow) == []


def test_every_search_box_finds_something_and_follows_links_by_an_index(covered_site: Site, covered: Covered) -> None:
    """`search_by` says what a list's words are looked for in."""

    def blind(env: Env, address: str, built: Built) -> Iterator[str]:
        info, columns = env.info(built.model), served(env.models.models[built.model].__table__)
        if not info.search_by:
            yield f"{address}: {built.model} names nothing in search_by"
        links = {name.partition(".")[0] for name in info.search_by if "." in name}
        yield from (f"{address}: {one}" for one in links if info.fields[one].column not in columns)

    assert _wrong(covered_site, covered, blind) == []


def test_what_is_called_small_is_there(covered_site: Site, covered: Covered) -> None:
    """An exception for what is gone would hide the next mistake."""
    assert covered_site.kernel.registry.models.infos.keys() >= covered.known.small
