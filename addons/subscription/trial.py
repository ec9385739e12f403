"""Where the trial stands: what every request, every preview and every job asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from addons.subscription.models import TRIAL, Instance
from core import Closed, Env, InstallWarning, Models, Notice, Plan, Text, datetime, joined

PAGE = "/subscription/instance/1"
AFTERWARDS = "After it the database cannot be accessed unless a paid subscription was added."


@dataclass(frozen=True)
class Standing:
    """The plan of the database at this moment, with what follows from it."""

    plan: str
    subscription_active: bool
    trial_start: datetime | None
    now: datetime

    @property
    def has_trials(self) -> bool:
        """Whether a new application starts a trial: on the plan with one free application, and only there."""
        return self.plan == "one_app_free" and not self.subscription_active

    @property
    def is_on_trial(self) -> bool:
        """Whether access depends on a trial that was started."""
        return self.trial_start is not None and self.plan != "unlimited" and not self.subscription_active

    @property
    def has_ended(self) -> bool:
        """Whether the trial is over and nothing was paid: the database is closed (SPEC MD-17)."""
        return self.is_on_trial and self.trial_start is not None and self.now >= self.trial_start + TRIAL

    @property
    def days_left(self) -> int:
        """Days of the trial that are left, a begun one counts."""
        if self.trial_start is None:
            return TRIAL.days
        return max(0, -((self.now - self.trial_start - TRIAL) // timedelta(days=1)))


def standing(env: Env) -> Standing:
    """How the database stands, read once a transaction. A database that lost its record is on no plan."""

    def read() -> Standing:
        with env.system("see how the plan stands") as system:
            row = system.session.execute(system.once(plan_and_trial)).one_or_none()
        return Standing(*(row or ("unlimited", False, None)), env.now())

    return env.remember("subscription.standing", read, of=(Instance,))


def plan_and_trial(models: Models) -> sa.Select[Any]:
    """What every request asks. The plan, whether somebody pays, and when the trial began."""
    one = models[Instance]
    return sa.select(one.plan, one.subscription_active, one.trial_start)


def left(days: int) -> Text:
    """The days that are left, in words."""
    return Text("1 day left") if days == 1 else Text("{n} days left", n=days)


def warnings(env: Env, plan: Plan) -> Iterator[InstallWarning]:
    """What one must know before installing an application (SPEC MD-7)."""
    now = standing(env)
    if not (now.has_trials and plan.applications):
        return
    if now.trial_start is None:
        yield InstallWarning(
            "Installing starts a trial",
            joined((Text("Installing starts a trial of {n} days.", n=TRIAL.days), Text(AFTERWARDS))),
        )
    else:
        running = Text("The trial has {left}.", left=left(now.days_left))
        yield InstallWarning("A trial is running", joined((running, Text(AFTERWARDS))))


def begin(env: Env, plan: Plan) -> None:
    """A new application starts the trial; one that runs is not started again (SPEC MD-16)."""
    if not plan.applications:
        return
    instance = env.session.get(env[Instance], 1)
    if instance is not None and instance.trial_start is None and standing(env).has_trials:
        instance.trial_start = env.now()


def notices(env: Env) -> Sequence[Notice]:
    """What everybody who works here sees while a trial runs (SPEC MD-16)."""
    now = standing(env)
    if not now.is_on_trial or now.has_ended or not env.holds("base.user"):
        return ()
    way = (PAGE, "Plan and trial") if env.may("write", Instance) else ("", "")
    said = Text("Trial: {left}. {afterwards}", left=left(now.days_left), afterwards=Text(AFTERWARDS))
    return (Notice(said, "warn", "timer", *way),)


def gate(env: Env) -> Closed | None:
    """Closes the database once the trial is over (SPEC MD-17)."""
    if not standing(env).has_ended:
        return None
    return Closed(
        "The trial has ended",
        "The trial of this database has ended and no paid subscription was added. All data is kept. "
        "An administrator can sign in and add a subscription.",
        page=PAGE,
        label="Plan and trial",
    )


def pause(env: Env) -> str | None:
    """Why jobs wait (SPEC MD-17)."""
    return "The trial of this database has ended." if standing(env).has_ended else None
