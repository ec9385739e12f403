"""How an addon declares a job: a function that takes an Env and what JSON can hold.

    @job(retries=5)
    def remind(env: Env, ticket_id: int) -> None: ...

`env.enqueue(remind, ticket_id=3)` lets it run once the transaction is committed, in a transaction of its own. Arguments
are checked twice: by the type checker, and when the job is enqueued. Records are passed by their ids, and looked up
again when the job runs: by then they may be gone.
"""

from __future__ import annotations

import inspect
import json
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Union, get_args, get_origin, get_type_hints

from core.jobs import queue
from core.jobs.slots import Rhythm
from core.orm.layers import DeclarationError, addon_of

if TYPE_CHECKING:
    from core.jobs.errands import Errand
    from core.lifecycle.registry import Registry
    from core.orm.env import Env

P = ParamSpec("P")
LONGEST_ARGUMENTS = 20_000
"""Characters of a job's arguments as JSON: what is bigger belongs into a record."""
_PLAIN = (bool, int, float, str, type(None))


@dataclass(frozen=True)
class Terms:
    """How one piece of work is asked for. See `Job.when`."""

    key: str | None = None
    lane: str | None = None
    after: timedelta = timedelta(0)
    not_before: datetime | None = None
    priority: int | None = None
    user_id: int | None = None


@dataclass(frozen=True, eq=False)
class Job(Generic[P]):
    """A declared job. Made by `@job` and `@errand`; enqueued by `env.enqueue`."""

    call: Callable[..., object]
    name: str
    title: str
    addon: str
    retries: int
    timeout: timedelta
    first_pause: timedelta
    longest_pause: timedelta
    priority: int
    system: str
    schedule: Rhythm | None
    leaves_the_house: bool
    terms: Terms = field(default_factory=Terms)

    def __call__(self, env: Any, *args: P.args, **kwargs: P.kwargs) -> object:
        """The function itself, at once: for tests, and for jobs that share work."""
        return self.call(env, *args, **kwargs)

    def when(
        self,
        *,
        key: str | None = None,
        lane: str | None = None,
        after: timedelta = timedelta(0),
        not_before: datetime | None = None,
        priority: int | None = None,
        user_id: int | None = None,
    ) -> Job[P]:
        """The same job, asked for on these terms: `env.enqueue(remind.when(after=timedelta(hours=2)), ticket_id=3)`.

        `key`: the work is there once; while a job with this key waits, runs or is done, and is kept, enqueuing gives
        that one. `lane`: jobs of one lane run one after the other, in the order in which they were enqueued. `after`,
        `not_before`: not sooner. `priority`: smaller comes first, as with `nice`. `user_id`: as this user, which only
        the system may ask for.
        """
        return replace(self, terms=Terms(key, lane, after, not_before, priority, user_id))

    def enqueue(self, env: Env, *args: P.args, **kwargs: P.kwargs) -> int:
        """See `Env.enqueue`."""
        return queue.enqueue(env, self, self.bound(args, kwargs))

    def bound(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments by name. Raises TypeError if the function does not take them, or JSON cannot hold them."""
        signature, hints = _shape_of(self.call)
        try:
            given = signature.bind(None, *args, **kwargs)
        except TypeError as why:
            raise TypeError(f"{self.name}: {why}") from None
        given.apply_defaults()
        values = dict(list(given.arguments.items())[1:])
        for name, value in values.items():
            if not _fits(value, hints[name]):
                raise TypeError(f"{self.name}: {name} must be {_written(hints[name])}, not {value!r}")
        text = json.dumps(values)
        if json.loads(text) != values:
            raise TypeError(f"{self.name}: JSON does not give back {values!r}")
        if len(text) > LONGEST_ARGUMENTS:
            raise TypeError(f"{self.name}: the arguments are too long; keep them in a record and pass its id")
        return values


def job(
    *,
    title: str = "",
    retries: int = 5,
    timeout: timedelta = timedelta(minutes=5),
    first_pause: timedelta = timedelta(seconds=15),
    longest_pause: timedelta = timedelta(hours=1),
    priority: int = 0,
    system: str = "",
    schedule: Rhythm | None = None,
) -> Callable[[Callable[Concatenate[Env, P], object]], Job[P]]:
    """Makes a function a job: it runs in one transaction, and what it writes is kept together with its success.

    After a failure it is tried again, `retries` times, after `first_pause`, twice that, and so on up to
    `longest_pause`; then it is failed and stays for an administrator. A `Refused` is not tried again. Whatever takes
    longer than `timeout` is given to another worker and can no longer finish. It runs as the user who asked for it,
    with the rights that he has by then; with `system="why"`, or asked for by the system, as the system. With a
    `schedule` it is also enqueued by itself, and takes no arguments that have no default.
    """

    def declare(function: Callable[Concatenate[Env, P], object]) -> Job[P]:
        return _declared(function, title, retries, timeout, first_pause, longest_pause, priority, system, schedule,
                         leaves_the_house=False)  # fmt: skip

    return declare


def errand(
    *,
    title: str = "",
    retries: int = 5,
    timeout: timedelta = timedelta(minutes=5),
    first_pause: timedelta = timedelta(seconds=15),
    longest_pause: timedelta = timedelta(hours=1),
    priority: int = 0,
    system: str = "",
    schedule: Rhythm | None = None,
) -> Callable[[Callable[Concatenate[Errand, P], object]], Job[P]]:
    """Makes a function a job that leaves the house: it sends a mail, calls another server, waits for something.

    No transaction is open while it does. It takes an `Errand` instead of an Env, and works on the database by
    `errand.work(…)` before and by `errand.finish(…)` after. What it does outside happens at least once, and again if
    the worker dies before it could note that it was done: give it an id that does not change. For the rest see `job`.
    """

    def declare(function: Callable[Concatenate[Errand, P], object]) -> Job[P]:
        return _declared(function, title, retries, timeout, first_pause, longest_pause, priority, system, schedule,
                         leaves_the_house=True)  # fmt: skip

    return declare


class Jobs(Mapping[str, Job[Any]]):
    """The jobs of the installed addons and of the kernel, by name. A facet of the registry."""

    def __init__(self, jobs: Iterable[Job[Any]]) -> None:
        self._jobs: dict[str, Job[Any]] = {}
        for one in jobs:
            if self._jobs.setdefault(one.name, one) is not one:
                raise DeclarationError(f"{one.name}: two jobs have this name")

    def __getitem__(self, name: str) -> Job[Any]:
        return self._jobs[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._jobs)

    def __len__(self) -> int:
        return len(self._jobs)

    @property
    def scheduled(self) -> Iterator[Job[Any]]:
        """Those that run by themselves."""
        return (one for one in self.values() if one.schedule is not None)


def build_jobs(own: Iterable[Job[Any]]) -> Callable[[Registry], Jobs]:
    """A builder of the kernel: its own jobs, and those that addons contribute by the hook `jobs`."""
    kept = tuple(own)

    def build(registry: Registry) -> Jobs:
        return Jobs([*kept, *(one for brought in registry.hook.jobs() for one in brought)])

    return build


# --- what a declaration must be ---------------------------------------------------------------------------------------


def _declared(
    function: Callable[..., object],
    title: str,
    retries: int,
    timeout: timedelta,
    first_pause: timedelta,
    longest_pause: timedelta,
    priority: int,
    system: str,
    schedule: Rhythm | None,
    *,
    leaves_the_house: bool,
) -> Job[Any]:
    addon = addon_of(function.__module__)
    name = f"{addon}.{function.__name__}"
    where = f"{function.__module__}.{function.__qualname__}"
    if "." in function.__qualname__:
        raise DeclarationError(f"{where}: a job is a function of its module: workers find it by its name")
    if retries < 0 or timeout <= timedelta(0) or first_pause <= timedelta(0):
        raise DeclarationError(f"{where}: retries cannot be below 0, and times must be above it")
    parameters = list(inspect.signature(function).parameters.values())
    if not parameters:
        raise DeclarationError(f"{where}: a job takes an Env first")
    for one in parameters[1:]:
        if one.annotation is inspect.Parameter.empty:
            raise DeclarationError(f"{where}: say what type {one.name} has")
        if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD):
            raise DeclarationError(f"{where}: name all arguments")
        if schedule is not None and one.default is one.empty:
            raise DeclarationError(f"{where}: it runs by itself, so {one.name} needs a default")
    said = title or function.__name__.replace("_", " ").capitalize()
    return Job(function, name, said, addon, retries, timeout, first_pause, longest_pause, priority, system, schedule,
               leaves_the_house)  # fmt: skip


@cache
def _shape_of(function: Callable[..., object]) -> tuple[inspect.Signature, Mapping[str, Any]]:
    """What a function takes. Functions of modules stay as long as the process."""
    return inspect.signature(function), get_type_hints(function)


def _fits(value: Any, wanted: Any) -> bool:
    """Whether a value is of a type that JSON has, and of the one that was declared."""
    origin = get_origin(wanted)
    if wanted is Any:
        return True  # JSON says the rest
    if origin in (Union, types.UnionType):
        return any(_fits(value, one) for one in get_args(wanted))
    if origin is list:
        return isinstance(value, list) and all(_fits(one, get_args(wanted)[0]) for one in value)
    if origin is dict:
        keys, values = get_args(wanted)
        return isinstance(value, dict) and all(_fits(k, keys) and _fits(v, values) for k, v in value.items())
    if wanted is None or wanted is type(None):
        return value is None
    if wanted is bool or isinstance(value, bool):
        return wanted is bool and isinstance(value, bool)
    if wanted is float:
        return isinstance(value, (int, float))
    return wanted in (*_PLAIN, list, dict) and isinstance(value, wanted)


def _written(wanted: Any) -> str:
    return getattr(wanted, "__name__", None) or str(wanted)
