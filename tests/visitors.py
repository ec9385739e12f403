"""People at a server without a browser: they read forms and post them, as a browser without JavaScript would."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import httpx

Values = dict[str, list[str]]
"""What a form would post: a name may have several values."""


def _add(values: Values, name: str, value: str) -> None:
    values.setdefault(name, []).append(value)


class _Forms(HTMLParser):
    """The inputs of every form of a page, by the form's action."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, Values]] = []
        self._select = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        if not self.forms:
            return
        values = self.forms[-1][1]
        name = given.get("name", "")
        if tag == "input" and name and given.get("type") not in ("checkbox", "radio", "submit", "file"):
            _add(values, name, given.get("value", ""))
        elif tag == "input" and name and "checked" in given:
            _add(values, name, given.get("value", "on"))
        elif tag == "select" and name:
            self._select = name
            values.setdefault(name, [])
        elif tag == "option" and self._select and "selected" in given:
            _add(values, self._select, given.get("value", ""))
        elif tag == "textarea" and name:
            self._text = name
            values[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._text and self.forms:
            self.forms[-1][1][self._text][0] += data


def forms_of(page: str) -> list[tuple[str, Values]]:
    """(action, values) of every form of a page, in order."""
    parser = _Forms()
    parser.feed(page)
    return [(unescape(action), values) for action, values in parser.forms]


class Visitor:
    """Somebody with a session. `get` and `post` follow redirects to the page that a reader would see."""

    def __init__(self, address: str, login: str = "", **how: object) -> None:
        self.client = httpx.Client(base_url=address, follow_redirects=True, timeout=300, **how)  # type: ignore[arg-type]
        if login:
            self.sign_in(login, login.partition("@")[0])

    def sign_in(self, login: str, password: str) -> None:
        """Signs in by the form. Raises AssertionError if that is refused."""
        answer = self.submit("/login", {"login": login, "password": password})
        assert answer.status_code == 200 and "/login" not in str(answer.url), answer.text[:2000]

    def get(self, path: str) -> httpx.Response:
        """Opens a page."""
        return self.client.get(path)

    def form(self, path: str, action: str = "") -> tuple[str, Values]:
        """(address, values) of the form of a page whose action contains `action`; the page's own form by default."""
        page = self.get(path)
        page.raise_for_status()
        wanted = action or path.partition("?")[0]
        for found, values in forms_of(page.text):
            if wanted in (found or path):
                return found or path, values
        raise AssertionError(f"{path} has no form for {wanted}: {re.findall(r'action=.([^ >]+)', page.text)}")

    def submit(self, path: str, changes: dict[str, str], *, action: str = "", to: str = "") -> httpx.Response:
        """Posts a page's form with some values changed; `to` another of its buttons' addresses."""
        address, values = self.form(path, action)
        return self.client.post(to or address, data={**values, **changes})

    def close(self) -> None:
        """Ends the connection; the session stays."""
        self.client.close()
