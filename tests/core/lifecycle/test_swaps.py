"""Swapping registries: no request fails under load, in any process, and old registries go away."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import weakref
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.orm.env import Env
from tests.core.lifecycle.conftest import MakeKernel, names, system

ROOT = Path(__file__).resolve().parents[3]


def look_around(env: Env) -> int:
    """Enough of the ORM to fill its caches."""
    plants = env.registry.model("garden.plant")
    for plant in env.session.scalars(sa.select(plants).order_by(plants.name)):
        assert plant.bed.name
        assert all(tag.name for tag in plant.tags)
    return env.registry.generation


def test_old_registries_are_collected(gardens: MakeKernel) -> None:
    kernel = gardens("garden")
    kernel.swap(kernel.build(kernel.state()))  # the first one is kept for other tests
    seen = []
    for _ in range(6):
        system(kernel, look_around)
        seen.append(weakref.ref(kernel.registry.models))
        with kernel.database.begin() as connection:
            connection.exec_driver_sql("UPDATE core_state SET generation = generation + 1")
        system(kernel, look_around)
    gc.collect()
    alive = [ref() for ref in seen if ref() is not None]
    assert alive == []
    assert kernel.registry.generation == 7


def test_a_registry_is_built_once_however_many_threads_ask(
    gardens: MakeKernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from core.lifecycle import standing as module

    kernel, built = gardens("garden"), []
    build = module.build_registry

    def counted(*args: object, **how: object) -> object:
        built.append(1)
        return build(*args, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "build_registry", counted)
    with kernel.database.begin() as connection:
        connection.exec_driver_sql("UPDATE core_state SET generation = generation + 1")
    with ThreadPoolExecutor(6) as pool:
        generations = list(pool.map(lambda _: system(kernel, look_around, write=False), range(12)))
    assert set(generations) == {2}
    assert len(built) == 1


@pytest.mark.parametrize("reader_count", [2])
def test_installs_while_other_processes_work(
    gardens: MakeKernel, database_url: str, tmp_path: Path, reader_count: int
) -> None:
    kernel = gardens("garden")
    stop = tmp_path / "stop"
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.core.lifecycle.working", database_url, str(stop)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(reader_count)
    ]  # fmt: skip

    def all_say(line: str) -> None:
        for worker in workers:
            assert worker.stdout is not None
            assert worker.stdout.readline() == f"{line}\n"

    try:
        all_say("ready")
        all_say("1")
        for generation, addon in enumerate(("market", "garden_care"), start=2):
            kernel.install([addon])
            all_say(str(generation))
    finally:
        stop.touch()
        reports = [json.loads(worker.communicate(timeout=60)[0].splitlines()[-1]) for worker in workers]
    for report in reports:
        assert report["errors"] == []
        assert report["generations"] == [1, 2, 3]
    written = sum(report["written"] for report in reports)
    assert len([name for name in names(kernel, "garden.tag") if name == "load"]) == written > 0
