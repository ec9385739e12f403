"""A run of tests that is killed stops nothing itself: its PostgreSQL server and its folders go all the same."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil

from tests.servers import PATIENCE, ROOT

RUN = """
import sys, time
from core.testing import postgres
print(postgres.start(sys.argv[1]).url.partition("host=")[2], flush=True)
time.sleep(600)
"""


def test_a_killed_run_leaves_no_server_and_no_folder() -> None:
    own = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    # Not below pytest's own folder, which another account may not enter; a socket's name is short, too.
    run = subprocess.Popen([sys.executable, "-c", RUN, "/tmp"], cwd=ROOT, env=own, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    folder = Path(run.stdout.readline().strip())
    (file,) = folder.rglob("postmaster.pid")
    server = psutil.Process(int(file.read_text().splitlines()[0]))
    assert server.is_running()
    run.kill()
    run.wait()
    run.stdout.close()
    server.wait(PATIENCE)
    deadline = time.monotonic() + PATIENCE
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not folder.exists()
