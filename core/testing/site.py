"""A demonstration's site in this process, its people at browsers, and what each of them may see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import httpx
import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.settings import read_settings
from core.testing.kernels import Acting
from core.testing.marks import Marks, Record
from core.testing.visitors import ORIGIN, PASSWORD, Browser
from core.ui.pages import Into, ref_of
from core.ui.registered import Built, Pages
from core.web.people import is_internal
from core.web.site import create_app

UNCOUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


class Site:
    """The site of a kernel. A context manager. `of` gives somebody's browser, that of a visitor for "".

    `people` are logins by name, with the passwords of a demonstration; without any there is somebody of each role.
    """

    def __init__(self, kernel: Kernel, folder: Path, people: Mapping[str, str] | None = None) -> None:
        self.kernel, self.acting = kernel, Acting(kernel)
        settings = read_settings({"MAKEGOOD_VAR": str(folder), "MAKEGOOD_BASE_URL": ORIGIN})
        self.app: Any = create_app(settings, kernel=kernel)
        self.passwords = {name: login.partition("@")[0] for name, login in (people or {}).items()}
        self.people: dict[str, str] = dict(people or self._somebody_of_each_role())
        self.marks = Marks()
        self._browsers: dict[str, Browser] = {}
        self._seen: dict[tuple[str, str], httpx.Response] = {}
        self._readable: dict[tuple[str, str], set[int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _somebody_of_each_role(self) -> dict[str, str]:
        roles = {role: f"{role.replace('_', '-')}@example.org" for role in sorted(self.kernel.registry.policy.roles)}

        def hire(env: Env) -> None:
            for role, login in roles.items():
                made = env.hook.add_user(env=env, login=login, name=role, password=PASSWORD, roles=[role])
                assert made is not None, "no installed addon keeps users"

        self.kernel.work(hire, who=Identity.system())
        return roles

    def of(self, name: str) -> Browser:
        """The browser of somebody; "" is a visitor."""
        if name not in self._browsers:
            browser = Browser(self.app)
            browser.headers["accept-encoding"] = "identity"  # packing thousands of pages takes longer than reading them
            if name:
                browser.sign_in(self.people[name], self.passwords.get(name, PASSWORD))
            self._browsers[name] = browser
        return self._browsers[name]

    def page(self, name: str, path: str) -> httpx.Response:
        """What somebody sees at an address. Read once, because nothing changes."""
        if (name, path) not in self._seen:
            self._seen[name, path] = self.of(name).get(path)
        return self._seen[name, path]

    def close(self) -> None:
        """Closes every window."""
        for browser in self._browsers.values():
            browser.close()
        self.app.state.site.pool.shutdown()

    # --- what there is ------------------------------------------------------------------------------------------------

    @property
    def pages(self) -> Pages:
        """Every page."""
        return self.kernel.registry.facet(Pages)

    def touched(self, addons: Sequence[str]) -> set[str]:
        """The addresses of the pages of some addons, and of those into which they put something."""
        theirs = {
            id(part)
            for addon in addons
            for into in self.kernel.registry.contributions(addon, "page_parts")
            if isinstance(into, Into)
            for part in into.parts
        }
        return {
            address
            for address, built in self.pages.by_address.items()
            if built.addon in addons or any(id(part) in theirs for parts in built.children.values() for part in parts)
        }

    def ids(self, model: str) -> list[int]:
        """All ids of a model."""
        return sorted(self.acting.run(lambda env: ids_of(env, model), write=False))

    @cached_property
    def records(self) -> dict[str, list[int]]:
        """A few records of every model that has a form, with those that only some people see among them."""
        return {built.model: spread(self.ids(built.model)) for built in self.pages.forms.values()}

    # --- what somebody may see ----------------------------------------------------------------------------------------

    def may(self, name: str, right: str, model: str) -> bool:
        """Whether somebody has a right to a model."""
        return self.acting.run(lambda env: env.may(right, model), self.people[name], write=False)

    def works_here(self, name: str) -> bool:
        """Whether pages and the API are for somebody at all: customers find none of them."""
        return self.acting.run(is_internal, self.people[name], write=False)

    def readable(self, name: str, model: str) -> set[int]:
        """The ids of a model that somebody may read."""
        if (name, model) not in self._readable:
            self._readable[name, model] = self.acting.run(
                lambda env: ids_of(env, model), self.people[name], write=False
            )
        return self._readable[name, model]

    def hidden(self, name: str, text: str) -> set[Record]:
        """The records on a page that somebody may not read."""
        return {(model, id_) for model, id_ in self.marks.on(text) if id_ not in self.readable(name, model)}

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """The statements that are sent to the database meanwhile."""
        seen: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            if not statement.startswith(UNCOUNTED):
                seen.append(" ".join(statement.split())[:200])

        sa.event.listen(self.kernel.database.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            sa.event.remove(self.kernel.database.engine, "before_cursor_execute", note)


def ids_of(env: Env, model: str) -> set[int]:
    """The ids of a model's records that the user of an env may read."""
    if not env.is_system and not env.may("read", model):
        return set()
    return set(env.session.scalars(sa.select(env.models.models[model].id)))


def spread(ids: Sequence[int], most: int = 4) -> list[int]:
    """Some of many, the first and the last among them."""
    step = max(1, (len(ids) + most - 2) // most)
    return sorted({*ids[::step], *ids[-1:]})


def queries_of(built: Built) -> Iterator[str]:
    """Every way in which a list can be asked for, one at a time."""
    page: Any = built.page
    yield "f="
    yield from (f"f={one.key}" for one in built.filters)
    yield from (f"f=&g={ref_of(one)[1]}" for one in page.group_by)
    yield "f=&q=a"
    yield "f=&page=2"


def brief(answer: httpx.Response) -> str:
    """A page's status and words, for a message."""
    words = re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return f"{answer.status_code} {' '.join(words.split())[:600]}"
