"""A site with somebody of each role, who opens the pages of an addon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.settings import read_settings
from core.testing.kernels import Acting
from core.testing.visitors import ORIGIN, PASSWORD, Browser
from core.ui.pages import ref_of
from core.ui.registered import Built, Pages
from core.ui.reports import Report
from core.web.serve import configure_log
from core.web.site import create_app

MOST = 40
"""Statements of a page. One that asks for each of its rows passes this soon."""
RECORDS = 3
"""How many records of a model are opened."""
UNMARKED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


class Site:
    """The site of a kernel, in this process. A context manager."""

    def __init__(self, kernel: Kernel, folder: Path) -> None:
        self.kernel, self.acting = kernel, Acting(kernel)
        settings = read_settings({"MAKEGOOD_VAR": str(folder), "MAKEGOOD_BASE_URL": ORIGIN})
        configure_log(for_people=False)  # the log for people prints each traceback with all its variables
        self.app: Any = create_app(settings, kernel=kernel)
        self.browsers: dict[str, Browser] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for browser in self.browsers.values():
            browser.close()
        self.app.state.site.pool.shutdown()

    @property
    def roles(self) -> list[str]:
        """Every role of the installed addons."""
        return sorted(self.kernel.registry.policy.roles)

    @property
    def pages(self) -> Pages:
        """Every page."""
        return self.kernel.registry.facet(Pages)

    def login(self, role: str) -> str:
        """Who has this role, and what it implies, and nothing else."""
        return f"{role.replace('_', '-')}@example.org"

    def of(self, role: str) -> Browser:
        """The browser of somebody with this role."""
        if role not in self.browsers:

            def hire(env: Env) -> Any:
                who = {"login": self.login(role), "name": role, "password": PASSWORD}
                return env.hook.add_user(env=env, roles=[role], **who)

            assert self.kernel.work(hire, who=Identity.system()) is not None, "no installed addon keeps users"
            self.browsers[role] = Browser(self.app).sign_in(self.login(role))
        return self.browsers[role]

    def problems(self, addon: str, role: str) -> Iterator[str]:
        """What is wrong with the pages of an addon, as somebody with a role sees them."""
        browser, may = self.of(role), self._rights(role)
        for path, right, model in self._addresses(addon):
            with self._counted() as seen:
                answer = browser.get(path)
            able = right == "" or may(right, model)
            # A record that cannot be printed as it is says so.
            fine = (200, 422) if "/print/" in path else (200,)
            if answer.status_code not in (fine if able else (403, 404)):
                yield f"{role}: {path}: {answer.status_code} {_words(answer.text)}"
            elif len(seen) > MOST:
                yield f"{role}: {path}: {len(seen)} statements, at most {MOST}; the last:\n" + "\n".join(seen[-8:])
        yield from self._menus(addon, role)

    def _rights(self, role: str) -> Any:
        """(right, "model", "model/id" or "model+model") -> whether somebody with this role has it."""

        def may(right: str, model: str) -> bool:
            name, _, id_ = model.partition("/")

            def ask(env: Env) -> bool:
                if not all(env.may(right, one) for one in name.split("+")):
                    return False
                return not id_ or env.session.get(env.models.models[name], int(id_)) is not None

            return self.acting.run(ask, self.login(role), write=False)

        return may

    def _addresses(self, addon: str) -> Iterator[tuple[str, str, str]]:
        """(address, right, model or model/id) of everything that an addon's pages can be asked."""
        for address, built in self.pages.by_address.items():
            if built.addon != addon:
                continue
            if built.is_form:
                for id_ in self._ids(built.model):
                    yield f"{address}/{id_}", "read", f"{built.model}/{id_}"
                    for key in self.pages.printouts_of(built.model):
                        yield f"{address}/{id_}/print/{key}/preview", "read", f"{built.model}/{id_}"
                if getattr(built.page, "create", False):
                    yield f"{address}/new", "create", built.model
            elif isinstance(built.page, Report):
                yield address, "read", "+".join(one.__model__ for one in built.page.reads)
            elif built.is_list or built.is_board:
                for query in _queries(built):
                    yield f"{address}?{query}", "read", built.model

    def _menus(self, addon: str, role: str) -> Iterator[str]:
        """Menu entries that somebody is shown and cannot open."""
        browser = self.of(role)
        home = browser.get("/")
        for _ in range(5):
            if home.status_code == 303:
                home = browser.get(home.headers["location"])
        for link in sorted({unescape(one) for one in re.findall(rf'href="(/{addon}/[^"#]*)"', home.text)}):
            if (answer := browser.get(link)).status_code not in (200, 303):
                yield f"{role}: the menu leads to {link}: {answer.status_code} {_words(answer.text)}"

    def _ids(self, model: str) -> list[int]:
        def find(env: Env) -> list[int]:
            cls = env.models.models[model]
            return list(env.session.scalars(sa.select(cls.id).order_by(cls.id).limit(RECORDS)))

        return self.acting.run(find, write=False)

    @contextmanager
    def _counted(self) -> Iterator[list[str]]:
        """The statements that are sent to the database meanwhile."""
        seen: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            if not statement.startswith(UNMARKED):
                seen.append(" ".join(statement.split())[:200])

        sa.event.listen(self.kernel.database.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            sa.event.remove(self.kernel.database.engine, "before_cursor_execute", note)


def _queries(built: Built) -> Iterator[str]:
    """Every way in which a list can be asked for, one at a time."""
    yield "f="
    if built.is_list:
        page: Any = built.page
        yield from (f"f={one.key}" for one in built.filters)
        yield from (f"f=&g={ref_of(one)[1]}" for one in page.group_by)
        yield "f=&q=a"


def _words(html: str) -> str:
    return " ".join(re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", " ", html, flags=re.S).split())[:300]
