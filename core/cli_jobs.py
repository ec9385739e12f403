"""Background jobs from the command line: a worker of its own, and how the queue stands."""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated, Any

import typer

from core.cli_kernel import kernel
from core.cli_output import fail, out, show, show_json, told
from core.orm.identity import Identity


def worker(
    concurrency: Annotated[int, typer.Option(min=1, help="How many jobs at once.")] = 2,
    once: Annotated[bool, typer.Option("--once", help="Run what is due, then end.")] = False,
) -> None:
    """Runs background jobs until it is told to stop. Jobs under way are given 20 seconds then."""
    from core.jobs.worker import Worker
    from core.web.serve import configure_log

    configure_log(sys.stderr.isatty())
    with told(), kernel() as opened:
        if not opened.is_initialised():
            fail("This database is empty. Run `makegood init` first.")
        hangs: list[bool] = []

        def begin_anew() -> None:
            hangs.append(True)
            working.stop()

        working = Worker(opened, concurrency=concurrency, stuck=begin_anew)
        if once:
            out.print(f"{working.run_due()} jobs ran.")
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: working.stop())
        print(f"Makegood's worker {working.name} runs {concurrency} jobs at once", flush=True)
        working.work()
    # A thread cannot be ended, and Python would wait for it.
    if hangs:
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
    if working.left:
        os._exit(0)


def queue(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Says how many background jobs wait, run and have failed."""
    from core.jobs.queue import length

    with told(), kernel(pages=False) as opened:
        stands = opened.work(length, who=Identity.system(), write=False)
        waits = (opened.clock.now() - stands.oldest).total_seconds() if stands.oldest is not None else 0.0
    row: dict[str, Any] = {"waiting": stands.waiting, "running": stands.running, "failed": stands.failed,
                           "oldest_seconds": round(waits, 1)}  # fmt: skip
    if as_json:
        show_json(row)
        return
    headings = {"waiting": "Due", "running": "Running", "failed": "Failed", "oldest_seconds": "Oldest waits (s)"}
    show([row], headings, as_json=False)
