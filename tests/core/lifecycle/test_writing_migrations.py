"""`makemigration` writes what an addon's models need, in a form that both engines run, and nothing of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import invalidate_caches
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.lifecycle.catalog import Catalog, read_catalog
from core.lifecycle.errors import AddonFailed, forget_modules
from core.lifecycle.kernel import Kernel
from core.lifecycle.loading import KERNEL_MODELS
from core.lifecycle.makemigration import make_migration
from core.lifecycle.migrations import core_history, differences, history_of
from core.orm.database import Database
from core.orm.layers import LAYERS
from tests.core.lifecycle.conftest import GARDENS, MakeKernel, names, system

CORE = Path(__file__).resolve().parents[3] / "core"
HEAD = "from __future__ import annotations\n\nfrom core import *\n\n\n"
NAMES = iter(range(1000))


class Shed:
    """An addon whose models change from one version to the next."""

    def __init__(self, folder: Path) -> None:
        self.name = f"shed{next(NAMES)}"
        self.path = folder / "addons" / self.name
        self.path.mkdir(parents=True)
        (self.path / "addon.toml").write_text('title = "Shed"\nsummary = "S."\nversion = "1"\ndepends = ["garden"]\n')
        (self.path / "__init__.py").write_text('"""Keeps tools."""\n')

    def models(self, source: str) -> None:
        self.forget()
        (self.path / "models.py").write_text(HEAD + source.replace("SHED", self.name))

    def forget(self) -> None:
        invalidate_caches()
        forget_modules(f"addons.{self.name}")
        LAYERS.pop(self.name, None)

    @property
    def catalog(self) -> Catalog:
        return read_catalog([GARDENS, self.path.parent], announced=())

    def write(self, **how: object) -> Path | None:
        return make_migration(self.catalog, self.name, **how)  # type: ignore[arg-type]


@pytest.fixture
def shed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shed]:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    made = Shed(tmp_path)
    yield made
    made.forget()


FIRST = """
class Tool(Model, model="SHED.tool"):
    name: Mapped[str] = text("Name", required=True)
"""
SECOND = """
from addons.garden.models import Plant

class Tool(Model, model="SHED.tool"):
    name: Mapped[str] = text("Name", required=True, size=300)
    weight: Mapped[Decimal] = decimal("Weight", digits=3, default=Decimal("1.5"))
    sharp: Mapped[bool] = boolean("Sharp", default=True)
    note: Mapped[str] = text("Note", default="")
    plant_id: Mapped[int | None] = foreign_key("garden.plant", on_delete="CASCADE")
    plant: Mapped[Plant | None] = many2one("Plant", "plant_id")
    constraints = (check("weight > 0", "heavy"), unique("name", "plant_id"))

class PlantWithTool(Plant):
    tool_id: Mapped[int | None] = foreign_key("SHED.tool", on_delete="SET NULL")
"""


def test_each_version_of_the_models_gets_its_migration_and_an_upgrade_runs_it(shed: Shed, database_url: str) -> None:
    shed.models(FIRST)
    first = shed.write()
    assert first is not None
    assert first.name == "0001_first_tables.py"
    assert shed.write() is None
    kernel = Kernel(Database(database_url), shed.catalog)
    kernel.initialise(wanted=[shed.name])
    with kernel.database.begin() as connection:
        connection.exec_driver_sql(f"INSERT INTO {shed.name}_tool (name) VALUES ('spade')")
    shed.models(SECOND)
    second = shed.write(message="Tools for plants")
    assert second is not None
    assert second.name == "0002_tools_for_plants.py"
    assert "garden_bed" not in second.read_text()
    assert shed.write() is None
    again = Kernel(kernel.database, shed.catalog)
    assert again.upgrade().names == (shed.name,)
    assert not again.upgrade()
    with kernel.database.begin() as connection:
        assert differences(connection, again.registry.models) == []
        assert connection.exec_driver_sql(f"SELECT name, sharp, note FROM {shed.name}_tool").one() == ("spade", 1, "")
    kernel.close()


def test_a_fresh_first_migration_replaces_the_old_one(shed: Shed) -> None:
    shed.models(FIRST)
    shed.write()
    by_hand = shed.path / "migrations" / "0002_by_hand.py"
    by_hand.write_text(f'revision = "{shed.name}_0002"\ndown_revision = "{shed.name}_0001"\n\n\ndef upgrade(): ...\n')
    shed.models(SECOND)
    written = shed.write(fresh=True)
    assert written is not None
    assert "weight" in written.read_text()
    assert [path.name for path in sorted(shed.path.glob("migrations/*.py"))] == [written.name, by_hand.name]
    assert shed.write() is None


def test_two_ends_of_a_history_are_an_error(shed: Shed) -> None:
    shed.models(FIRST)
    shed.write()
    for number in (2, 3):
        text = f'revision = "{shed.name}_{number}"\ndown_revision = "{shed.name}_0001"\n\n\ndef upgrade(): ...\n'
        (shed.path / "migrations" / f"{number:04d}_end.py").write_text(text)
    with pytest.raises(AddonFailed, match="reading its migrations"):
        history_of(shed.catalog.manifests[shed.name]).revisions()


def test_a_rebuild_on_sqlite_loses_neither_triggers_nor_on_delete(gardens: MakeKernel, database_engine: str) -> None:
    kernel = gardens("garden")
    if database_engine == "sqlite":
        with kernel.database.begin() as connection:
            connection.exec_driver_sql(
                "CREATE TRIGGER plants_stay BEFORE DELETE ON garden_plant BEGIN SELECT RAISE(ABORT, 'stays'); END"
            )
            connection.exec_driver_sql(
                "CREATE TRIGGER beds_with_plants BEFORE DELETE ON garden_bed WHEN EXISTS "
                "(SELECT 1 FROM garden_plant WHERE bed_id = OLD.id) BEGIN SELECT RAISE(ABORT, 'planted'); END"
            )
    kernel.install(["garden_care"])
    with kernel.database.begin(write=False) as connection:
        keys = sa.inspect(connection).get_foreign_keys("garden_plant")
        triggers = set()
        if database_engine == "sqlite":
            triggers = set(
                connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
            )
    on_delete = {key["constrained_columns"][0]: key["options"].get("ondelete") for key in keys}
    assert on_delete == {"bed_id": "CASCADE", "round_id": "SET NULL"}
    if database_engine == "sqlite":
        assert triggers >= {"plants_stay", "beds_with_plants"}
        with pytest.raises(sa.exc.IntegrityError, match="stays"):
            system(kernel, lambda env: env.session.execute(sa.delete(env.registry.model("garden.plant"))))
    assert names(kernel, "garden.plant") == ["Rose"]


def test_the_history_of_the_kernel_is_complete() -> None:
    assert make_migration(read_catalog([GARDENS], announced=()), "core") is None
    assert core_history().revisions()


def test_every_kernel_table_is_known_to_the_loader() -> None:
    declaring = {
        ".".join(("core", *path.relative_to(CORE).with_suffix("").parts))
        for path in CORE.rglob("*.py")
        if re.search(r'\(\w*Model, model="core\.', path.read_text())
    }
    assert declaring == set(KERNEL_MODELS)
