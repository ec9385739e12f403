"""Time and chance."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.lifecycle.checker.findings import Problem, at, rule
from core.lifecycle.checker.sources import Source

CLOCKS = {
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today", "time.time",
    "time.localtime", "time.gmtime",
}  # fmt: skip


@rule("own-clock")
def time_is_the_envs(addon: Source) -> Iterator[Problem]:
    """The time is asked of the env: `env.now()`, `env.today()`.

    Why: the user's day is not the server's; a transaction has one moment; tests set the clock.

    Mend: `env.now()` is the moment in UTC, `env.today()` the user's day.
    """
    for file in addon.python:
        for call in file.calls():
            if file.origin(call.func) in CLOCKS:
                yield at(file.path, call, f"{file.origin(call.func)}(…)")


@rule("naive-datetime")
def moments_have_a_zone(addon: Source) -> Iterator[Problem]:
    """A moment is made with its zone.

    Why: one without means another moment on another machine, and cannot be compared with stored ones.

    Mend: `datetime(…, tzinfo=UTC)`; fields are `instant(…)`.
    """
    for file in addon.python:
        for call in file.calls():
            origin, named = file.origin(call.func), {one.arg for one in call.keywords}
            if origin == "datetime.datetime" and "tzinfo" not in named and len(call.args) < 8 and call.args:
                yield at(file.path, call, "datetime(…) without tzinfo")
            elif origin in ("datetime.datetime.strptime", "datetime.datetime.utcfromtimestamp"):
                yield at(file.path, call, f"{origin}(…) gives a moment without a zone")
            elif origin in ("sqlalchemy.DateTime", "sqlalchemy.TIMESTAMP"):
                yield at(file.path, call, f"{origin}: use instant(…)")


@rule("own-chance")
def chance_can_be_replayed(addon: Source) -> Iterator[Problem]:
    """Nothing depends on `random` or `uuid`.

    Why: what fails once could not be replayed; and `random` can be guessed.

    Mend: take the next of a sequence (`env.next_number`); for keys that nobody may guess, the module `secrets`.
    """
    for file in addon.python:
        for node in file.nodes:
            if isinstance(node, ast.Call) and file.origin(node.func).partition(".")[0] in ("random", "uuid"):
                yield at(file.path, node, f"{file.origin(node.func)}(…)")
