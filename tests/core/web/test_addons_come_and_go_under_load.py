"""Addons come and go fifty times while four workers serve: no request fails, all know it soon, nothing is left over.

The quick form is `test_uninstalling_while_others_work.py`.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import httpx
import psutil
import pytest

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from tests.conftest import Measured
from tests.core.web.conftest import PASSWORD, fields_of
from tests.kernels import Kernels
from tests.servers import Server

WORKERS = 4
PAGES = ("/preferences", "/apps", "/base/contacts", "/product/products")
STAYS = PAGES[:3]
CURRENT_WITHIN_SECONDS = 2.0
"""For the long form, which has the machine to itself."""
PATIENCE_SECONDS = 90.0
ANSWERS = 24
"""In a row, on a connection each. Which worker takes a connection is the system's choice: not always all of them."""
ROUNDS = 50
WARM_UP, GROWTH = 10, 1.15
"""Rounds until caches are full, and how much more memory there may be in the end than after them."""


@pytest.fixture
def server(kernel_templates: Kernels, tmp_path: Path) -> Iterator[Server]:
    kernel: Kernel = kernel_templates.make("postgresql", ["product"])

    def add(env: Env) -> None:
        env.hook.add_user(env=env, login="ann@example.com", name="Ann", password=PASSWORD, roles=["base.settings"])

    kernel.work(add, who=Identity.system())
    with Server(kernel.database.url.render_as_string(hide_password=False), tmp_path, workers=WORKERS) as running:
        yield running
    kernel_templates.close()


def visitor(server: Server, cookies: httpx.Cookies | None = None) -> httpx.Client:
    return httpx.Client(base_url=server.address, timeout=60, cookies=cookies)


@contextmanager
def load(server: Server, cookies: httpx.Cookies) -> Iterator[Counter[tuple[str, int]]]:
    """Somebody on each page without pause, on a connection each time, so that every worker answers."""
    stop, met, lock = threading.Event(), Counter[tuple[str, int]](), threading.Lock()

    def look_around(page: str) -> None:
        while not stop.is_set():
            with visitor(server, cookies) as client:
                status = client.get(page).status_code
            with lock:
                met[page, status] += 1

    readers = [threading.Thread(target=look_around, args=(page,)) for page in PAGES]
    for reader in readers:
        reader.start()
    try:
        yield met
    finally:
        stop.set()
        for reader in readers:
            reader.join()


def workers(server: Server, wanted: Callable[[Mapping[str, int]], bool]) -> tuple[float, int]:
    """Seconds until several answers in a row are as wanted, and how many workers gave them."""
    told: set[int] = set()
    began = time.monotonic()
    as_wanted, since = 0, began
    while as_wanted < ANSWERS:
        with visitor(server) as client:
            said = client.get("/readyz").json()
        told.add(said["worker"])
        if wanted(said):
            as_wanted += 1
        else:
            as_wanted, since = 0, time.monotonic()
        assert time.monotonic() - began < PATIENCE_SECONDS, said
    return since - began, len(told)


def is_current(said: Mapping[str, int]) -> bool:
    return said["generation"] == said["latest"]


def holds_one_registry(said: Mapping[str, int]) -> bool:
    return said["registries"] == 1


def megabytes(server: Server) -> float:
    """What the workers have in memory, together."""
    return sum(one.memory_info().rss for one in psutil.Process(server.pid).children(recursive=True)) / 1e6


def change(admin: httpx.Client, what: str) -> None:
    """Installs or uninstalls the addon, as an administrator does on its page."""
    address = f"/apps/product/{what}"
    fields = fields_of(admin.get(address).text)
    answer = admin.post(address, data={**fields, "name": "product"} if what == "uninstall" else fields)
    assert answer.status_code == 303, answer.text


@pytest.mark.soak
@pytest.mark.req("MD-13")
def test_fifty_rounds_leave_nothing_behind(server: Server, measured: Measured) -> None:
    with visitor(server) as admin:
        fields = fields_of(admin.get("/login").text)
        admin.post("/login", data={**fields, "login": "ann@example.com", "password": PASSWORD})
        late, memory, seen = [], [], set()
        with load(server, admin.cookies) as met:
            for _, what in itertools.product(range(ROUNDS), ("uninstall", "install")):
                change(admin, what)
                seconds, answered = workers(server, is_current)
                late.append(seconds)
                seen.add(answered)
                memory.append(megabytes(server))
        forgotten, _ = workers(server, holds_one_registry)
    failed = {what: count for what, count in met.items() if what[1] not in ((200,) if what[0] in STAYS else (200, 404))}
    measured("rounds", ROUNDS)
    measured("requests under load", met.total())
    measured("requests that failed", sum(failed.values()))
    measured("workers that were asked at once, fewest and most", f"{min(seen)}, {max(seen)}")
    measured("seconds until they were current, median and longest", f"{median(late):.2f}, {max(late):.2f}")
    measured("seconds until no old registry was alive", f"{forgotten:.2f}")
    measured("megabytes of 4 workers, at first, warm, at the end",
             ", ".join(f"{memory[at]:.0f}" for at in (0, 2 * WARM_UP, -1)))  # fmt: skip
    assert failed == {}
    assert met.total() > 5 * ROUNDS
    assert max(late) < CURRENT_WITHIN_SECONDS
    assert memory[-1] < GROWTH * memory[2 * WARM_UP]
