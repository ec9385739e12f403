"""`python -m tests.bench [--quick] [--engine sqlite|postgresql] [--only PART]`; parts are those of `PARTS`.

Prints the table and writes var/bench.json. Everything happens in databases and folders of its own.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.testing import postgres
from tests.bench import book_rows, http_rows, import_row, job_rows, kernel_rows, return_row
from tests.bench.figures import Figure, keep, show
from tests.bench.seed import seed_tickets
from tests.databases import Databases
from tests.kernels import Kernels

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("kernel", "jobs", "import", "return", "books", "pages", "install", "start")
DESK = ("helpdesk", "sale")
"""What is there before Inventory comes."""
EVERYTHING = (*DESK, "stock", "helpdesk_return")


@contextmanager
def _databases() -> Iterator[Databases]:
    with tempfile.TemporaryDirectory(prefix="makegood-bench-") as folder:
        server = postgres.start()
        os.environ["PYTEST_POSTGRES"] = server.url
        made = Databases(Path(folder))
        try:
            yield made
        finally:
            made.close()
            server.stop()


def _in_production(kernel: Kernel) -> None:
    """From now on it is no demonstration: what is installed into it comes without examples."""
    with kernel.database.begin() as connection:
        connection.execute(sa.text("UPDATE core_state SET demonstration = :no"), {"no": False})


def measure(databases: Databases, engine: str, parts: tuple[str, ...], *, quick: bool) -> Iterator[Figure]:
    """All figures of one engine."""
    kernels, folder = Kernels(databases), databases.folder
    many, seconds = (10_000, 3.0) if quick else (100_000, 8.0)
    if {"kernel", "pages", "start"} & set(parts):
        kernel = kernels.make(engine, EVERYTHING, demonstration=True)
        url = kernel.database.url.render_as_string(hide_password=False)
        if "kernel" in parts:
            yield from kernel_rows.registries(kernel, engine)
            yield from kernel_rows.creating(kernel, engine)
        seed_tickets(kernel, many)
        if "kernel" in parts:
            yield from kernel_rows.listing(kernel, engine, many)
        ticket = http_rows.a_ticket(kernel)
        kernel.close()
        if "pages" in parts:
            yield from http_rows.pages(url, folder, engine, ticket, seconds)
        if "start" in parts:
            yield from http_rows.cold_start(url, folder, engine)
    if "jobs" in parts:
        yield from job_rows.jobs(kernels.make(engine, ("base",)), engine)
    if "import" in parts:
        kernel = kernels.make(engine, DESK, demonstration=True)
        yield from import_row.importing(kernel, engine, 2_000 if quick else 10_000)
    if "return" in parts:
        yield from return_row.returning(kernels.make(engine, ("helpdesk_return",)), engine, 8 if quick else 20)
    if "books" in parts:
        kernel = kernels.make(engine, ("helpdesk_refund",))
        yield from book_rows.refunding(kernel, engine, 8 if quick else 20)
        yield from book_rows.posting(kernel, engine, 100 if quick else 1_000)
        yield from book_rows.listing(kernel, engine, many)
    if "install" in parts:
        kernel = kernels.make(engine, DESK, demonstration=True)
        _in_production(kernel)
        seed_tickets(kernel, many // 10)
        kernel.close()
        url = kernel.database.url.render_as_string(hide_password=False)
        yield from http_rows.installing(url, folder, engine)
    kernels.close()


def main() -> None:
    """Measures, prints, keeps."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the tickets, shorter loads")
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), action="append")
    parser.add_argument("--only", choices=PARTS, action="append")
    arguments = parser.parse_args()
    figures: list[Figure] = []
    with _databases() as databases:
        for engine in arguments.engine or ("sqlite", "postgresql"):
            for figure in measure(databases, engine, tuple(arguments.only or PARTS), quick=arguments.quick):
                figures.append(figure)
                print(f"{figure.engine}: {figure.what}: {figure.ours:,.2f} {figure.unit}", flush=True)
    show(figures)
    keep(figures, ROOT / "var" / "bench.json")


if __name__ == "__main__":
    main()
