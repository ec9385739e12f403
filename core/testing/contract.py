"""What every addon is asked for free, its author's tests aside: `pytest --addon PATH`.

It keeps the rules, installs alone and among all others in any order, its history makes what its models say, its
demonstration loads, and each of its pages opens, with few statements, for whoever may read what is on it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from core.lifecycle.catalog import Catalog, read_catalog
from core.lifecycle.checker import check
from core.lifecycle.kernel import Kernel
from core.lifecycle.migrations import differences
from core.lifecycle.plan import needed
from core.testing.databases import Databases
from core.testing.kernels import Kernels
from core.testing.site import Site


def unlike(kernel: Kernel) -> list[str]:
    """Where the tables differ from what the models say."""
    with kernel.database.begin(write=False) as connection:
        return list(differences(connection, kernel.registry.models))


def all_with(catalog: Catalog, name: str) -> list[str]:
    """Every addon that can be installed beside this one, and itself."""
    able = [one for one in catalog.manifests if set(needed(catalog, [one])) <= catalog.manifests.keys()]
    return sorted({*able, name})


def test_it_keeps_the_rules(covered_addon: Path, kernel_templates: Kernels) -> None:
    """Those of `makegood check`."""
    found = check([covered_addon], kernel_templates.folders).findings
    told = [f"{one.problem.file}:{one.line}: {one.rule}: {one.problem.text}" for one in found]
    assert not told, "run `makegood check`, which says why and how to mend it:\n" + "\n".join(told)


def test_it_installs_alone_with_what_it_needs(covered_addon: Path, fresh_kernel: Callable[..., Kernel]) -> None:
    """With its dependencies and nothing else; its migrations make what its models say."""
    kernel = fresh_kernel(covered_addon.name)
    assert covered_addon.name in kernel.state().addons
    assert unlike(kernel) == []


def test_its_fields_have_labels_and_its_models_docstrings(
    covered_addon: Path, fresh_kernel: Callable[..., Kernel]
) -> None:
    """As the composed models have them, mixins too."""
    models = list(fresh_kernel(covered_addon.name).registry.models.infos.values())
    bare = [one.name for one in models if one.addon == covered_addon.name and not one.doc]
    fields = [field for one in models for field in one.fields.values() if field.addon == covered_addon.name]
    bare += [f"{one.model}.{one.name}" for one in fields if one.kind != "foreign_key" and not one.label]
    assert bare == []


def test_it_installs_among_all_others_in_any_order(
    covered_addon: Path, databases: Databases, kernel_templates: Kernels, database_engine: str
) -> None:
    """One after the other, in an order that the message of a failure names."""
    order = all_with(read_catalog(kernel_templates.folders), covered_addon.name)
    seed = random.randrange(10**6)
    random.Random(seed).shuffle(order)
    url = databases.empty(database_engine)
    kernel = kernel_templates.on(url)
    try:
        kernel.initialise()
        for name in order:
            kernel.install([name])
        assert set(order) <= kernel.state().addons.keys(), f"seed {seed}: {order}"
        assert unlike(kernel) == [], f"seed {seed}: {order}"
    finally:
        kernel.close()
        databases.drop(url)


def test_it_goes_and_comes_back(covered_addon: Path, fresh_kernel: Callable[..., Kernel], tmp_path: Path) -> None:
    """With the records of its demonstration: nothing of it is left, and it can be installed again."""
    kernel, name = fresh_kernel(covered_addon.name, demonstration=True), covered_addon.name
    kernel.uninstall([name], archives=tmp_path)
    assert name not in kernel.state().addons
    assert unlike(kernel) == []
    kernel.install([name])
    assert name in kernel.state().addons
    assert unlike(kernel) == []


def test_its_pages_open_for_whoever_may_read_them(
    covered_addon: Path, fresh_kernel: Callable[..., Kernel], tmp_path: Path
) -> None:
    """In a demonstration, for somebody of each role, with a bounded number of statements."""
    kernel = fresh_kernel(covered_addon.name, demonstration=True)
    assert kernel.registry.demonstration
    with Site(kernel, tmp_path) as site:
        wrong = [problem for role in site.roles for problem in site.problems(covered_addon.name, role)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("file", ["README.md", "addon.toml"])
def test_it_is_described(covered_addon: Path, file: str) -> None:
    """For the administrator, and for the Apps page."""
    assert (covered_addon / file).read_text(encoding="utf-8").strip()
