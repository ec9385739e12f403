"""A database with a plan, a clock to set, and people at browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from addons.subscription.models import Instance
from core import Env
from core.lifecycle.kernel import Kernel
from core.orm.identity import Identity
from core.settings import read_settings
from core.web.site import create_app
from tests.core.web.conftest import ORIGIN, PASSWORD, Browser, SetClock
from tests.kernels import Acting

New = Callable[[], Browser]


def people(env: Env) -> None:
    """An administrator, somebody who works here, and a customer."""
    for login, role in (("admin", "base.settings"), ("ann", "base.user"), ("cora", "base.portal")):
        env.hook.add_user(env=env, login=f"{login}@example.com", name=login.title(), password=PASSWORD, roles=[role])


def instance(env: Env) -> Instance:
    found = env.session.get(env[Instance], 1)
    assert found is not None
    return found


def set_plan(kernel: Kernel, **values: Any) -> None:
    """Changes the plan as an administrator would."""

    def change(env: Env) -> None:
        for name, value in values.items():
            setattr(instance(env), name, value)

    Acting(kernel).run(change, "admin@example.com")


def plan_of(kernel: Kernel) -> tuple[str, Any, Any, bool]:
    """(plan, start, end, subscription) as they stand."""

    def read(env: Env) -> tuple[str, Any, Any, bool]:
        one = instance(env)
        return one.plan, one.trial_start, one.trial_end, one.subscription_active

    return kernel.work(read, who=Identity.system(), write=False)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def kernel(fresh_kernel: Callable[..., Kernel], clock: SetClock) -> Kernel:
    """A database on the default plan."""
    return fresh_kernel("subscription", scene=(people,), clock=clock)


@pytest.fixture
def one_app_free(kernel: Kernel) -> Kernel:
    """A database on the plan with one free application."""
    set_plan(kernel, plan="one_app_free")
    return kernel


@pytest.fixture
def app(kernel: Kernel, tmp_path: Path) -> Iterator[Any]:
    settings = read_settings({"MAKEGOOD_VAR": str(tmp_path / "var"), "MAKEGOOD_BASE_URL": ORIGIN})
    made = create_app(settings, kernel=kernel)
    yield made
    made.state.site.pool.shutdown()


@pytest.fixture
def browser(app: Any) -> Iterator[New]:
    """Opens one more browser."""
    opened: list[Browser] = []

    def another() -> Browser:
        opened.append(Browser(app))
        return opened[-1]

    yield another
    for one in opened:
        one.close()
