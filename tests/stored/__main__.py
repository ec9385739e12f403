"""`python -m tests.stored VERSION`: keeps a demonstration as the code at hand makes it, for both engines."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from core.testing import postgres
from tests.databases import Databases
from tests.kernels import Kernels
from tests.stored import ENGINES, HERE, dump

ADDONS = ("helpdesk_return",)


def main(version: str) -> None:
    """Writes `tests/stored/<version>/<engine>.sql`."""
    server = postgres.start()
    os.environ["PYTEST_POSTGRES"] = server.url
    (HERE / version).mkdir(exist_ok=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            databases = Databases(Path(folder))
            kernels = Kernels(databases)
            for engine in ENGINES:
                url = kernels.prepared(engine, ADDONS, demonstration=True)
                (HERE / version / f"{engine}.sql").write_text(dump(url), encoding="utf-8")
            databases.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main(sys.argv[1])
