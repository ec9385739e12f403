"""Jobs that do, fail, hang and die."""

from __future__ import annotations

import os
import signal
import time
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from addons.chores.models import Trace
from core import Daily, Env, Errand, Every, Refused, TryLater, errand, job


def leave(env: Env, text: str) -> None:
    """A trace in the transaction at hand."""
    with env.system("leave a trace") as system:
        system.new(Trace, text=text, user_id=env.user.id)


def traces(env: Env, text: str) -> int:
    """How many traces say this."""
    return env.session.scalar(sa.select(sa.func.count()).select_from(env[Trace]).where(env[Trace].text == text)) or 0


@job(retries=2, first_pause=timedelta(seconds=10))
def note(env: Env, text: str) -> None:
    """Leaves a trace."""
    leave(env, text)


@job(system="chores need it")
def note_as_system(env: Env, text: str) -> None:
    """Leaves a trace, whoever asked."""
    env.new(Trace, text=f"{text} {env.is_system}", user_id=env.user.id)


@job(retries=3, first_pause=timedelta(seconds=10), longest_pause=timedelta(seconds=25))
def stumble(env: Env, text: str) -> None:
    """Leaves a trace and fails: nothing of it stays."""
    leave(env, text)
    raise ValueError(f"stumbled over {text}")


@job(retries=3)
def decline(env: Env, text: str) -> None:
    """A business rule says no."""
    raise Refused("{what} is not possible.", what=text)


@job(retries=3)
def come_back(env: Env, seconds: int) -> None:
    """Not now."""
    raise TryLater("not now", after=timedelta(seconds=seconds))


@job(retries=3, timeout=timedelta(seconds=30))
def die_once(env: Env, text: str, folder: str) -> None:
    """Kills its worker in the middle at the first attempt, as a power failure would."""
    leave(env, text)
    env.session.flush()
    tried = Path(folder) / text
    if not tried.exists():
        tried.touch()
        os.kill(os.getpid(), signal.SIGKILL)


@job()
def linger(env: Env, text: str, seconds: float) -> None:
    """Takes its time."""
    leave(env, text)
    time.sleep(seconds)


@errand(retries=1, first_pause=timedelta(seconds=1), timeout=timedelta(seconds=1))
def hang(outside: Errand) -> None:
    """Never ends, whatever it is told."""
    while True:
        time.sleep(1)


@errand(retries=2, first_pause=timedelta(seconds=10))
def send(outside: Errand, text: str, file: str, *, fails: bool = False) -> None:
    """Does something outside, between two transactions."""
    said = outside.work(lambda env: f"{text} for {env.user.name}", write=False)
    with Path(file).open("a") as out:
        out.write(f"{said}, attempt {outside.attempt}\n")
    if fails:
        raise OSError("the line is dead")
    outside.finish(lambda env: leave(env, text))


@job(schedule=Every(minutes=15))
def rounds(env: Env) -> None:
    """Makes the rounds."""
    leave(env, "rounds")


@job(schedule=Daily("03:00"))
def nightly(env: Env) -> None:
    """Every night."""
    leave(env, "nightly")


everything = (note, note_as_system, stumble, decline, come_back, die_once, linger, hang, send, rounds, nightly)
