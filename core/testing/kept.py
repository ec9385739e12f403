"""Folders that are gone when their process is, however it ended, and with them the servers that work in them.

A test run may be killed, and then it stops nothing itself: a PostgreSQL server would go on for days, in memory. So a
shell outside of its process group waits for the other end of a pipe to close.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

KEEPER = """
read -r _
for file in "$1"/postmaster.pid "$1"/data/postmaster.pid; do
  if read -r pid 2>/dev/null <"$file"; then
    kill -QUIT "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
  fi
done
rm -rf "$1"
"""
"""What the shell does. A PostgreSQL server that gets SIGQUIT stops at once; the first line of its file is its id."""


@dataclass
class Kept:
    """A folder and the shell that waits for its end."""

    folder: Path
    keeper: subprocess.Popen[bytes]

    def end(self) -> None:
        """Stops what works in the folder and removes it. A forked child may hold the pipe open: a line says so, too."""
        if self.keeper.stdin is not None and not self.keeper.stdin.closed:
            with contextlib.suppress(BrokenPipeError), self.keeper.stdin as pipe:
                pipe.write(b"\n")
            self.keeper.wait()


def keep(prefix: str, place: str | None = None) -> Kept:
    """A new folder in `place`; None: where the system wants such."""
    folder = tempfile.mkdtemp(prefix=prefix, dir=place)
    shell = ["sh", "-c", KEEPER, "keeper", folder]
    devnull = subprocess.DEVNULL
    return Kept(
        Path(folder),
        subprocess.Popen(shell, stdin=subprocess.PIPE, stdout=devnull, stderr=devnull, start_new_session=True),
    )
