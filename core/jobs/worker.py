"""A worker: takes jobs, runs them in threads, and tells the database that it lives.

Any number of workers, in servers and in processes of their own, on any number of machines, share one queue. They need
not know each other. One that is killed loses its jobs to the others when its lease runs out.
"""

from __future__ import annotations

import os
import random
import secrets
import socket
import threading
import time
import traceback
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from core.jobs import queue, schedules
from core.jobs.declared import Job, Jobs
from core.jobs.errands import run
from core.jobs.queue import LEASE, Claimed, LeaseLost, TryLater
from core.jobs.waiting import bell_of
from core.orm.env import Env
from core.orm.identity import Identity
from core.orm.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.lifecycle.kernel import Kernel

T = TypeVar("T")
IDLE_SECONDS = 5.0
"""How long a worker waits when nothing rings: leases of others run out in silence."""
TELL_SECONDS = 60.0
"""How often it looks whether the scheduled jobs, or the zone they follow, have changed."""
GRACE_SECONDS = 20.0
"""How long jobs that run may take once the worker was told to stop. Then they are left to others."""
log = structlog.get_logger(__name__)


class Worker:
    """Runs jobs of one database, `concurrency` at once.

    `told` is called with each job's name, result and seconds. `stuck` is called once, when a job has outlived its time
    and its lease: others have taken it over by then, and nothing of it can be committed any more, but a thread cannot
    be ended. Whoever owns the process ends that.
    """

    def __init__(
        self,
        kernel: Kernel,
        *,
        concurrency: int = 1,
        name: str = "",
        chance: random.Random | None = None,
        told: Callable[[str, str, float], object] | None = None,
        stuck: Callable[[], object] | None = None,
    ) -> None:
        self.kernel, self.concurrency = kernel, concurrency
        self.name = name or f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(3)}"
        self._chance, self._told, self._stuck = chance or random.Random(), told, stuck
        self._stop, self._ended = threading.Event(), threading.Event()
        self._running: dict[int, float] = {}
        """Job -> the moment (monotonic) at which it is no longer kept alive."""
        self.left = 0
        """How many jobs still ran when `work` returned: their threads keep the process from ending by itself."""
        self._lock = threading.Lock()
        self._told_at, self._told_of = -TELL_SECONDS, -1

    # --- all day ------------------------------------------------------------------------------------------------------

    def work(self) -> None:
        """Works until `stop` is called, and then lets running jobs end for a while."""
        pulse = threading.Thread(target=self._live, name="jobs-pulse", daemon=True)
        pulse.start()
        bell = bell_of(self.kernel.database)
        pool = ThreadPoolExecutor(self.concurrency, thread_name_prefix="job")
        futures: set[Future[None]] = set()
        log.info("worker starts", worker=self.name, concurrency=self.concurrency)
        try:
            while not self._stop.is_set():
                futures = {one for one in futures if not one.done()}
                taken, pause = self._look(self.concurrency - len(futures))
                futures |= {pool.submit(self._run, *one) for one in taken}
                if len(futures) >= self.concurrency:
                    wait(futures, timeout=IDLE_SECONDS, return_when=FIRST_COMPLETED)
                elif not taken:
                    bell.wait(pause, self._stop)
        finally:
            self.left = len(wait(futures, timeout=GRACE_SECONDS).not_done)
            log.info("worker ends", worker=self.name, left=self.left)
            pool.shutdown(wait=False, cancel_futures=True)
            self._ended.set()
            bell.close()

    def stop(self) -> None:
        """Takes no more jobs. `work` returns when those that run have ended, or after `GRACE_SECONDS`."""
        self._stop.set()

    def run_due(self, most: int = 1_000) -> int:
        """Runs what is due, in this thread, one after the other, until nothing is; gives how many jobs ran."""
        ran = 0
        while ran < most and (taken := self._taken(1)):
            for one in taken:
                self._run(*one)
                ran += 1
        return ran

    def _look(self, most: int) -> tuple[list[tuple[Job[Any], Claimed]], float]:
        """Jobs to run now, or how many seconds to wait for some.

        A database that is away, or not made yet, or an addon that does not work, is a reason to wait, not to die.
        """
        try:
            taken = self._taken(most)
            return taken, 0.0 if taken else self._pause()
        except Exception:
            log.exception("the queue cannot be read", worker=self.name)
            return [], IDLE_SECONDS

    def _taken(self, most: int) -> list[tuple[Job[Any], Claimed]]:
        if self.kernel.is_copy:
            return []  # Nothing leaves a copy on which addons are tried: what would have been done here stays undone.
        self._tell_schedules()
        (is_due, is_lost), has_slot = self._system(
            lambda env: (queue.is_something_due(env), schedules.is_something_due(env)), write=False
        )
        if not (is_due or is_lost or has_slot):
            return []

        def take(env: Env) -> list[tuple[Job[Any], Claimed]]:
            if is_lost:
                queue.end_lost(env)
            if has_slot:
                schedules.enqueue_due(env)
            known = env.registry.facet(Jobs)
            return [(known[one.name], one) for one in queue.claim(env, self.name, most)]

        return self._system(take)

    def _tell_schedules(self) -> None:
        now, generation = time.monotonic(), self.kernel.registry.generation
        if self._told_of == generation and now - self._told_at < TELL_SECONDS:
            return
        if not self._system(schedules.are_told, write=False):
            self._system(schedules.tell)
        self._told_at, self._told_of = now, generation

    def _pause(self) -> float:
        """Seconds until something is due, as far as is known."""

        def first(env: Env) -> datetime | None:
            known = [one for one in (queue.next_due(env), schedules.next_slot(env)) if one is not None]
            return min(known, default=None)

        moment = self._system(first, write=False)
        if moment is None:
            return IDLE_SECONDS
        left = (moment - self.kernel.clock.now()).total_seconds()
        # What is due and was not taken waits for its lane, for a worker that knows it, or for a pause to end.
        return min(IDLE_SECONDS, left) if left > 0 else IDLE_SECONDS

    # --- one job ------------------------------------------------------------------------------------------------------

    def _run(self, job: Job[Any], claimed: Claimed) -> None:
        began = time.monotonic()
        with self._lock:
            self._running[claimed.id] = began + job.timeout.total_seconds()
        with structlog.contextvars.bound_contextvars(job=claimed.name, job_id=claimed.id, attempt=claimed.attempt):
            try:
                result = self._try(job, claimed)
            finally:
                with self._lock:
                    del self._running[claimed.id]
            took = time.monotonic() - began
            log.info("job", result=result, seconds=round(took, 3))
        if self._told is not None:
            self._told(claimed.name, result, took)

    def _try(self, job: Job[Any], claimed: Claimed) -> str:
        """Runs a job and notes what became of it: done, again, failed or lost."""
        try:
            run(self.kernel, job, claimed)
            return "done"
        except LeaseLost:
            log.warning("another worker has taken over")
            return "lost"
        except Exception as why:  # whatever a job raises is its own failure, and is noted
            log.warning("job failed", exc_info=not isinstance(why, (Refused, TryLater)), why=str(why))
            return self._note_failure(job, claimed, why)

    def _note_failure(self, job: Job[Any], claimed: Claimed, why: Exception) -> str:
        again_at = None if isinstance(why, Refused) else self.kernel.clock.now() + self._backoff(job, claimed, why)
        text = str(why) if isinstance(why, (Refused, TryLater)) else "".join(traceback.format_exception(why))
        try:
            again = self._system(lambda env: queue.fail(env, claimed, text, again_at=again_at))
        except LeaseLost:
            return "lost"
        except SQLAlchemyError:
            log.exception("the failure cannot be noted; its lease will run out")
            return "lost"
        return "again" if again else "failed"

    def _backoff(self, job: Job[Any], claimed: Claimed, why: Exception) -> timedelta:
        """Twice as long each time, a fourth more or less, so that what failed together does not come back together."""
        if isinstance(why, TryLater) and why.after is not None:
            return why.after
        doubled: timedelta = job.first_pause * int(2 ** min(claimed.attempt - 1, 30))
        return min(doubled, job.longest_pause) * self._chance.uniform(0.75, 1.25)

    # --- the pulse ----------------------------------------------------------------------------------------------------

    def _live(self) -> None:
        """Renews the leases of what runs, several times a lease, until it takes longer than it may."""
        while not self._ended.wait(LEASE.total_seconds() / 4):
            with self._lock:
                now = time.monotonic()
                alive = [id_ for id_, until in self._running.items() if now < until]
                stuck = [id_ for id_, until in self._running.items() if now > until + LEASE.total_seconds()]
            if stuck and self._stuck is not None:
                log.error("jobs have outlived their time; this process is replaced", worker=self.name, jobs=stuck)
                tell, self._stuck = self._stuck, None
                tell()
            if not alive:
                continue
            try:
                self._system(lambda env, ids=alive: queue.renew(env, self.name, ids))  # type: ignore[misc]
            except SQLAlchemyError:
                # On SQLite the job itself may be writing: then nobody can take it away either.
                log.warning("leases cannot be renewed", worker=self.name, exc_info=True)

    def _system(self, handler: Callable[[Env], T], *, write: bool = True) -> T:
        return self.kernel.work(handler, who=Identity.system(), write=write)
