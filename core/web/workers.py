"""Several worker processes, forked from one that has loaded everything: what none of them changes they share.

Of the 95 MiB that a worker needs, two thirds are imports and the registry. A worker that is replaced is there at once.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import OperationalError
from uvicorn import _subprocess
from uvicorn.supervisors import Multiprocess

if TYPE_CHECKING:
    from core.lifecycle.kernel import Kernel
    from core.settings import Settings

log = structlog.get_logger("core.web")
_loaded: list[Kernel] = []
"""The kernel that was loaded before the workers were forked."""


class Workers(Multiprocess):
    """uvicorn's supervisor, with forked processes. `anew` says why it stopped: the code that it loaded is outdated."""

    anew = False

    def handle_hup(self) -> None:
        """The code on disk is to be served: workers that are forked here would have the code of this process."""
        self.anew = True
        self.should_exit.set()

    def keep_subprocess_alive(self) -> None:
        """As uvicorn does it. Of one that died Prometheus keeps what it counted, not how it stood."""
        from prometheus_client.multiprocess import mark_process_dead  # once it is known where figures are kept

        before = {one.pid for one in self.processes}
        super().keep_subprocess_alive()
        for pid in before - {one.pid for one in self.processes}:
            mark_process_dead(pid)  # type: ignore[no-untyped-call]


def can_fork() -> bool:
    """Whether workers are forked. Elsewhere (macOS) libraries of the system do not survive it."""
    return os.uname().sysname == "Linux" if hasattr(os, "uname") else False


def load_ahead(settings: Settings, figures: Path) -> None:
    """Loads what every worker needs, in the process that they will be forked from, and leaves nothing open.

    `figures` is the folder of Prometheus' figures: this process has none, and must not be counted as one.
    """
    from core.lifecycle.kernel import Kernel
    from core.web.site import builders

    kernel = Kernel.open(settings, builders=builders(settings))
    try:
        kernel.refresh()
    except OperationalError as why:
        # Workers wait for the database, and say meanwhile that they are not ready.
        log.warning("the database does not answer", error=str(why.orig))
        return
    finally:
        kernel.database.engine.dispose()
        for file in figures.iterdir():
            file.unlink()
    _loaded.append(kernel)
    _subprocess.spawn = multiprocessing.get_context("fork")  # type: ignore[assignment]
    # The collector writes to what it looks at, and what is written to is not shared any more.
    gc.collect()
    gc.freeze()


def loaded() -> Kernel | None:
    """The kernel that was loaded ahead for this process, if any."""
    return _loaded[0] if _loaded else None


def ask_for_new_code() -> None:
    """Lets the supervisor of this worker begin anew with the code on disk; workers finish their requests first."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None and parent.is_alive():
        os.kill(parent.pid, signal.SIGHUP)
