"""Running one job: in one transaction with its success, or around work that leaves the house."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from core.jobs import queue
from core.jobs.declared import Job
from core.jobs.queue import Claimed
from core.orm.env import Env
from core.orm.identity import Identity
from core.orm.refused import Refused

if TYPE_CHECKING:
    from core.lifecycle.kernel import Kernel

R = TypeVar("R")


class Errand:
    """A job that leaves the house, as it sees the database: in transactions of its own, before and after.

    Each is run as the user who asked for the job, or as the system, as the job was declared.
    """

    def __init__(self, kernel: Kernel, job: Job[Any], claimed: Claimed) -> None:
        self.attempt = claimed.attempt
        """Which attempt this is, from 1."""
        self.is_last = claimed.attempt >= claimed.most_attempts
        """Whether there will be no other one."""
        self.finished = False
        self._kernel, self._job, self._claimed = kernel, job, claimed

    def work(self, handler: Callable[[Env], R], *, write: bool = True) -> R:
        """Runs `handler` in a transaction of its own. It may be run several times, as in every unit of work."""
        return self._kernel.work(lambda env: _within(env, self._job, handler), who=self._who, write=write)

    def finish(self, handler: Callable[[Env], R]) -> R:
        """The same, and the job is done with it: both are committed, or neither.

        Raises LeaseLost if another worker has taken over.
        """

        def last(env: Env) -> R:
            result = _within(env, self._job, handler)
            queue.succeed(env, self._claimed)
            return result

        result = self._kernel.work(last, who=self._who)
        self.finished = True
        return result

    def _who(self, system: Env) -> Identity:
        return identity_for(system, self._job, self._claimed.user_id)


def run(kernel: Kernel, job: Job[Any], claimed: Claimed) -> None:
    """Runs a claimed job to its end and notes its success. What it raises is for the caller to note."""
    errand = Errand(kernel, job, claimed)
    if not job.leaves_the_house:
        errand.finish(lambda env: job.call(_bounded(env, job.timeout), **claimed.arguments))
        return
    job.call(errand, **claimed.arguments)
    if not errand.finished:
        kernel.work(lambda env: queue.succeed(env, claimed), who=Identity.system())


def identity_for(system: Env, job: Job[Any], user_id: int | None) -> Identity:
    """Who a job runs as: who asked for it, with the rights of today. Raises Refused if he is gone or disabled."""
    if user_id is None:
        return Identity.system()
    found = system.hook.identify(system_env=system, user_id=user_id)
    if found is not None:
        return found  # type: ignore[no-any-return]
    if job.system:
        return Identity.system()
    raise Refused("The user who asked for this is gone or disabled.")


def _within(env: Env, job: Job[Any], handler: Callable[[Env], R]) -> R:
    if not job.system:
        return handler(env)
    with env.system(job.system) as system:
        return handler(system)


def _bounded(env: Env, timeout: timedelta) -> Env:
    """PostgreSQL ends a statement that takes longer than the whole job may."""
    connection = env.transaction.connection
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(timeout.total_seconds() * 1000)}")
    return env
