"""What uninstalling took away comes back from its archive, or nothing is changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from core.lifecycle.errors import ArchiveError
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from tests.core.lifecycle.conftest import MakeKernel, snapshot, system
from tests.core.lifecycle.test_uninstalling import water_the_rose, work_as_system

NOTES = ("core_addon", "core_audit_entry", "core_state")


def rows(kernel: Kernel) -> dict[str, Any]:
    """What a restored database has to have again."""
    return {table: said[2] for table, said in snapshot(kernel).items() if table not in NOTES}


@pytest.fixture
def gone(gardens: MakeKernel, tmp_path: Path) -> tuple[Kernel, Path, dict[str, Any]]:
    """A garden that was uninstalled with all that needed it: the kernel, the archive, and what there was."""
    kernel = gardens("garden_care", "market")
    system(kernel, water_the_rose)
    before = rows(kernel)
    done = kernel.uninstall(["garden"], archives=tmp_path)
    return kernel, done.archive, before


def cut_everything(env: Env) -> None:
    beds, plants = env.registry.model("garden.bed"), env.registry.model("garden.plant")
    env.session.execute(sa.update(beds).values(main_plant_id=None).execution_options(synchronize_session=False))
    env.session.execute(sa.delete(plants).execution_options(synchronize_session=False))


def come_back(kernel: Kernel) -> None:
    kernel.install(["garden_care", "garden_market_care"])


def test_rows_and_ids_are_as_they_were(gone: tuple[Kernel, Path, dict[str, Any]]) -> None:
    kernel, path, before = gone
    come_back(kernel)
    assert rows(kernel) != before
    done = kernel.restore(path)
    assert rows(kernel) == before
    assert (set(done.addons), done.gone) == ({"garden", "garden_care", "garden_market", "garden_market_care"}, 0)

    def plant(env: Env) -> int:
        plants = env.registry.model("garden.plant")
        made = env.new(plants, name="Lily", bed_id=1)
        env.session.flush()
        return int(made.id)

    assert system(kernel, plant) == 2  # ids go on where they were
    kernel.restore(path)  # nobody stands against doing it again but the lily, which nobody in person made


def test_the_addons_must_be_there(gone: tuple[Kernel, Path, dict[str, Any]]) -> None:
    kernel, path, _ = gone
    with pytest.raises(ArchiveError, match="Install Garden, Plant care, Garden on the market, Care on the market fir"):
        kernel.restore(path)


def test_what_people_made_since_stands_against_it(gone: tuple[Kernel, Path, dict[str, Any]]) -> None:
    kernel, path, _ = gone
    come_back(kernel)

    def dig(env: Env) -> None:
        env.session.add(env.registry.model("garden.bed")(name="New"))

    kernel.work(lambda env: work_as_system(env, dig), who=Identity(id=7, name="Ada"))
    before = snapshot(kernel)
    with pytest.raises(ArchiveError, match="1 Beds were made or changed since the modules were installed again"):
        kernel.restore(path)
    assert snapshot(kernel) == before


def test_what_was_entered_since_is_not_overwritten(gardens: MakeKernel, tmp_path: Path) -> None:
    kernel = gardens("garden_care")
    system(kernel, water_the_rose)
    done = kernel.uninstall(["garden_care"], archives=tmp_path)
    kernel.install(["garden_care"])

    def water(env: Env) -> None:
        env.session.scalars(sa.select(env.registry.model("garden.plant"))).one().days = 9

    system(kernel, water)
    before = snapshot(kernel)
    with pytest.raises(ArchiveError, match="Days between of Plant 1 was entered anew"):
        kernel.restore(done.archive)
    assert snapshot(kernel) == before


def test_values_of_records_that_are_gone_are_counted(gardens: MakeKernel, tmp_path: Path) -> None:
    kernel = gardens("garden_care")
    system(kernel, water_the_rose)
    done = kernel.uninstall(["garden_care"], archives=tmp_path)
    system(kernel, cut_everything)
    kernel.install(["garden_care"])
    assert kernel.restore(done.archive).gone == 1


def test_links_to_what_is_gone_stand_against_it(gardens: MakeKernel, tmp_path: Path) -> None:
    kernel = gardens("garden", "market")

    def order(env: Env) -> None:
        env.session.add(env.registry.model("market.order")(name="Roses", plant_id=1))

    system(kernel, order)
    done = kernel.uninstall(["market"], archives=tmp_path)
    system(kernel, cut_everything)
    kernel.install(["market"])
    before = snapshot(kernel)
    with pytest.raises(ArchiveError, match="1 Orders name Plants that are not there any more."):
        kernel.restore(done.archive)
    assert snapshot(kernel) == before


@pytest.mark.parametrize(
    ("damage", "text"),
    [
        (lambda lines: lines[:-1], "is not whole"),
        (lambda lines: [*lines[:2], lines[2][:20], *lines[3:]], "is not whole"),
        (lambda lines: lines[1:], "is no archive of an uninstallation"),
        (lambda lines: [lines[0].replace('"makegood": 1', '"makegood": 2'), *lines[1:]], "another version"),
        (lambda lines: [line.replace('"garden_bed"', '"garden_pond"') for line in lines], "garden_pond, which this"),
        (lambda lines: [line.replace('"planted"', '"sown"') for line in lines], "sown, which this version"),
    ],
)
def test_a_damaged_archive_changes_nothing(gone: tuple[Kernel, Path, dict[str, Any]], damage: Any, text: str) -> None:
    kernel, path, _ = gone
    come_back(kernel)
    before = snapshot(kernel)
    path.write_text("\n".join(damage(path.read_text().splitlines())) + "\n")
    with pytest.raises(ArchiveError, match=text):
        kernel.restore(path)
    with pytest.raises(ArchiveError, match="cannot be read"):
        kernel.restore(path.with_name("nowhere.jsonl"))
    assert snapshot(kernel) == before
