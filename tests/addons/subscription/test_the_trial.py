"""When a trial is warned of, starts, runs and ends (SPEC MD-7, MD-15, MD-16)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from addons.subscription.models import Instance
from addons.subscription.trial import gate, notices, pause
from core import AccessDenied, AuditEntry, Env
from core.lifecycle.kernel import Kernel
from core.lifecycle.preview import warnings
from core.orm.identity import Identity
from tests.addons.subscription.conftest import instance, plan_of, set_plan
from tests.core.web.conftest import SetClock
from tests.kernels import Acting

APPLICATION, MODULE = ["sale"], ["product"]


def warned(kernel: Kernel, wanted: list[str]) -> list[str]:
    plan = kernel.plan(wanted)
    return kernel.work(lambda env: [one.text for one in warnings(env, plan)], who=Identity.system(), write=False)


def said_to(kernel: Kernel, *roles: str) -> list[str]:
    return [one.text for one in Acting(kernel).run(notices, roles, write=False)]


@pytest.mark.req("MD-15")
def test_a_new_database_is_on_no_plan_that_ends(kernel: Kernel) -> None:
    assert plan_of(kernel) == ("unlimited", None, None, False)


@pytest.mark.req("MD-15")
def test_only_administrators_see_and_change_the_plan_and_that_is_audited(kernel: Kernel) -> None:
    with pytest.raises(AccessDenied):
        Acting(kernel).run(lambda env: setattr(env.new(Instance), "plan", "paid"), "ann@example.com")
    assert Acting(kernel).run(lambda env: env.session.get(env[Instance], 1), "ann@example.com") is None
    set_plan(kernel, plan="one_app_free")

    def entries(env: Env) -> list[tuple[str, str, list[dict[str, object]]]]:
        entry = env[AuditEntry]
        found = env.session.scalars(sa.select(entry).where(entry.record_model == "subscription.instance"))
        return [(one.user_name, one.operation, one.changes) for one in found]

    ((who, what, changes),) = [
        one for one in kernel.work(entries, who=Identity.system(), write=False) if one[1] == "write"
    ]
    assert (who, what) == ("Admin", "write")
    assert [(one["field"], one["old"], one["new"]) for one in changes] == [("plan", "unlimited", "one_app_free")]


@pytest.mark.req("MD-7")
def test_only_a_new_application_on_the_plan_with_one_free_is_warned_of(one_app_free: Kernel) -> None:
    assert warned(one_app_free, APPLICATION) == [
        "Installing starts a trial of 15 days. "
        "After it the database cannot be accessed unless a paid subscription was added."
    ]
    assert warned(one_app_free, MODULE) == []
    for plan in ("paid", "unlimited"):
        set_plan(one_app_free, plan=plan)
        assert warned(one_app_free, APPLICATION) == []


@pytest.mark.req("MD-16")
def test_the_trial_starts_with_the_installation_and_is_not_started_again(one_app_free: Kernel, clock: SetClock) -> None:
    one_app_free.install(MODULE)
    assert plan_of(one_app_free)[1] is None, "a module is no application"
    clock.move(days=1)
    begun = clock.now()
    one_app_free.install(APPLICATION)
    assert plan_of(one_app_free) == ("one_app_free", begun, begun + timedelta(days=15), False)
    clock.move(days=3)
    assert warned(one_app_free, ["stock"]) == [
        "The trial has 12 days left. After it the database cannot be accessed unless a paid subscription was added."
    ]
    one_app_free.install(["stock"])
    assert plan_of(one_app_free)[1] == begun


@pytest.mark.parametrize("plan", ["paid", "unlimited"])
@pytest.mark.req("MD-16")
def test_other_plans_start_no_trial(kernel: Kernel, plan: str) -> None:
    set_plan(kernel, plan=plan)
    kernel.install(APPLICATION)
    assert plan_of(kernel)[1] is None


@pytest.mark.parametrize(
    ("passed", "text"),
    [
        (timedelta(), "15 days left"),
        (timedelta(seconds=1), "15 days left"),
        (timedelta(days=1), "14 days left"),
        (timedelta(days=14, seconds=1), "1 day left"),
        (timedelta(days=15, microseconds=-1), "1 day left"),
    ],
)
@pytest.mark.req("MD-16")
def test_everybody_who_works_here_sees_the_days_left(
    one_app_free: Kernel, clock: SetClock, passed: timedelta, text: str
) -> None:
    set_plan(one_app_free, trial_start=clock.now())
    clock.move(seconds=passed.total_seconds())
    for role in ("base.user", "base.settings"):
        assert text in said_to(one_app_free, role)[0]
    for role in ("base.portal", "base.public"):
        assert said_to(one_app_free, role) == []


@pytest.mark.req("MD-17", "MD-18")
def test_the_end_closes_to_the_microsecond_and_a_subscription_opens_again(
    one_app_free: Kernel, clock: SetClock
) -> None:
    def closed() -> tuple[bool, str | None]:
        return one_app_free.work(lambda env: (gate(env) is not None, pause(env)), who=Identity.system(), write=False)

    set_plan(one_app_free, trial_start=clock.now())
    clock.move(days=15)
    clock.at -= timedelta(microseconds=1)
    assert closed() == (False, None)
    clock.at += timedelta(microseconds=1)
    assert closed() == (True, "The trial of this database has ended.")
    Acting(one_app_free).run(lambda env: instance(env).add_subscription(), "admin@example.com")
    assert closed() == (False, None)
    assert said_to(one_app_free, "base.user") == []
    clock.move(days=400)
    assert closed() == (False, None)
    set_plan(one_app_free, subscription_active=False)
    assert closed()[0], "a subscription that was given up leaves what there was before"
    set_plan(one_app_free, plan="unlimited")
    assert closed() == (False, None)


@pytest.mark.req("MD-17")
def test_jobs_rest_when_the_trial_has_ended_and_go_on_with_a_subscription(
    one_app_free: Kernel, clock: SetClock
) -> None:
    from core.jobs.worker import Worker
    from core.web.jobs import forget_forms

    worker = Worker(one_app_free)
    worker.run_due()
    one_app_free.install(["helpdesk"])
    clock.move(days=16)
    one_app_free.work(lambda env: env.enqueue(forget_forms), who=Identity.system())
    assert worker.run_due() == 0
    set_plan(one_app_free, subscription_active=True)
    assert worker.run_due() > 0
