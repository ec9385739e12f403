"""The demonstration with everything installed, and its people at browsers.

Every record's texts carry a mark of their own, such as ‡a7‡. So a test can say of any page, whatever it is about, whose
records stand on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.lifecycle.loading import CORE
from core.orm.composition import ModelInfo
from core.orm.env import Env
from core.settings import read_settings
from core.ui.registered import Pages
from core.web.site import create_app
from tests.core.web.conftest import ORIGIN, Browser
from tests.kernels import ADDONS, ROOT, Acting

OUTSIDE = ROOT / "tests" / "outside" / "addons"
FOLDERS = (ADDONS, OUTSIDE)
NAMES = sorted(path.parent.name for path in ADDONS.glob("*/addon.toml"))
ALL = [*NAMES, *sorted(path.parent.name for path in OUTSIDE.glob("*/addon.toml"))]
PEOPLE = {
    "admin": "admin@example.com",
    "manager": "manager@example.com",
    "agent": "agent@example.com",
    "stock": "stock@example.com",
    "sales": "sales@example.com",
    "customer": "amelie@example.com",
}
"""Who works in the demonstration, by what they do. Their passwords are the first part of their logins."""
MARK = re.compile("‡([0-9a-z]+)‡")
TEXTS = ("text", "long_text", "rich_text")
Record = tuple[str, int]


class Demonstration:
    """One site. `of` gives the browser of one of the `PEOPLE`, or of a visitor who did not sign in."""

    def __init__(self, kernel: Kernel, folder: Path) -> None:
        self.kernel = kernel
        self.acting = Acting(kernel)
        settings = read_settings({"MAKEGOOD_VAR": str(folder), "MAKEGOOD_BASE_URL": ORIGIN})
        self.app: Any = create_app(settings, kernel=kernel)
        self.marks: dict[str, Record] = {}
        self._browsers: dict[str, Browser] = {}
        self._seen: dict[tuple[str, str], httpx.Response] = {}
        self._readable: dict[tuple[str, str], set[int]] = {}

    @property
    def pages(self) -> Pages:
        """Every page."""
        return self.kernel.registry.facet(Pages)

    def of(self, name: str) -> Browser:
        """The browser of somebody; "" is a visitor."""
        if name not in self._browsers:
            browser = Browser(self.app)
            browser.headers["accept-encoding"] = "identity"  # packing thousands of pages takes longer than reading them
            self._browsers[name] = browser.sign_in(PEOPLE[name], PEOPLE[name].partition("@")[0]) if name else browser
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

    # --- whose records stand on a page --------------------------------------------------------------------------------

    def mark(self) -> None:
        """Writes a mark into the texts of every record that can be changed at all."""
        with self.kernel.database.begin(write=True) as connection:
            for info in self.kernel.registry.models.infos.values():
                table = self.kernel.registry.models.metadata.tables[info.table]
                if info.addon != CORE and (columns := list(marked_columns(info, table))):
                    self._mark(connection, info.name, table, columns)

    def _mark(self, connection: sa.Connection, model: str, table: sa.Table, columns: Sequence[str]) -> None:
        for id_ in connection.scalars(sa.select(table.c.id).order_by(table.c.id)).all():
            mark = f"{len(self.marks):x}"
            texts = {name: table.c[name] + f" ‡{mark}‡" for name in columns}
            try:
                with connection.begin_nested():
                    connection.execute(sa.update(table).where(table.c.id == id_).values(texts))
            except sa.exc.IntegrityError:
                continue  # the database itself seals it, as it does with what is in the books
            self.marks[mark] = (model, id_)

    def shown(self, text: str) -> set[Record]:
        """The records whose texts stand on a page."""
        return {self.marks[mark] for mark in MARK.findall(text)}

    def readable(self, name: str, model: str) -> set[int]:
        """The ids of a model that somebody may read."""
        if (name, model) not in self._readable:
            self._readable[name, model] = self.acting.run(lambda env: ids_of(env, model), PEOPLE[name], write=False)
        return self._readable[name, model]

    def ids(self, model: str) -> list[int]:
        """All ids of a model."""
        return sorted(self.acting.run(lambda env: ids_of(env, model), write=False))

    def hidden(self, name: str, text: str) -> set[Record]:
        """The records on a page that somebody may not read."""
        return {(model, id_) for model, id_ in self.shown(text) if id_ not in self.readable(name, model)}

    @cached_property
    def records(self) -> dict[str, list[int]]:
        """A few records of every model that has a form, with those that only some people see among them."""
        return {built.model: spread(self.ids(built.model)) for built in self.pages.forms.values()}

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """The statements that are sent to the database meanwhile."""
        seen: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            seen.append(statement)

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


def marked_columns(info: ModelInfo, table: sa.Table) -> Iterator[str]:
    """The texts of a model that take a mark without losing their meaning, and have room for one."""
    named = [info.fields[name] for name in info.display_fields if name in info.fields]
    rich = [one for one in info.fields.values() if one.kind in ("long_text", "rich_text")]
    for one in {one.name: one for one in [*named, *rich]}.values():
        if one.name in table.c and one.kind in TEXTS and (one.kind != "text" or (one.size or 0) >= 40):
            yield one.name


def spread(ids: Sequence[int], most: int = 4) -> list[int]:
    """Some of many, the first and the last among them."""
    step = max(1, (len(ids) + most - 2) // most)
    return sorted({*ids[::step], *ids[-1:]})
