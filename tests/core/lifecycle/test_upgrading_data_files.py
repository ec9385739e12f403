"""An upgrade brings records of data files up to date, but for what somebody changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import invalidate_caches
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from core.lifecycle.catalog import read_catalog
from core.lifecycle.errors import InstallFailed, forget_modules
from core.lifecycle.kernel import Kernel
from core.lifecycle.models import ExternalKey
from core.orm.database import Database
from core.orm.env import Env
from core.orm.layers import LAYERS
from tests.core.lifecycle.conftest import GARDENS, names, system

NAMES = iter(range(1000))
FIRST = """
[["garden.bed"]]
key = "plot"
name = "Plot"
area = "1.5"

[["garden.bed"]]
key = "pond"
name = "Pond"

[["garden.tag"]]
key = "blue"
name = "Blue"

[["garden.plant"]]
key = "iris"
name = "Iris"
bed = "@pond"
tags = ["@blue", "@garden.thorny"]
"""


class Versions:
    """An addon that brings records, in one version after the other."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder, self.version = url, folder, 0
        self.kernels: list[Kernel] = []
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text('"""Brings records."""\n')

    def put(self, data: str) -> Kernel:
        """The next version on disk, and a kernel that begins with it."""
        self.version += 1
        (self.folder / "addon.toml").write_text(
            f'title = "Seeds"\nsummary = "S."\nversion = "1.{self.version}"\ndepends = ["garden"]\n'
        )
        (self.folder / "data.toml").write_text(data)
        invalidate_caches()
        self.kernels.append(Kernel(Database(self.url), read_catalog([GARDENS, self.folder.parent], announced=())))
        return self.kernels[-1]

    def upgrade(self, data: str) -> Kernel:
        """Puts the next version in place and upgrades to it."""
        kernel = self.put(data)
        assert kernel.upgrade().names == (self.folder.name,)
        return kernel


@pytest.fixture
def seeds(database_url: str, tmp_path: Path) -> Iterator[Versions]:
    made = Versions(database_url, tmp_path / "addons" / f"seeds{next(NAMES)}")
    made.put(FIRST).initialise(wanted=[made.folder.name])
    yield made
    for kernel in made.kernels:
        kernel.close()
    forget_modules(f"addons.{made.folder.name}")
    LAYERS.pop(made.folder.name, None)


def record(env: Env, seeds: Versions, key: str) -> Any:
    """The record behind a key of the addon, None if it is gone."""
    found = env.session.scalars(
        sa.select(env[ExternalKey]).where(env[ExternalKey].addon == seeds.folder.name, env[ExternalKey].key == key)
    ).one()
    return env.session.get(env.registry.model(found.model_name), found.record_id)


def change(kernel: Kernel, seeds: Versions, key: str, **values: Any) -> None:
    def work(env: Env) -> None:
        for name, value in values.items():
            setattr(record(env, seeds, key), name, value)

    system(kernel, work)


def seen(kernel: Kernel, seeds: Versions, key: str, *fields: str) -> tuple[str, ...]:
    return tuple(
        system(kernel, lambda env: [str(getattr(record(env, seeds, key), one)) for one in fields], write=False)
    )


def test_fields_as_loaded_are_updated_and_changed_ones_are_kept(seeds: Versions) -> None:
    kernel = seeds.put(FIRST)
    change(kernel, seeds, "plot", name="Our plot")
    second = FIRST.replace('name = "Plot"\narea = "1.5"', 'name = "Vegetable plot"\narea = "2.25"')
    (step,) = seeds.put(second).plan_upgrade().steps
    assert (step.new_records, step.changed_records, step.gone_records) == (0, 1, 0)
    kernel = seeds.upgrade(second)
    assert seen(kernel, seeds, "plot", "name", "area") == ("Our plot", "2.25")
    # Also not by the version after, although its own text is that of the version before.
    kernel = seeds.upgrade(second.replace("2.25", "3.25"))
    assert seen(kernel, seeds, "plot", "name", "area") == ("Our plot", "3.25")
    # Who takes the file's value back takes its later ones as well.
    change(kernel, seeds, "plot", name="Plot")
    kernel = seeds.upgrade(second.replace("Vegetable plot", "Herb plot"))
    assert seen(kernel, seeds, "plot", "name") == ("Herb plot",)


def test_links_are_values_like_any_other(seeds: Versions) -> None:
    kernel = seeds.upgrade(FIRST.replace('"@pond"', '"@plot"').replace('"@blue", ', ""))
    assert seen(kernel, seeds, "iris", "bed") == ("Plot",)
    tags = system(kernel, lambda env: [one.name for one in record(env, seeds, "iris").tags], write=False)
    assert tags == ["Thorny"]

    def untag(env: Env) -> None:
        record(env, seeds, "iris").tags = []

    system(kernel, untag)
    kernel = seeds.upgrade(FIRST)
    assert seen(kernel, seeds, "iris", "bed", "tags") == ("Pond", "[]")


def test_new_records_come_and_records_gone_from_the_file_stay(seeds: Versions) -> None:
    second = FIRST.replace('key = "plot"', 'key = "terrace"').replace('name = "Plot"', 'name = "Terrace"')
    (step,) = seeds.put(second).plan_upgrade().steps
    assert (step.new_records, step.changed_records, step.gone_records) == (1, 0, 1)
    kernel = seeds.upgrade(second)
    assert seen(kernel, seeds, "terrace", "name") == ("Terrace",)
    assert seen(kernel, seeds, "plot", "name") == ("Plot",)
    # It is the same record again if a later version brings it back.
    kernel = seeds.upgrade(FIRST.replace('name = "Plot"', 'name = "Old plot"'))
    assert seen(kernel, seeds, "plot", "name") == ("Old plot",)


def test_what_was_deleted_stays_deleted_and_nothing_is_made_to_refer_to_it(seeds: Versions) -> None:
    def delete(env: Env) -> None:
        env.session.delete(record(env, seeds, "iris"))
        env.session.flush()
        env.session.delete(record(env, seeds, "pond"))
        # SQLite gives the number of the last record to the next one: it must not be taken for the deleted one.
        env.session.flush()
        env.new(env.registry.model("garden.bed"), name="Pond")

    system(seeds.put(FIRST), delete)
    more = FIRST.replace('name = "Pond"', 'name = "Lake"')
    more += '\n[["garden.plant"]]\nkey = "reed"\nname = "Reed"\nbed = "@pond"\n'
    more += '\n[["garden.plant"]]\nkey = "mint"\nname = "Mint"\nbed = "@plot"\n'
    kernel = seeds.upgrade(more)

    assert {"Plot", "Pond"} <= set(names(kernel, "garden.bed")) and "Lake" not in names(kernel, "garden.bed")
    assert names(kernel, "garden.plant") == ["Mint", "Rose"]


def test_a_field_that_the_file_newly_gives_is_set_where_nobody_did(seeds: Versions) -> None:
    kernel = seeds.put(FIRST)
    change(kernel, seeds, "pond", area=4)
    planted = FIRST.replace('name = "Iris"', 'name = "Iris"\nplanted = 2026-01-02')
    kernel = seeds.upgrade(planted.replace('name = "Pond"', 'name = "Pond"\narea = "9"'))
    assert seen(kernel, seeds, "iris", "planted") == ("2026-01-02",)
    assert seen(kernel, seeds, "pond", "area") == ("4.00",)


def test_what_an_old_version_loaded_is_remembered_only_where_it_equals_the_file(seeds: Versions) -> None:
    kernel = seeds.put(FIRST)
    change(kernel, seeds, "plot", name="Our plot")
    with kernel.database.begin() as connection:
        connection.exec_driver_sql("UPDATE core_external_key SET source = '', loaded = NULL")
    kernel = seeds.upgrade(FIRST)
    assert seen(kernel, seeds, "plot", "name", "area") == ("Our plot", "1.50")
    kernel = seeds.upgrade(FIRST.replace('"Plot"', '"Yard"').replace("1.5", "6"))
    assert seen(kernel, seeds, "plot", "name", "area") == ("Our plot", "6.00")


def test_a_key_that_names_another_model_now_stops_the_upgrade(seeds: Versions) -> None:
    wrong = FIRST.replace('[["garden.bed"]]\nkey = "pond"\nname = "Pond"\n', "").replace('"@pond"', '"@plot"')
    kernel = seeds.put(wrong + '\n[["garden.tag"]]\nkey = "pond"\nname = "Pond"\n')
    with pytest.raises(InstallFailed, match="is a garden.bed in this database.*Nothing was changed"):
        kernel.upgrade()
