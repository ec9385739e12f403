"""Background jobs: enqueuing a thousand in one transaction, and running them one after the other."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from core.jobs.worker import Worker
from core.lifecycle.kernel import Kernel
from core.orm.identity import Identity
from core.web.jobs import forget_forms
from tests.bench.figures import Figure

MANY = 1000
FLOOR = "driver: insert; claim, commit, delete, done, commit"


def jobs(kernel: Kernel, engine: str) -> Iterator[Figure]:
    """Jobs a second, enqueued and run by one worker, beside the same rows written by the bare driver."""
    worker = Worker(kernel)
    worker.run_due()
    plain_in, plain_run = _plain(kernel)
    begin = time.perf_counter()
    kernel.work(lambda env: [env.enqueue(forget_forms) for _ in range(MANY)], who=Identity.system())
    enqueued = MANY / (time.perf_counter() - begin)
    begin = time.perf_counter()
    ran = worker.run_due()
    assert ran == MANY, f"{ran} jobs ran"
    done = MANY / (time.perf_counter() - begin)
    yield Figure(f"enqueue {MANY:,} jobs in one transaction", engine, enqueued, "jobs/s", floor=plain_in,
                 floor_is="driver, one INSERT each")  # fmt: skip
    yield Figure(f"run {MANY:,} small jobs, one worker", engine, done, "jobs/s", floor=plain_run, floor_is=FLOOR)


def _plain(kernel: Kernel) -> tuple[float, float]:
    """Rows a second by the driver: inserted, and claimed and ended in two transactions each."""
    mark = "?" if kernel.database.is_sqlite else "%s"
    connection: Any = kernel.database.engine.raw_connection()
    driver = connection.dbapi_connection
    cursor = driver.cursor()
    columns = "name, title, addon, arguments, state, enqueued_at, due_at"
    now = "datetime('now')" if kernel.database.is_sqlite else "now()"
    if kernel.database.is_sqlite:
        cursor.execute("BEGIN IMMEDIATE")
    begin = time.perf_counter()
    for _ in range(MANY):
        cursor.execute(
            f"INSERT INTO core_job ({columns}) VALUES ('p', 'p', 'plain', '{{}}', 'cancelled', {now}, {now})"
        )
    cursor.execute("COMMIT") if kernel.database.is_sqlite else driver.commit()
    inserted = MANY / (time.perf_counter() - begin)
    cursor.execute("SELECT id FROM core_job WHERE addon = 'plain'")
    ids = [row[0] for row in cursor.fetchall()]
    if not kernel.database.is_sqlite:
        driver.commit()
    begin = time.perf_counter()
    for id_ in ids:
        for statements in (
            [(f"UPDATE core_job SET state = 'running', attempts = 1 WHERE id = {mark}", (id_,))],
            [("DELETE FROM core_form_token WHERE made_at < '2000-01-01'", ()),
             (f"UPDATE core_job SET state = 'done' WHERE id = {mark}", (id_,))],
        ):  # fmt: skip
            if kernel.database.is_sqlite:
                cursor.execute("BEGIN IMMEDIATE")
            for statement, values in statements:
                cursor.execute(statement, values)
            cursor.execute("COMMIT") if kernel.database.is_sqlite else driver.commit()
    ran = MANY / (time.perf_counter() - begin)
    connection.close()
    return inserted, ran
