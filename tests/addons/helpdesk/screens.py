"""The helpdesk as people see it: pages over HTTP, in one process with the test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

from core import Env
from core.lifecycle.catalog import read_catalog
from core.lifecycle.options import options_on
from core.settings import read_settings
from core.ui.forms import RecordForm, load
from core.ui.registered import Pages
from core.ui.views import FormView
from core.web.site import create_app
from tests.core.web.conftest import ORIGIN, Browser
from tests.kernels import ADDONS, Acting
from tests.visitors import forms_of

PASSWORD = "a good long password"


class Screens:
    """A site on a kernel, and the browsers of those who signed in."""

    def __init__(self, acting: Acting, folder: Path) -> None:
        settings = read_settings({"MAKEGOOD_VAR": str(folder), "MAKEGOOD_BASE_URL": ORIGIN})
        self.app: Any = create_app(settings, kernel=acting.kernel)
        self.browsers: dict[str, Browser] = {}

    def of(self, login: str) -> Browser:
        """The browser of somebody, signed in."""
        if login not in self.browsers:
            self.browsers[login] = Browser(self.app).sign_in(login, PASSWORD)
        return self.browsers[login]

    def text(self, login: str, path: str, status: int = 200) -> str:
        """What somebody reads on a page."""
        page = self.of(login).get(path)
        assert page.status_code == status, page.text
        return words(page.text)

    def fields(self, login: str, path: str) -> dict[str, str]:
        """What the form of a record or pop-up would send."""
        page = self.of(login).get(path)
        assert page.status_code == 200, words(page.text)
        return next(values for _, values in forms_of(page.text) if "_kept" in values)

    def save(self, login: str, path: str, status: int = 303, *, to: str = "", **changes: str) -> Any:
        """Opens a form, changes some of it and sends it to its own address or to `to`."""
        answer = self.of(login).post(to or path, data={**self.fields(login, path), **changes})
        assert answer.status_code == status, (answer.status_code, words(answer.text))
        return answer

    def close(self) -> None:
        """Ends everything that was opened."""
        for browser in self.browsers.values():
            browser.close()
        self.app.state.site.pool.shutdown()


@contextmanager
def screens_of(acting: Acting, folder: Path) -> Iterator[Screens]:
    """The screens of a kernel."""
    made = Screens(acting, folder)
    try:
        yield made
    finally:
        made.close()


def words(html: str) -> str:
    """The text of a page, as it is read."""
    bare = re.sub(r"<(script|style|svg|template)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", bare))).strip()


def links(html: str, text: str) -> list[str]:
    """The addresses of links that read `text`."""
    found = re.findall(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, flags=re.DOTALL)
    return [unescape(url) for url, inside in found if words(inside) == text]


def view_of(env: Env, record: Any) -> FormView:
    """The page of a stored record as its template is given it, for the user of `env`."""
    return form_of(env, record).view()


def form_of(env: Env, record: Any) -> RecordForm:
    """The form of a stored record, for the user of `env`."""
    built = env.registry.facet(Pages).form_of(record.__model__)
    assert built is not None
    offered = options_on(read_catalog([ADDONS]), {one.name for one in env.registry.addons}, record.__model__)
    return RecordForm(env, built, load(env, built, record.id), offered=offered)


def services(view: FormView) -> list[str]:
    """The after-sales buttons at the top left, in order."""
    return [one.label for one in view.slots.get("after_sales", [])]


def actions(view: FormView) -> list[str]:
    """The other buttons beside them."""
    return [one.label for one in view.actions]


def smart(view: FormView) -> dict[str, int]:
    """The smart buttons: label -> count."""
    return {one.label: one.count for one in view.smart}
