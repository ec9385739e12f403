"""The program in docs/use-the-api.md does what the page says, on a real server (SPEC XC-9)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.lifecycle.kernel import Kernel
from core.web.api import idempotency, lists
from core.web.site import LONGEST_FORM, LONGEST_UPLOAD
from core.web.uploads import MOST_FILES
from tests.contract.test_docs import DOCS, PYTHON
from tests.servers import Server, makegood

PAGE = DOCS / "use-the-api.md"


@pytest.mark.req("XC-9", "RT-10")
def test_the_program_of_the_page_takes_a_bike_back(fresh_kernel: Callable[..., Kernel], tmp_path: Path) -> None:
    kernel = fresh_kernel("demo", "helpdesk_return", demonstration=True)
    url = kernel.database.url.render_as_string(hide_password=False)
    key = makegood("api-key", "add", "agent@example.com", "--name", "Example", url=url, folder=tmp_path)
    assert key.returncode == 0, key.stderr
    (program,) = PYTHON.findall(PAGE.read_text())
    with Server(url, tmp_path) as server:
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, timeout=120,
            env={**os.environ, "MAKEGOOD": server.address, "KEY": key.stdout.strip()},
        )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.fullmatch(r"IN/\d+ ready Return of OUT/00002 \['1.000'\]\n", done.stdout)
    (promised,) = re.findall(r"It prints `([^`]+)`", PAGE.read_text())
    assert re.sub(r"IN/\d+", "", done.stdout.strip()) == re.sub(r"IN/\d+", "", promised)
    listed = makegood("api-key", "list", "agent@example.com", "--json", url=url, folder=tmp_path)
    assert '"name": "Example"' in listed.stdout and key.stdout.strip() not in listed.stdout
    assert makegood("api-key", "revoke", "1", url=url, folder=tmp_path).returncode == 0
    assert makegood("api-key", "revoke", "1", url=url, folder=tmp_path).returncode == 1
    assert makegood("api-key", "add", "nobody@example.com", "--name", "x", url=url, folder=tmp_path).returncode == 1


@pytest.mark.parametrize(
    "told",
    [
        f"{lists.USUAL} unless you say otherwise, {lists.MOST} at most",
        f"kept for {int(idempotency.KEPT.total_seconds()) // 3600} hours",
        f"A body may have {LONGEST_FORM // 10**6} MB and 20 levels, a table 500 lines",
        f"a form with files {LONGEST_UPLOAD // 10**6} MB",
        f"up to {MOST_FILES} at once",
        "A key may make 600 requests a minute",
    ],
)
def test_figures_of_the_page_are_those_of_the_code(told: str) -> None:
    assert told in " ".join(PAGE.read_text().split())
