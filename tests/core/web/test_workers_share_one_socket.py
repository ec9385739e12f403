"""`makegood serve` as processes of its own: several workers on one socket, replaced when killed, stopped gracefully."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pytest
import sqlalchemy as sa

from addons.base.models import User
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.web.workers import can_fork
from tests.core.web.conftest import PASSWORD, fields_of
from tests.servers import PATIENCE, Server

ANN = "ann@example.com"


@pytest.fixture
def kernel(fresh_kernel: Callable[..., Kernel]) -> Kernel:
    made = fresh_kernel("base")

    def add(env: Env) -> None:
        env.hook.add_user(env=env, login=ANN, name="Ann", password=PASSWORD, roles=["base.settings"])

    made.work(add, who=Identity.system())
    return made


@pytest.fixture
def server(kernel: Kernel, tmp_path: Path) -> Iterator[Server]:
    url = kernel.database.url.render_as_string(hide_password=False)
    with Server(url, tmp_path, workers=2) as running:
        yield running


def sign_in(server: Server) -> httpx.Client:
    client = httpx.Client(base_url=server.address, timeout=PATIENCE)
    fields = fields_of(client.get("/login").text)
    answer = client.post("/login", data={**fields, "login": ANN, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return client


def workers_of(server: Server) -> list[psutil.Process]:
    parent = psutil.Process(server._process.pid)
    found = []
    for child in parent.children(recursive=True):
        with contextlib.suppress(psutil.ZombieProcess, psutil.NoSuchProcess):
            if "resource_tracker" not in " ".join(child.cmdline()):
                found.append(child)
    return found


def test_sessions_tokens_and_installs_are_known_to_every_worker(server: Server) -> None:
    client = sign_in(server)
    with contextlib.closing(client), ThreadPoolExecutor(6) as pool:
        # Many connections at once, so that both workers answer.
        statuses = list(pool.map(lambda _: client.get("/preferences").status_code, range(40)))
        assert set(statuses) == {200}
        preview = fields_of(client.get("/apps/product/install").text)
        assert client.post("/apps/product/install", data=preview).status_code == 303
        pages = list(pool.map(lambda _: client.get("/product/products").status_code, range(40)))
        assert set(pages) == {200}
    assert re.search(r"Makegood is at http://127\.0\.0\.1:\d+", server.log())


@pytest.mark.req("AR-5")
def test_roles_taken_away_elsewhere_act_on_the_next_request_of_every_worker(server: Server, kernel: Kernel) -> None:
    client = sign_in(server)

    def take_away(env: Env) -> None:
        env.hook.add_user(env=env, login="bea@example.com", name="Bea", password=PASSWORD, roles=["base.settings"])
        ann = env.session.scalars(sa.select(env[User]).where(env[User].login == ANN)).one()
        ann.roles.clear()

    with contextlib.closing(client), ThreadPoolExecutor(6) as pool:

        def statuses() -> set[int]:
            return set(pool.map(lambda path: client.get(path).status_code, ["/base/contacts", "/base/users"] * 12))

        assert statuses() == {200}  # and every worker has its statements compiled
        kernel.work(take_away, who=Identity.system())
        assert statuses() == {404}


def test_equal_submits_to_different_workers_have_one_effect(server: Server) -> None:
    client = sign_in(server)
    with contextlib.closing(client), ThreadPoolExecutor(8) as pool:
        data = {**fields_of(client.get("/base/contact/new").text), "name": "Weber"}
        answers = list(pool.map(lambda _: client.post("/base/contact/new", data=data), range(8)))
        assert {one.status_code for one in answers} == {303}
        assert len({one.headers["location"] for one in answers}) == 1
        assert client.get("/palette?q=weber").json()["entries"][0]["text"] == "Weber"
        assert len(client.get("/palette?q=weber").json()["entries"]) == 1


def test_a_killed_worker_is_replaced(server: Server) -> None:
    before = {one.pid for one in workers_of(server)}
    assert len(before) == 2
    os.kill(min(before), signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and len({one.pid for one in workers_of(server)} - {min(before)}) < 2:
        time.sleep(0.2)
    assert len({one.pid for one in workers_of(server)} - {min(before)}) == 2
    for _ in range(10):
        assert httpx.get(server.address + "/healthz", timeout=PATIENCE).status_code == 200


def test_figures_of_all_workers_are_added_up(server: Server) -> None:
    for _ in range(20):
        httpx.get(server.address + "/login", timeout=PATIENCE)
    figures = httpx.get(server.address + "/metrics", timeout=PATIENCE).text
    found = re.search(r'makegood_answers_total\{method="GET",status="200"\} (\d+)', figures)
    assert found is not None
    assert int(found[1]) >= 20


def generation(server: Server) -> int:
    """As Prometheus reads it, from whichever worker."""
    found = re.search(r"^makegood_generation (\d+)", httpx.get(server.address + "/metrics").text, re.MULTILINE)
    assert found is not None
    return int(found[1])


def test_the_generation_is_that_of_the_last_worker_to_know_it(server: Server, kernel: Kernel) -> None:
    """One that has answered nothing yet has a registry, too; one that died has none."""
    assert generation(server) == 1
    victim = workers_of(server)[0].pid
    os.kill(victim, signal.SIGKILL)
    kernel.install(["product"])
    deadline = time.monotonic() + PATIENCE
    while generation(server) != 2 and time.monotonic() < deadline:
        httpx.get(server.address + "/login", timeout=PATIENCE)
    assert generation(server) == 2


@pytest.mark.skipif(not can_fork(), reason="workers are forked on Linux only")
def test_workers_share_what_was_loaded_before_them(server: Server) -> None:
    for _ in range(20):
        assert httpx.get(server.address + "/login").status_code == 200
    for worker in workers_of(server):
        memory = worker.memory_full_info()
        assert memory.uss < 0.75 * memory.rss, (worker.pid, memory)


def test_told_to_stop_it_stops_and_leaves_no_process(server: Server) -> None:
    children = workers_of(server)
    server._process.terminate()
    assert server._process.wait(timeout=30) == 0
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive
    assert "Traceback" not in server.log()
