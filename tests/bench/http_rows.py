"""Pages over HTTP: the ticket's form and list under load, an installation under load, cold start, memory."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import psutil
import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from tests.bench import load
from tests.bench.figures import Figure
from tests.servers import Server, environment, free_port
from tests.visitors import Visitor

WORKERS, CONNECTIONS = 2, 8
FLOOR_APP = "tests.bench.floor:app"


def _cookie(visitor: Visitor) -> str:
    return "; ".join(f"{name}={value}" for name, value in visitor.client.cookies.items())


def pages(url: str, folder: Path, engine: str, ticket: int, seconds: float) -> list[Figure]:
    """The ticket's form and list as pages, and the same by driver and template beside them."""
    with Server(url, folder, workers=WORKERS) as server:
        agent = Visitor(server.address, "agent@example.com")
        cookie = _cookie(agent)
        found, processor = {}, {}
        for what, path in (("form", f"/helpdesk/ticket/{ticket}"), ("list", "/helpdesk/tickets")):
            assert agent.get(path).status_code == 200, path
            load.run(server.port, path, cookie, seconds=2, connections=CONNECTIONS)
            before = _processor_seconds(server)
            found[what] = load.run(server.port, path, cookie, seconds=seconds, connections=CONNECTIONS)
            processor[what] = (_processor_seconds(server) - before) / len(found[what].taken) * 1e3
            assert not found[what].failed, found[what].failed[:5]
        memory = _memory(server)
        agent.close()
    floors = _floors(url, folder, ticket)
    form, listed = found["form"].rate, found["list"].rate
    return [
        Figure("ticket form page, 8 connections, 2 workers", engine, form, "pages/s", ">= 250", floors["form"],
               "driver + template", form >= 250),
        Figure("ticket form page, 95th percentile", engine, found["form"].percentile(0.95), "ms", "<= 300",
               met=found["form"].percentile(0.95) <= 300),
        Figure("… processor time of a page", engine, processor["form"], "ms", "<= 8", met=processor["form"] <= 8),
        Figure("ticket list page, 8 connections, 2 workers", engine, listed, "pages/s", "", floors["list"],
               "driver + template"),
        Figure("… processor time of a page", engine, processor["list"], "ms"),
        Figure("memory a worker after the load, shared pages counted once", engine, memory, "MiB", "<= 90", met=memory <= 90),
    ]  # fmt: skip


def _processor_seconds(server: Server) -> float:
    """What the server's processes have used so far: a busy machine tells the clock, not this."""
    process = psutil.Process(server.pid)
    times = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def _memory(server: Server) -> float:
    """MiB a worker: what all processes of the server take, shared pages counted once (PSS), divided by the workers."""
    process = psutil.Process(server.pid)
    everybody = [one.memory_full_info() for one in (process, *process.children(recursive=True))]
    return sum(getattr(one, "pss", one.rss) for one in everybody) / WORKERS / 2**20


def _floors(url: str, folder: Path, ticket: int) -> dict[str, float]:
    """The same two pages by the bare driver and one hand-written template, served by the same server program."""
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "uvicorn",
            FLOOR_APP,
            "--port",
            str(port),
            "--workers",
            str(WORKERS),
            "--log-level",
            "error",
        ],
        env=environment(url, folder),
    )
    try:
        for _ in range(100):
            try:
                httpx.get(f"http://127.0.0.1:{port}/list").raise_for_status()
                break
            except httpx.TransportError:
                time.sleep(0.1)
        rates = {}
        for what, path in (("form", f"/form/{ticket}"), ("list", "/list")):
            load.run(port, path, "", seconds=1, connections=CONNECTIONS)
            rates[what] = load.run(port, path, "", seconds=4, connections=CONNECTIONS).rate
        return rates
    finally:
        process.terminate()
        process.wait()


def installing(url: str, folder: Path, engine: str) -> list[Figure]:
    """Inventory comes into a running server: how long it takes, what others notice, how long the gate is held."""
    with Server(url, folder, workers=WORKERS) as server:
        agent = Visitor(server.address, "agent@example.com")
        cookie = _cookie(agent)
        answer: dict[str, load.Load] = {}

        def others() -> None:
            answer["load"] = load.run(server.port, "/helpdesk/tickets", cookie, seconds=12, connections=4)

        thread = threading.Thread(target=others)
        thread.start()
        # In a process of its own: the load must not take turns with it.
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.install", "stock"],
            env=environment(url, folder), capture_output=True, text=True, check=True,
        )  # fmt: skip
        thread.join()
        agent.close()
    told, seen = json.loads(done.stdout.splitlines()[-1]), answer["load"]
    took, held = told["seconds"], told["gate_ms"]
    return [
        Figure("install Inventory on a running server", engine, took, "s", "<= 0.5", met=took <= 0.5),
        Figure("… the gate is held", engine, held, "ms", "<= 100", met=held <= 100),
        Figure("… processor time while it is held", engine, told["gate_cpu_ms"], "ms"),
        Figure("… longest answer of other requests", engine, max(seen.taken), "ms", "", seen.percentile(0.5), "median"),
        Figure("… failed requests", engine, len(seen.failed), "", "0", met=not seen.failed),
    ]


def cold_start(url: str, folder: Path, engine: str) -> list[Figure]:
    """From the command to the first page: by the clock, and the processor's time in it."""
    begin = time.perf_counter()
    with Server(url, folder) as server:
        httpx.get(server.address + "/login").raise_for_status()
        took = time.perf_counter() - begin
        times = psutil.Process(server.pid).cpu_times()
    return [
        Figure("cold start to the first page", engine, took, "s", "<= 1.0", met=took <= 1.0),
        Figure("… processor time of it", engine, times.user + times.system, "s"),
    ]


def a_ticket(kernel: Kernel) -> int:
    """The id of a ticket in the middle."""
    with kernel.database.begin(write=False) as connection:
        return int(connection.scalar(sa.text("SELECT id FROM helpdesk_ticket ORDER BY id LIMIT 1 OFFSET 50000")) or 1)
