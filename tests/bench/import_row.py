"""An import of a file of contacts: rows a second, beside an INSERT of the same rows by the driver alone."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import sqlalchemy as sa

from addons.base.models import Contact
from core.exchange.importing import Choices, Importer
from core.exchange.tables import Table
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.ui.registered import Pages
from tests.bench.figures import Figure
from tests.bench.people import Working

MANAGER = "manager@example.com"
COLUMNS = ("_key", "name", "email", "phone", "street", "zip", "city", "country", "is_company")
SECONDS_OF_10_000 = 60


def _file(path: Path, rows: int) -> None:
    lines = (f"crm.{n},Person {n},p{n}@example.com,0731 {n},Weg {n},89073,Ulm,Germany,no" for n in range(rows))
    path.write_text("\n".join([",".join(COLUMNS), *lines]))


def _floor(kernel: Kernel, rows: int) -> float:
    """Rows a second of an INSERT by the driver, many at a time."""

    def insert(env: Env) -> float:
        values = [{"name": f"Plain {n}", "email": f"p{n}@example.com", "phone": f"0731 {n}", "street": f"Weg {n}",
                   "zip": "89073", "city": "Ulm"} for n in range(rows)]  # fmt: skip
        begin = time.perf_counter()
        with env.system("measure the floor") as system:
            system.session.connection().execute(sa.insert(env[Contact].__table__), values)
        return rows / (time.perf_counter() - begin)

    return Working(kernel, MANAGER).run(insert)


def importing(kernel: Kernel, engine: str, rows: int) -> Iterator[Figure]:
    """The first import of a file, and the same file once more, which changes nothing."""
    manager, process = Working(kernel, MANAGER), psutil.Process()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        _file(path, rows)

        def work(env: Env) -> int:
            form = env.registry.facet(Pages).form_of(Contact.__model__)
            assert form is not None
            done = Importer(env, form, Table(path), Choices(COLUMNS, "_key")).run()
            assert not done.problems
            return done.made

        budget = 10_000 / SECONDS_OF_10_000
        before = process.memory_info().rss
        for what, made in (("import contacts from CSV", rows), ("import the same file again", 0)):
            begin = time.perf_counter()
            assert manager.run(work) == made
            speed = rows / (time.perf_counter() - begin)
            floor = _floor(kernel, rows) if made else None
            yield Figure(f"{what} ({rows:,} rows)", engine, speed, "rows/s", f">= {budget:.0f}", floor,
                         "driver, INSERT only" if made else "", met=speed >= budget)  # fmt: skip
        grown = (process.memory_info().rss - before) / 2**20
        yield Figure("… memory grown", engine, grown, "MiB", "<= 60", met=grown <= 60)
