"""Kernels with an addon whose jobs do, fail, hang and die; a clock that tests turn; workers in this thread."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import structlog

from core.jobs.models import QueuedJob
from core.jobs.worker import Worker
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from tests.kernels import ADDONS, Acting

CHORES = Path(__file__).parent / "addons"
FOLDERS = (ADDONS, CHORES)
START = datetime(2026, 3, 2, 12, 1, tzinfo=UTC)


@dataclass
class Turned:
    """A clock that stands still until it is turned."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment

    def turn(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class House:
    """A kernel, its clock, and workers on it."""

    kernel: Kernel
    clock: Turned
    workers: dict[str, Worker] = field(default_factory=dict)

    def run(self, handler: Callable[[Env], Any], *who: Any) -> Any:
        return Acting(self.kernel).run(handler, *who)

    def work(self, name: str = "ann") -> int:
        """Lets a worker run what is due; how many jobs ran."""
        if name not in self.workers:
            self.workers[name] = Worker(self.kernel, name=name, chance=random.Random(7))
        return self.workers[name].run_due()

    def asked(self, declared: Any, *arguments: Any, **named: Any) -> int:
        """Enqueues a job as the system."""
        return int(self.run(lambda env: env.enqueue(declared, *arguments, **named)))

    def job(self, id_: int) -> Any:
        """A job as the table has it."""
        return self.run(
            lambda env: env.transaction.connection.execute(
                sa.select(env[QueuedJob].__table__).where(env[QueuedJob].id == id_)
            ).one()
        )

    def traces(self, text: str) -> int:
        from addons.chores.jobs import traces

        return int(self.run(lambda env: traces(env, text)))


@pytest.fixture(autouse=True)
def plain_log() -> Iterator[None]:
    """As in production: without the values of variables, which take seconds to print."""
    before = structlog.get_config()
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.JSONRenderer()])
    yield
    structlog.configure(**before)


@pytest.fixture
def house(fresh_kernel: Callable[..., Kernel]) -> House:
    clock = Turned()
    return House(fresh_kernel("base", "chores", folders=FOLDERS, clock=clock), clock)
