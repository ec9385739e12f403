"""Installs addons into MAKEGOOD_DATABASE_URL and prints how long it took and how long the gate was held, as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

import core.lifecycle.installer  # noqa: F401  a server that installs a second time has it
from core.lifecycle.kernel import Kernel
from core.lifecycle.state import GATE
from core.settings import read_settings
from core.web.site import builders

Moment = tuple[float, float]
"""By the clock, and in processor time of this process."""


@contextmanager
def _gate_of(kernel: Kernel) -> Iterator[list[Moment]]:
    """When the gate was taken, and when it was given back by the commit."""
    moments: list[Moment] = []
    engine = kernel.database.engine

    def after(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement == "BEGIN IMMEDIATE" or f"pg_advisory_xact_lock({GATE})" in statement:
            moments[:] = [(time.perf_counter(), time.process_time())]

    def committed(_connection: object) -> None:
        if len(moments) == 1:
            moments.append((time.perf_counter(), time.process_time()))

    sa.event.listen(engine, "after_cursor_execute", after)
    sa.event.listen(engine, "commit", committed)
    yield moments
    sa.event.remove(engine, "after_cursor_execute", after)
    sa.event.remove(engine, "commit", committed)


def main(wanted: list[str]) -> None:
    """Installs, as a server that has been running would."""
    settings = read_settings()
    kernel = Kernel.open(settings, builders=builders(settings))
    kernel.refresh()
    time.sleep(2)
    with _gate_of(kernel) as moments:
        begin = time.perf_counter()
        kernel.install(wanted)
        took = time.perf_counter() - begin
    (taken, cpu_before), (given, cpu_after) = moments
    print(json.dumps({
        "seconds": took, "gate_ms": (given - taken) * 1e3, "gate_cpu_ms": (cpu_after - cpu_before) * 1e3
    }))  # fmt: skip
    kernel.close()


if __name__ == "__main__":
    main(sys.argv[1:])
