"""A worker that is killed between handing a mail over and noting it: the mail is not sent again."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from addons.mail.delivering import UNKNOWN
from core.jobs import queue
from core.jobs.worker import Worker
from core.lifecycle.kernel import Kernel
from core.orm.identity import SystemClock
from tests.addons.mail.conftest import PostOffice, a_server, furnish, post, states
from tests.addons.mail.conftest import queue as queued
from tests.core.jobs.conftest import House, Turned
from tests.core.jobs.test_workers import a_worker, until
from tests.kernels import Acting


@pytest.mark.req("CT-7")
def test_nobody_gets_it_twice(fresh_kernel: Callable[..., Kernel], office: PostOffice, tmp_path: Path) -> None:
    kernel = fresh_kernel("product", scene=(furnish,))
    house = House(kernel, Turned())
    house.run(lambda env: a_server(env, office) and None)
    running: list[subprocess.Popen[bytes]] = []

    def killed_before_it_hears() -> str:
        running[0].send_signal(signal.SIGKILL)
        running[0].wait()
        return "250 OK"

    office.data = [killed_before_it_hears]
    with a_worker(Acting(kernel), tmp_path, concurrency=1) as process:
        running.append(process)
        post(house, recipients=["bo@example.com"])
        until(lambda: process.poll() == -signal.SIGKILL)
    assert states(house) == {"bo@example.com": "outgoing"}
    kernel.clock = Turned(SystemClock().now() + queue.LEASE)
    Worker(kernel).run_due()
    assert office.addresses == ["bo@example.com"]
    ((state, answer),) = [(row.state, row.answer) for row in queued(house)]
    assert (state, answer) == ("failed", UNKNOWN)
