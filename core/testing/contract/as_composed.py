"""What is seen of an addon when its models are composed with those of all others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from core.lifecycle.loading import CORE
from core.orm.composition import ModelInfo
from core.orm.fields import FieldInfo
from core.testing.site import Site
from core.ui.pages import Menu


def models_of(site: Site, addon: str) -> list[ModelInfo]:
    """The models that an addon declares."""
    return [one for one in site.kernel.registry.models.infos.values() if one.addon == addon]


def fields_of(site: Site, addon: str) -> list[FieldInfo]:
    """The fields that an addon brings, to models of others too."""
    return [
        one for info in site.kernel.registry.models.infos.values() for one in info.fields.values() if one.addon == addon
    ]


def bare(site: Site, addon: str) -> list[str]:
    """Models without a docstring and fields without a label, those of mixins too."""
    found = [one.name for one in models_of(site, addon) if not one.doc]
    fields = [one for one in fields_of(site, addon) if one.kind != "foreign_key" and not one.label]
    return [*found, *(f"{one.model}.{one.name}" for one in fields)]


def slow_or_inexact(site: Site, addon: str) -> list[str]:
    """Foreign keys that begin no index, and floats."""
    wrong = []
    for one in fields_of(site, addon):
        table = site.kernel.registry.model(one.model).__table__
        column = table.columns.get(one.name)
        if column is not None and column.foreign_keys and one.name not in _leading(table):
            wrong.append(f"{one.model}.{one.name} has no index")
        if column is not None and isinstance(column.type, sa.Float):
            wrong.append(f"{one.model}.{one.name} is a float")
    return wrong


def test_its_fields_have_labels_and_its_models_docstrings(covered_addon: Path, covered_site: Site) -> None:
    """People read them on every form, in the audit log and in the description of the API."""
    assert bare(covered_site, covered_addon.name) == []


def test_its_links_are_indexed_and_its_numbers_exact(covered_addon: Path, covered_site: Site) -> None:
    """Smart buttons and deleting look for links; money is no float."""
    assert slow_or_inexact(covered_site, covered_addon.name) == []


def _leading(table: sa.Table) -> set[str]:
    keys: list[Any] = [*table.indexes]
    keys += [one for one in table.constraints if isinstance(one, (sa.UniqueConstraint, sa.PrimaryKeyConstraint))]
    return {next(iter(key.columns)).name for key in keys}


def test_an_empty_record_of_its_models_can_be_looked_at(covered_addon: Path, covered_site: Site) -> None:
    """A form for a new one asks each worked-out value before anything was entered."""

    with covered_site.acting.rolled_back() as env, env.session.no_autoflush:
        for info in models_of(covered_site, covered_addon.name):
            draft = env.draft(env.models.models[info.name])
            for one in info.fields.values():
                if one.kind == "computed":
                    getattr(draft, one.name)
            assert isinstance(str(draft), str), info.name


def test_what_it_searches_and_is_called_by_are_fields(covered_addon: Path, covered_site: Site) -> None:
    """`display`, `search_by` and `order_by` name columns, links one deep among them."""
    wrong = []
    for info in models_of(covered_site, covered_addon.name):
        names = [*info.display_fields, *info.search_by, *(one.lstrip("-") for one in info.order_by)]
        wrong += [f"{info.name}.{one}" for one in names if one.partition(".")[0] not in info.fields]
    assert wrong == []


def test_its_menu_leads_where_its_roles_may_go(covered_addon: Path, covered_site: Site) -> None:
    """Each role that an entry names may read what its page shows."""
    policy, wrong = covered_site.kernel.registry.policy, []
    parts = covered_site.kernel.registry.contributions(covered_addon.name, "page_parts")
    for menu in _entries([one for one in parts if isinstance(one, Menu)]):
        built = covered_site.pages.of(menu.page) if menu.page is not None else None
        for role in menu.roles:
            if built is None or not built.model:
                continue
            if not policy.access(policy.expand(frozenset({role}))).allows(built.model, "read"):
                wrong.append(f"{menu.title}: {role} may not read {built.model}")
    assert wrong == []


def _entries(menus: list[Menu]) -> Iterator[Menu]:
    for one in menus:
        yield one
        yield from _entries(list(one.children))


def test_its_rights_are_about_models_that_people_use(covered_addon: Path, covered_site: Site) -> None:
    """Somebody may read each model that has a form or a list."""
    policy = covered_site.kernel.registry.policy
    shown = {built.model for built in covered_site.pages.by_address.values() if built.model}
    closed = [
        one.name
        for one in models_of(covered_site, covered_addon.name)
        if one.addon != CORE
        and one.name in shown
        and not any(policy.access(policy.expand(frozenset({role}))).allows(one.name, "read") for role in policy.roles)
    ]
    assert closed == []
