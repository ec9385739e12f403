"""A process that works on a database without pause until a file appears, and reports what it met.

It says of each generation when it has done a few units of work on it.
"""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from core.lifecycle.catalog import read_catalog
from core.lifecycle.kernel import Kernel
from core.orm.database import Database
from core.orm.env import Env
from core.orm.identity import Identity
from tests.core.lifecycle.conftest import BROKEN, GARDENS

SYSTEM = Identity.system()
A_FEW = 10


def read(env: Env) -> int:
    """A few plants, with every column that their table should have now."""
    plants = env.registry.model("garden.plant")
    for plant in env.session.scalars(sa.select(plants)):
        assert plant.bed.name
    return env.registry.generation


def write(env: Env) -> int:
    """One more tag."""
    env.session.add(env.registry.model("garden.tag")(name="load"))
    return env.registry.generation


def main(url: str, stop: Path) -> None:
    """Three threads; every fifth unit of work writes."""
    kernel = Kernel(Database(url), read_catalog((GARDENS, BROKEN), announced=()))
    report: dict[str, Any] = {"written": 0, "errors": []}
    units: Counter[int] = Counter()
    lock = threading.Lock()

    def run() -> None:
        number = 0
        while not stop.exists():
            number += 1
            writes = number % 5 == 0
            try:
                generation = kernel.work(write if writes else read, who=SYSTEM, write=writes)
            except Exception as why:
                with lock:
                    report["errors"].append(f"{type(why).__name__}: {why}")
                continue
            with lock:
                report["written"] += writes
                units[generation] += 1
                if units[generation] == A_FEW:
                    print(generation, flush=True)

    kernel.work(read, who=SYSTEM, write=False)
    print("ready", flush=True)
    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({**report, "generations": sorted(units)}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
