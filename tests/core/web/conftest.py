"""A clock to set, bare kernels, and a site with people at browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from core.lifecycle.catalog import Catalog
from core.lifecycle.kernel import Kernel
from core.orm.database import Database
from core.orm.env import Env
from core.orm.identity import Identity
from core.settings import read_settings
from core.testing.visitors import ORIGIN, PASSWORD, Browser, Fields, fields_of
from core.web.serve import configure_log
from core.web.site import create_app

__all__ = ["ORIGIN", "PASSWORD", "Browser", "Fields", "SetClock", "fields_of"]

T = TypeVar("T")


@pytest.fixture(autouse=True, scope="session")
def _plain_log() -> None:
    """The log as a server writes it; the default one prints tracebacks with every variable, which takes seconds."""
    configure_log(for_people=False)


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def bare_kernel(database_url: str, clock: SetClock) -> Iterator[Kernel]:
    """The kernel alone, without any addon, on an empty database."""
    kernel = Kernel(Database(database_url), Catalog({}), clock=clock)
    kernel.initialise()
    yield kernel
    kernel.close()


@pytest.fixture
def system(bare_kernel: Kernel) -> Callable[..., T]:
    """Runs a function as system work in a transaction of its own."""

    def run(work: Callable[[Env], T], write: bool = True) -> T:
        return bare_kernel.work(work, who=Identity.system(), write=write)

    return run


# --- a site and browsers ----------------------------------------------------------------------------------------------


@pytest.fixture
def kernel(fresh_kernel: Callable[..., Kernel], clock: SetClock) -> Kernel:
    """A kernel with people in it: an administrator, somebody who works here, and a customer."""
    made = fresh_kernel("base", clock=clock)

    def add(env: Env) -> None:
        for login, role in (("admin", "base.settings"), ("ann", "base.user"), ("cora", "base.portal")):
            env.hook.add_user(
                env=env, login=f"{login}@example.com", name=login.title(), password=PASSWORD, roles=[role]
            )

    made.work(add, who=Identity.system())
    return made


@pytest.fixture
def app(kernel: Kernel, tmp_path: Path) -> Iterator[Any]:
    """The site of `kernel`."""
    settings = read_settings({"MAKEGOOD_VAR": str(tmp_path / "var"), "MAKEGOOD_BASE_URL": ORIGIN})
    made = create_app(settings, kernel=kernel)
    yield made
    made.state.site.pool.shutdown()


@pytest.fixture
def browser(app: Any) -> Iterator[Callable[[], Browser]]:
    """Opens one more browser."""
    opened: list[Browser] = []

    def another() -> Browser:
        opened.append(Browser(app))
        return opened[-1]

    yield another
    for one in opened:
        one.close()


@pytest.fixture
def ann(browser: Callable[[], Browser]) -> Browser:
    """The browser of somebody who works here."""
    return browser().sign_in("ann@example.com")


@pytest.fixture
def admin(browser: Callable[[], Browser]) -> Browser:
    """The browser of an administrator."""
    return browser().sign_in("admin@example.com")
