"""Kernels whose addons are small gardens, and such as are broken on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from core.lifecycle.catalog import read_catalog
from core.lifecycle.kernel import Kernel
from core.lifecycle.registry import Registry
from core.orm.database import Database
from core.orm.env import Env
from core.orm.identity import Identity
from tests.databases import Databases

GARDENS = Path(__file__).parent / "addons"
BROKEN = Path(__file__).resolve().parents[2] / "broken" / "addons"

MakeKernel = Callable[..., Kernel]


class Grown:
    """Gardens that were made once, by engine, addons and whether it is a demonstration: copied for each test."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._grown: dict[tuple[Any, ...], tuple[str, Registry]] = {}

    def plant(self, kernel: Kernel, wanted: tuple[str, ...], **init: Any) -> None:
        """Makes the database of a kernel, which is empty, what `kernel.initialise` would make it."""
        engine = "sqlite" if kernel.database.is_sqlite else "postgresql"
        key = (engine, wanted, *init.items())
        if key not in self._grown:
            url = self._databases.empty(engine)
            first = Kernel(Database(url), kernel.catalog)
            first.initialise(wanted=wanted, **init)
            self._grown[key] = url, first.registry
            first.close()
        url, registry = self._grown[key]
        self._databases.copy(url, kernel.database.url.render_as_string(hide_password=False))
        kernel.swap(registry)


@pytest.fixture(scope="session")
def grown(databases: Databases) -> Grown:
    return Grown(databases)


@pytest.fixture
def gardens(database_url: str, grown: Grown) -> Iterator[MakeKernel]:
    """`gardens("garden")`: an initialised kernel with these addons; `gardens(None)`: on the database as it is."""
    made: list[Kernel] = []

    def make(*wanted: str | None, **how: Any) -> Kernel:
        init = {key: how.pop(key) for key in ("demonstration",) if key in how}
        kernel = Kernel(Database(database_url), read_catalog((GARDENS, BROKEN), announced=()), **how)
        made.append(kernel)
        addons = tuple(name for name in wanted if name)
        if wanted != (None,) and not how:
            grown.plant(kernel, addons, **init)
        elif wanted != (None,):
            kernel.initialise(wanted=addons, **init)
        return kernel

    yield make
    for kernel in made:
        kernel.close()


def system(kernel: Kernel, handler: Callable[[Env], Any], *, write: bool = True) -> Any:
    """System work."""
    return kernel.work(handler, who=Identity.system(), write=write)


def names(kernel: Kernel, model: str) -> list[str]:
    """The names of all records of a model."""

    def read(env: Env) -> list[str]:
        cls = env.registry.model(model)
        return list(env.session.scalars(sa.select(cls.name).order_by(cls.name)))

    found: list[str] = system(kernel, read, write=False)
    return found


def snapshot(kernel: Kernel) -> dict[str, Any]:
    """All tables with their columns, indexes and rows: what must not change when an installation fails."""
    with kernel.database.begin(write=False) as connection:
        inspector = sa.inspect(connection)
        found = {}
        for table in sorted(inspector.get_table_names()):
            columns = [(column["name"], str(column["type"])) for column in inspector.get_columns(table)]
            indexes = sorted(str(index["name"]) for index in inspector.get_indexes(table))
            rows = sorted(map(repr, connection.exec_driver_sql(f'SELECT * FROM "{table}"')))
            found[table] = (columns, indexes, rows)
        return found
