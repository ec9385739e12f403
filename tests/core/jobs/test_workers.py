"""Workers share a queue: whoever is killed loses his jobs to the others, and no job succeeds twice."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from core import QueuedJob
from core.jobs import queue
from core.jobs import worker as worker_module
from core.jobs.declared import Jobs
from core.jobs.worker import Worker
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import SystemClock
from tests.conftest import Measured
from tests.core.jobs.conftest import CHORES, FOLDERS, House, Turned
from tests.kernels import ADDONS, Acting
from tests.servers import PATIENCE, ROOT, Server, environment, makegood


@pytest.fixture
def shop(fresh_kernel: Callable[..., Kernel], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Acting:
    """A kernel whose database real workers work on as well."""
    config = tmp_path / "addons.toml"
    config.write_text(f'folders = ["{ADDONS}", "{CHORES}"]\n')
    monkeypatch.setenv("MAKEGOOD_CONFIG", str(config))
    return Acting(fresh_kernel("base", "chores", folders=FOLDERS))


@contextmanager
def a_worker(shop: Acting, folder: Path, concurrency: int = 2) -> Iterator[subprocess.Popen[bytes]]:
    """`makegood worker` in a process of its own; yields when it works."""
    url = shop.kernel.database.url.render_as_string(hide_password=False)
    with (folder / f"worker-{time.monotonic_ns()}.log").open("wb+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "core.cli", "worker", "--concurrency", str(concurrency)],
            cwd=ROOT, env=environment(url, folder), stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            until(lambda: b"Makegood's worker" in Path(log.name).read_bytes() or process.poll() is not None)
            assert process.poll() is None, Path(log.name).read_text()
            yield process
        finally:
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def until(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.05)


def states(shop: Acting) -> dict[str, int]:
    def count(env: Env) -> dict[str, int]:
        table = env[QueuedJob].__table__
        own = sa.select(table.c.state, sa.func.count()).where(table.c.schedule_id.is_(None)).group_by(table.c.state)
        return dict(tuple(row) for row in env.transaction.connection.execute(own))

    return shop.run(count, write=False)


def traces(shop: Acting) -> dict[str, int]:
    from addons.chores.models import Trace

    def count(env: Env) -> dict[str, int]:
        said = env[Trace].text
        return dict(tuple(row) for row in env.session.execute(sa.select(said, sa.func.count()).group_by(said)))

    return shop.run(count, write=False)


def test_two_workers_race_and_every_job_succeeds_once(shop: Acting, tmp_path: Path) -> None:
    from addons.chores.jobs import note

    with a_worker(shop, tmp_path), a_worker(shop, tmp_path):
        for batch in range(4):
            shop.run(lambda env, batch=batch: [env.enqueue(note, text=f"{batch} {n}") for n in range(15)] and None)
        until(lambda: states(shop) == {"done": 60})
    assert {text: n for text, n in traces(shop).items() if text[0].isdigit()} == {
        f"{batch} {n}": 1 for batch in range(4) for n in range(15)
    }


def test_a_worker_killed_in_the_middle_loses_its_job_to_another(shop: Acting, tmp_path: Path) -> None:
    from addons.chores.jobs import die_once, note

    with a_worker(shop, tmp_path, concurrency=1) as process:
        id_ = shop.run(lambda env: env.enqueue(die_once, text="phoenix", folder=str(tmp_path)))
        until(lambda: process.poll() == -signal.SIGKILL)
    assert states(shop) == {"running": 1}
    assert "phoenix" not in traces(shop)
    # Before the lease runs out nobody touches it, and others get on with their work.
    shop.run(lambda env: env.enqueue(note, text="meanwhile"))
    assert Worker(shop.kernel).run_due() == 1
    shop.kernel.clock = Turned(SystemClock().now() + queue.LEASE)
    Worker(shop.kernel).run_due()
    assert traces(shop)["phoenix"] == 1
    done = shop.run(lambda env: env.session.get_one(env[QueuedJob], id_).attempts)
    assert done == 2


def test_one_that_always_kills_its_worker_is_a_dead_letter_in_the_end(house: House) -> None:
    from addons.chores.jobs import note

    id_ = house.asked(note, text="x")
    for _ in range(3):
        (taken,) = house.run(lambda env: (queue.end_lost(env), queue.claim(env, "ann", 1))[1])
        assert taken.id == id_
        house.clock.turn(seconds=61)
    assert house.work() == 0
    assert (house.job(id_).state, house.job(id_).error) == ("failed", queue.LOST)


def test_who_was_too_slow_leaves_nothing_behind(house: House) -> None:
    from addons.chores.jobs import note

    house.asked(note, text="once")
    (taken,) = house.run(lambda env: queue.claim(env, "ann", 1))
    house.clock.turn(seconds=61)
    assert house.work("bo") == 1
    late = Worker(house.kernel, name="ann")
    assert late._try(house.kernel.registry.facet(Jobs)["chores.note"], taken) == "lost"
    assert house.traces("once") == 1


def test_a_job_that_takes_long_keeps_its_lease(house: House) -> None:
    from addons.chores.jobs import note

    house.asked(note, text="long")
    (taken,) = house.run(lambda env: queue.claim(env, "ann", 1))
    for _ in range(5):
        house.clock.turn(seconds=50)
        house.run(lambda env: queue.renew(env, "ann", [taken.id]))
        assert house.work("bo") <= 1  # the rounds
    assert house.traces("long") == 0
    assert Worker(house.kernel, name="ann")._try(house.kernel.registry.facet(Jobs)["chores.note"], taken) == "done"


def test_it_stops_when_told_and_lets_a_job_end(shop: Acting, tmp_path: Path) -> None:
    from addons.chores.jobs import linger, note

    with a_worker(shop, tmp_path, concurrency=1) as process:
        shop.run(lambda env: env.enqueue(linger, text="slowly", seconds=1.5))
        until(lambda: states(shop).get("running") == 1)
        # SQLite: the lingering job writes, so this waits for it; the worker is told to stop before.
        process.terminate()
        shop.run(lambda env: env.enqueue(note.when(after=timedelta(0)), text="tomorrow"))
        assert process.wait(30) == 0
    assert states(shop) == {"done": 1, "waiting": 1}
    assert traces(shop) == {"slowly": 1}


def test_an_idle_worker_hears_of_new_jobs_at_once(shop: Acting, tmp_path: Path) -> None:
    from addons.chores.jobs import note

    with a_worker(shop, tmp_path):
        time.sleep(1.5)  # it has looked for schedules and found nothing to do
        took = []
        for n in range(3):
            began = time.monotonic()
            shop.run(lambda env, n=n: env.enqueue(note, text=f"ring {n}"))
            until(lambda n=n: f"ring {n}" in traces(shop))
            took.append(time.monotonic() - began)
            time.sleep(0.3)
    assert min(took) < 2.0, took


def test_addons_come_while_it_works(
    fresh_kernel: Callable[..., Kernel], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "addons.toml"
    config.write_text(f'folders = ["{ADDONS}", "{CHORES}"]\n')
    monkeypatch.setenv("MAKEGOOD_CONFIG", str(config))
    shop = Acting(fresh_kernel("base", folders=FOLDERS))
    with a_worker(shop, tmp_path):
        shop.kernel.install(["chores"])
        from addons.chores.jobs import note

        shop.run(lambda env: env.enqueue(note, text="new here"))
        until(lambda: traces(shop).get("new here") == 1)


def test_a_server_runs_jobs_too_unless_it_is_told_not_to(shop: Acting, tmp_path: Path) -> None:
    from addons.chores.jobs import note

    url = shop.kernel.database.url.render_as_string(hide_password=False)
    shop.run(lambda env: env.enqueue(note, text="served"))
    with Server(url, tmp_path, arguments=("--no-jobs",)) as server:
        time.sleep(1)
        assert httpx.get(f"{server.address}/readyz", timeout=10).json()["jobs"]["waiting"] == 1
    with Server(url, tmp_path) as server:
        until(lambda: traces(shop).get("served") == 1)
        said = httpx.get(f"{server.address}/metrics", timeout=10).text
        assert 'makegood_jobs_total{job="chores.note",result="done"} 1.0' in said
        assert 'makegood_queue_jobs{state="waiting"} 0.0' in said


def test_the_command_says_how_the_queue_stands(shop: Acting, tmp_path: Path) -> None:
    from addons.chores.jobs import decline, note

    url = shop.kernel.database.url.render_as_string(hide_password=False)
    shop.run(lambda env: [env.enqueue(one, text="x") for one in (note, decline)])
    ran = makegood("worker", "--once", url=url, folder=tmp_path).stdout
    assert ran in ("2 jobs ran.\n", "3 jobs ran.\n"), "at some hours the rounds are due, too"
    assert json.loads(makegood("queue", "--json", url=url, folder=tmp_path).stdout) == {
        "waiting": 0, "running": 0, "failed": 1, "oldest_seconds": 0.0}  # fmt: skip


def test_a_job_that_outlives_its_time_and_its_lease_is_told_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    told = threading.Event()
    monkeypatch.setattr(worker_module, "LEASE", timedelta(milliseconds=40))
    ann = Worker(house.kernel, name="ann", stuck=told.set)
    pulse = threading.Thread(target=ann._live)
    ann._running = {7: time.monotonic() + 60}
    pulse.start()
    try:
        assert not told.wait(0.1)
        ann._running = {7: time.monotonic()}
        assert told.wait(20)
        assert ann._stuck is None
    finally:
        ann._ended.set()
        pulse.join()


@pytest.mark.soak
@pytest.mark.parametrize(
    ("database_engine", "command"),
    [("sqlite", "serve"), ("postgresql", "worker"), ("postgresql", "serve --workers 2")],
    indirect=["database_engine"],
)
def test_a_process_whose_job_hangs_is_replaced(shop: Acting, tmp_path: Path, command: str, measured: Measured) -> None:
    from addons.chores.jobs import hang, note

    id_ = shop.run(lambda env: env.enqueue(hang))
    url = shop.kernel.database.url.render_as_string(hide_password=False)
    shop.kernel.database.forget_connections()
    name, *arguments = command.split()
    began = time.monotonic()
    running = a_worker(shop, tmp_path, 1) if name == "worker" else Server(url, tmp_path, arguments=tuple(arguments))
    with running:
        shop.run(lambda env: env.enqueue(note.when(after=timedelta(0)), text="later"))
        # It is tried twice: each time a process is lost, and the next one goes on.
        until(lambda: (job_state(shop, id_), traces(shop).get("later")) == ("failed", 1), seconds=400)
        measured(f"{command}: seconds until a job that hung twice was given up", f"{time.monotonic() - began:.0f}")


def job_state(shop: Acting, id_: int) -> str:
    return shop.run(lambda env: env.session.get(env[QueuedJob], id_).state, write=False)
