"""A clock to set, bare kernels, and a site with people at browsers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

from core.lifecycle.catalog import Catalog
from core.lifecycle.kernel import Kernel
from core.orm.database import Database
from core.orm.env import Env
from core.orm.identity import Identity
from core.settings import read_settings
from core.web.serve import configure_log
from core.web.site import create_app

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

PASSWORD = "an honest password"
ORIGIN = "http://127.0.0.1:8000"


class Fields(HTMLParser):
    """The inputs of a page's forms, by name: what a browser would send without touching anything."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._select: str | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag == "input" and name:
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                return
            self.found[name] = given.get("value") or ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in self.found):
            self.found[self._select] = given.get("value") or ""
        elif tag == "textarea" and name:
            self._area, self.found[name] = name, ""

    def handle_endtag(self, tag: str) -> None:
        self._select = None if tag == "select" else self._select
        self._area = None if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        if self._area:
            self.found[self._area] += data


class Browser:
    """A browser without scripts: keeps cookies, follows nothing by itself, knows the fields of the page it sees."""

    def __init__(self, app: Any) -> None:
        self._loop = asyncio.Runner()
        transport = httpx.ASGITransport(app=app)
        self._client = httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers={"origin": ORIGIN})
        self.cookies, self.headers = self._client.cookies, self._client.headers

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Asks, and gives the answer as it is."""
        return self._loop.run(self._client.request(method, path, **more))

    def get(self, path: str, **more: Any) -> httpx.Response:
        """Opens an address."""
        return self.request("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        """Sends a form."""
        return self.request("POST", path, **more)

    def close(self) -> None:
        """Closes the window."""
        self._loop.run(self._client.aclose())
        self._loop.close()

    def fields(self, path: str) -> dict[str, str]:
        """What the forms of a page would send."""
        page = self.get(path)
        assert page.status_code == 200, page.text
        return fields_of(page.text)

    def token(self) -> str:
        """A form token of this browser."""
        return self.fields("/preferences")["_token"]

    def sign_in(self, login: str, password: str = PASSWORD) -> Browser:
        """Signs in by the form."""
        fields = self.fields("/login")
        answer = self.post("/login", data={**fields, "login": login, "password": password})
        assert answer.status_code == 303, answer.text
        return self


def fields_of(html: str) -> dict[str, str]:
    """The fields of all forms of a page."""
    parser = Fields()
    parser.feed(html)
    return parser.found


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
