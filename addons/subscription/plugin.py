"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.subscription import pages, trial
from core import Closed, Env, InstallWarning, Notice, Plan, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """The page of the plan."""
    return pages.parts


@hookimpl
def install_warnings(env: Env, plan: Plan) -> Sequence[InstallWarning]:
    """That a new application starts a trial."""
    return tuple(trial.warnings(env, plan))


@hookimpl
def addons_installed(env: Env, plan: Plan) -> None:
    """A new application has started a trial."""
    trial.begin(env, plan)


@hookimpl
def page_notices(env: Env) -> Sequence[Notice]:
    """How many days are left."""
    return trial.notices(env)


@hookimpl
def jobs_paused(env: Env) -> str | None:
    """Jobs rest once the trial is over."""
    return trial.pause(env)


@hookimpl
def request_gate(env: Env) -> Closed | None:
    """Closed once the trial is over."""
    return trial.gate(env)
