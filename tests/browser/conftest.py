"""A browser, a server on a fresh demonstration, and people who sign in and press what they can see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests import browsers
from tests.databases import Databases
from tests.servers import Server, makegood

expect.set_options(timeout=60_000)
SESSIONS: dict[tuple[str, str], list[Any]] = {}
"""The session of each account at the shared server: signing in is slow on purpose."""


@pytest.fixture(scope="package")  # while it is open its event loop runs in this thread, where other tests want theirs
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.executable(), args=browsers.ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demonstrations(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The address of a fresh copy of the demonstration that `makegood init --demo` makes, per engine made once."""
    templates: dict[str, str] = {}

    def fresh(engine: str) -> str:
        if engine not in templates:
            url = databases.empty(engine)
            done = makegood("init", "--demo", url=url, folder=tmp_path_factory.mktemp("var"))
            assert done.returncode == 0, done.stdout + done.stderr
            templates[engine] = url
        return databases.clone(templates[engine])

    return fresh


@pytest.fixture(scope="session")
def desk(demonstrations: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server with everything installed, for tests that work on records of their own."""
    url, folder = demonstrations("sqlite"), tmp_path_factory.mktemp("desk")
    done = makegood("install", "helpdesk_return", url=url, folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    with Server(url, folder) as running:
        yield running


@pytest.fixture
def demonstration(demonstrations: Callable[[str], str], databases: Databases, database_engine: str) -> Iterator[str]:
    """A demonstration database of its own."""
    url = demonstrations(database_engine)
    yield url
    databases.drop(url)


@pytest.fixture
def server(demonstration: str, tmp_path: Path) -> Iterator[Server]:
    with Server(demonstration, tmp_path) as running:
        yield running


class Person:
    """Someone at a browser: signs in, opens menus, presses what is visible. `javascript` False: without it."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        login: str,
        *,
        javascript: bool = True,
        width: int = 1280,
        scheme: str = "light",
        session: list[Any] | None = None,
    ) -> None:
        self.context = browser.new_context(
            base_url=address,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
        )
        self.context.set_default_timeout(120_000)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: message.type == "error" and self._complain(message.text))
        self.javascript = javascript
        if session is not None:
            self.context.add_cookies(session)
        elif login:
            self.page.goto("/login")
            self.page.get_by_label("Email").fill(login)
            self.page.get_by_label("Password").fill(login.partition("@")[0])
            self.page.get_by_role("button", name="Sign in").click()
            expect(self.page).not_to_have_url("**/login")

    def _complain(self, text: str) -> None:
        if (
            "422" not in text and "409" not in text and "403" not in text and "402" not in text
        ):  # browsers report refused forms themselves
            self.complaints.append(text)

    def open(self, path: str) -> Page:
        self.page.goto(path)
        return self.page

    def menu(self, *labels: str) -> None:
        """Follows links of the side menu by their labels."""
        for label in labels:
            self.page.get_by_role("navigation", name="Apps").get_by_role("link", name=label, exact=True).first.click()

    def press(self, label: str) -> None:
        self.front.get_by_role("button", name=label, exact=True).first.click()

    def follow(self, label: str) -> None:
        self.page.get_by_role("link", name=label).first.click()

    @property
    def front(self) -> Locator:
        """The open dialog, or the whole page where there is none."""
        dialog = self.page.locator("dialog[open]")
        return dialog if dialog.count() else self.page.locator("body")

    def field(self, label: str) -> Locator:
        """The input with this label."""
        return self.front.get_by_label(label, exact=True).and_(self.page.locator("input, select, textarea")).first

    def choose(self, label: str, text: str) -> None:
        """Chooses from a list, by typing where the list is long enough to be searched."""
        select = self.front.get_by_label(label, exact=True).and_(self.page.locator("select")).first
        select.wait_for(state="attached")
        if select.is_visible():
            if not select.locator("option", has_text=text).count():
                self.front.get_by_role("textbox", name=f"Search {label}").fill(text)
                self.press(f"Search {label}")
            select.select_option(text)
        else:
            self.front.get_by_role("combobox", name=label, exact=True).and_(self.page.locator("input")).fill(text)
            self.front.get_by_role("option", name=text).first.click()

    def new_ticket(self, title: str, customer: str = "") -> str:
        """Enters a ticket for the team that offers returns; gives its address."""
        self.open("/helpdesk/ticket/new")
        self.field("Title").fill(title)
        if customer:
            self.choose("Customer", customer)
        self.choose("Team", "E-bike service")
        self.press("Save")
        expect(self.page.get_by_role("heading", name=re.compile(re.escape(title)))).to_be_visible()
        expect(self.page).to_have_url(re.compile(r"/helpdesk/ticket/\d+"))
        return self.page.url.partition("?")[0]

    def close(self) -> None:
        self.context.close()
        assert not self.complaints


@pytest.fixture
def colleagues(chromium: Browser, desk: Server) -> Iterator[Callable[..., Person]]:
    """People at the server where everything is installed; each account signs in once."""
    made: list[Person] = []

    def person(login: str, **how: object) -> Person:
        made.append(Person(chromium, desk.address, login, session=SESSIONS.get((desk.address, login)), **how))  # type: ignore[arg-type]
        SESSIONS.setdefault((desk.address, login), made[-1].context.cookies())  # type: ignore[arg-type]
        return made[-1]

    yield person
    for one in made:
        one.close()


@pytest.fixture
def people(chromium: Browser, server: Server) -> Iterator[Callable[..., Person]]:
    """Signs people in: `people("agent@example.com")`. Every page they saw must have been free of script errors."""
    made: list[Person] = []

    def person(login: str, **how: object) -> Person:
        made.append(Person(chromium, server.address, login, **how))  # type: ignore[arg-type]
        return made[-1]

    yield person
    for one in made:
        one.close()
