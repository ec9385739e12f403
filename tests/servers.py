"""Real servers for tests: the `makegood` command on a clone of a prepared database, as its users run it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 300
"""Seconds that anything is waited for: an end for what hangs, out of reach of what a busy machine makes slow."""


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(url: str, folder: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a `makegood` command that works on the database `url`, with its files in `folder`."""
    return {**os.environ, "MAKEGOOD_DATABASE_URL": url, "MAKEGOOD_VAR": str(folder), **(extra or {})}


def makegood(*arguments: str, url: str, folder: Path, timeout: int = PATIENCE) -> subprocess.CompletedProcess[str]:
    """Runs the command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "core.cli", *arguments],
        cwd=ROOT, env=environment(url, folder), capture_output=True, text=True, timeout=timeout,
    )  # fmt: skip


@dataclass
class Server:
    """`makegood serve` in processes of its own. `address` is where it answers."""

    url: str
    folder: Path
    workers: int = 1
    arguments: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Server:
        self._log = (self.folder / f"serve-{self.port}.log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "core.cli", "serve", "--port", str(self.port), "--workers", str(self.workers), *self.arguments],
            cwd=ROOT, env=environment(self.url, self.folder), stdout=self._log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self._wait()
        return self

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"the server stopped at once:\n{self.log()}")
            try:
                if httpx.get(self.address + "/readyz", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise RuntimeError(f"the server does not answer:\n{self.log()}")

    @property
    def pid(self) -> int:
        """The process that was started; workers are its children."""
        return self._process.pid

    def log(self) -> str:
        """What the server has printed so far."""
        return Path(self._log.name).read_text(errors="replace")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
