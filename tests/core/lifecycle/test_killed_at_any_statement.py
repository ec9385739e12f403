"""A process that dies while addons come, go or are upgraded leaves a database as before or as after."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import invalidate_caches
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.lifecycle.catalog import Catalog, read_catalog
from core.lifecycle.errors import forget_modules
from core.lifecycle.kernel import Kernel
from core.orm.database import Database
from core.orm.layers import LAYERS
from tests.conftest import Measured
from tests.core.lifecycle.conftest import GARDENS, MakeKernel, snapshot

NAMES = iter(range(1000))


@dataclass
class Change:
    """`act` is done to the database of `kernel` by a process that finds the code in `catalog`."""

    kernel: Kernel
    act: Callable[[Kernel], object]
    catalog: Callable[[], Catalog]
    after: set[str]
    """What is installed then."""


Make = Callable[[str], Change]


class Hive:
    """An addon of two versions. The second has another table and column, and changed data."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.name = folder, folder.name
        (folder / "migrations").mkdir(parents=True)
        (folder / "__init__.py").write_text('"""Bees."""\n')
        self._write("models.py", MODELS)
        self._write("migrations/0001_first.py", FIRST)
        self._version(1, "Calm")

    def grow(self) -> None:
        """Puts the second version in place."""
        self._write("models.py", MODELS + MORE_MODELS)
        self._write("migrations/0002_more.py", SECOND)
        self._version(2, "Busy")

    def _version(self, number: int, bee: str) -> None:
        self._write("addon.toml", f'title = "Hive"\nsummary = "S."\nversion = "{number}"\ndepends = ["garden"]\n')
        self._write("data.toml", f'[["HIVE.bee"]]\nkey = "bee"\nname = "{bee}"\n')

    def _write(self, file: str, text: str) -> None:
        (self.folder / file).write_text(text.replace("HIVE", self.name))

    def read(self) -> Catalog:
        """The catalog of a process that starts now."""
        forget_modules(f"addons.{self.name}")
        LAYERS.pop(self.name, None)
        invalidate_caches()
        return read_catalog([GARDENS, self.folder.parent], announced=())


MODELS = '''"""Bees."""

from __future__ import annotations

from addons.garden.models import Plant
from core import Mapped, Model, boolean, text


class Bee(Model, model="HIVE.bee"):
    """Works."""

    name: Mapped[str] = text("Name", required=True)


class VisitedPlant(Plant):
    """Plants are visited."""

    visited: Mapped[bool] = boolean("Visited")
'''
MORE_MODELS = '''    times: Mapped[str] = text("Times", default="many")


class Comb(Model, model="HIVE.comb"):
    """Holds honey."""

    name: Mapped[str] = text("Name", required=True)
'''
FIRST = '''"""HIVE: first tables."""

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "HIVE_0001"
down_revision = None


def table(name):
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_" + name)),
    )


def upgrade():
    table("HIVE_bee")
    op.add_column("garden_plant", sa.Column("visited", sa.Boolean(), server_default=sa.text("false"), nullable=False))
'''
SECOND = (
    FIRST.partition("def upgrade")[0]
    .replace("first tables", "more")
    .replace('revision = "HIVE_0001"\ndown_revision = None', 'revision = "HIVE_0002"\ndown_revision = "HIVE_0001"')
    + """def upgrade():
    table("HIVE_comb")
    op.add_column("garden_plant", sa.Column("times", sa.String(length=200), server_default="many", nullable=False))
    op.execute("INSERT INTO \\"HIVE_comb\\" (name) SELECT name FROM garden_plant")
    op.execute("UPDATE garden_plant SET visited = true")
"""
)


@pytest.fixture
def change(gardens: MakeKernel, database_url: str, tmp_path: Path) -> Iterator[Make]:
    """`change("upgrade")`: a database with what it is done to, and how it is done."""
    hives: list[Hive] = []
    opened: list[Kernel] = []

    def make(what: str) -> Change:
        if what == "install":
            kernel = gardens("garden")
            after = {"garden", "garden_care", "market", "garden_market", "garden_market_care"}
            return Change(kernel, lambda one: one.install(["garden_care", "market"]), lambda: kernel.catalog, after)
        if what == "uninstall":
            kernel = gardens("garden_care", "market")
            archives = tmp_path / "archives"
            return Change(
                kernel, lambda one: one.uninstall(["garden"], archives=archives), lambda: kernel.catalog, {"market"}
            )
        hives.append(hive := Hive(tmp_path / "addons" / f"hive{next(NAMES)}"))
        kernel = Kernel(Database(database_url), hive.read())
        opened.append(kernel)
        kernel.initialise(wanted=[hive.name])
        hive.grow()
        return Change(kernel, lambda one: one.upgrade(), hive.read, {"garden", hive.name})

    yield make
    for kernel in opened:
        kernel.close()
    for hive in hives:
        hive.read()


def killed(change: Change, url: str, *, die_at: int) -> bool:
    """Acts in a process of its own that kills itself before its n-th statement. False: it lived to the end."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            database, count = Database(url), 0

            def before(*_: object) -> None:
                nonlocal count
                count += 1
                if count == die_at:
                    os.kill(os.getpid(), signal.SIGKILL)

            sa.event.listen(database.engine, "before_cursor_execute", before)
            sa.event.listen(database.engine, "commit", before)
            change.act(Kernel(database, change.catalog()))
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    assert ended in (0, -signal.SIGKILL), "it failed by itself"
    return ended != 0


def die_everywhere(change: Change, url: str, *, step: int, picture: Callable[[Kernel], object] = snapshot) -> int:
    """Kills at every `step`-th statement until one run goes through. Gives how often nothing had happened."""
    kernel = change.kernel
    before, first = picture(kernel), kernel.state().generation
    point, nothing = 1, 0
    while True:
        kernel.database.forget_connections()
        died = killed(change, url, die_at=point)
        if kernel.state().generation > first:
            break  # after its commit it is done, dead or not
        assert died
        assert picture(kernel) == before, f"killed at statement {point}"
        started = Kernel(Database(url), kernel.catalog)  # the next start needs no hand
        assert started.registry.missing == {}
        started.close()
        nothing, point = nothing + 1, point + step
    assert set(kernel.state().addons) == change.after
    return nothing


@pytest.mark.req("MD-3", "MD-13")
@pytest.mark.parametrize("what", ["install", "uninstall", "upgrade"])
def test_nothing_is_left_in_between(change: Make, database_url: str, what: str) -> None:
    assert die_everywhere(change(what), database_url, step=9) >= 4


@pytest.mark.soak
@pytest.mark.parametrize("what", ["install", "uninstall", "upgrade"])
def test_nothing_is_left_wherever_it_dies(change: Make, database_url: str, what: str, measured: Measured) -> None:
    points = die_everywhere(change(what), database_url, step=1)
    measured("statements at which it was killed, and nothing had happened", points)
    assert points > 30
