"""From sheets to PDFs: WeasyPrint at work in a process of its own.

Setting a page is work of the processor, and whoever writes a document's text can make it long. So it runs where it can
be stopped: its time, memory and output are limited, it holds no connection, no secret and no database, and the server
itself never loads WeasyPrint. It takes half a second to start.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import structlog

from core.ui.paper.sheets import Sheet

TYPESETTER = Path(__file__).with_name("typesetter.py")
SECONDS, SECONDS_A_SHEET, PATIENCE = 20, 5, 3
"""How long the processor may work for the first sheet and for each one more, and how many times as long it may take."""
LONGEST = 5_000_000
"""Characters of a sheet's HTML."""
NOT_INSTALLED, NO_LIBRARIES, TOO_LARGE = 3, 4, 5
"""How the typesetter ends where it cannot begin, or may not go on."""
INSTALL = "PDFs cannot be made here yet. Whoever looks after this server runs: pip install makegood[pdf]"
LIBRARIES = (
    "PDFs need libraries that this server lacks. Whoever looks after it runs, on Debian: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
)
TOO_LONG = "This document is too long to be made into a PDF."
log = structlog.get_logger("core.paper")

Static = Mapping[str, Path]
"""The folders of static files, by the address that they stand below: "/static/core/3f2a1b9c04d7/"."""


class CannotSet(Exception):
    """No PDF can be made, or not of these sheets; `text` is for the user. `lacking`: something is not installed."""

    def __init__(self, text: str, *, lacking: bool = False) -> None:
        super().__init__(text)
        self.text, self.lacking = text, lacking


def set_sheets(sheets: Sequence[Sheet], static: Static) -> list[bytes]:
    """A PDF of each sheet, in their order. The same sheet gives the same bytes. Raises CannotSet."""
    if any(len(one.html) > LONGEST for one in sheets):
        raise CannotSet(TOO_LONG)
    job = [{"html": one.html, "files": {url: str(path) for url, path in one.files.items()}} for one in sheets]
    return _work({"sheets": job, "static": {url: str(path) for url, path in static.items()}}, len(sheets), len(sheets))


def bind(documents: Sequence[bytes]) -> bytes:
    """One PDF of several, each beginning on a page of its own. Raises CannotSet."""
    if len(documents) == 1:
        return documents[0]
    with tempfile.TemporaryDirectory(prefix="makegood-paper-") as folder:
        paths = []
        for number, document in enumerate(documents):
            paths.append(Path(folder, f"{number}.pdf"))
            paths[-1].write_bytes(document)
        return _work({"bind": [str(path) for path in paths]}, len(documents), 1)[0]


def _work(job: Mapping[str, Any], size: int, made: int) -> list[bytes]:
    """Lets a typesetter do a job of `size` documents and gives the `made` PDFs."""
    seconds = SECONDS + SECONDS_A_SHEET * (size - 1)
    with tempfile.TemporaryDirectory(prefix="makegood-paper-") as folder:
        Path(folder, "job.json").write_text(json.dumps(job))
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(TYPESETTER), folder, str(seconds)],
                env=kept, cwd=folder, capture_output=True, text=True, timeout=seconds * PATIENCE, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as why:
            raise CannotSet(TOO_LONG) from why
        if done.returncode in (NOT_INSTALLED, NO_LIBRARIES):
            raise CannotSet(INSTALL if done.returncode == NOT_INSTALLED else LIBRARIES, lacking=True)
        if done.returncode < 0 or done.returncode == TOO_LARGE:  # stopped by one of its limits
            raise CannotSet(TOO_LONG)
        if done.returncode:
            raise RuntimeError(f"setting pages failed: {done.stderr[-4_000:]}")
        if done.stderr:
            log.warning("paper", said=done.stderr[-4_000:])
        return [Path(folder, f"made-{number}.pdf").read_bytes() for number in range(made)]
