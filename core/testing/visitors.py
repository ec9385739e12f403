"""People at browsers without scripts, on a site in this process."""

from __future__ import annotations

import asyncio
from html.parser import HTMLParser
from typing import Any

import httpx

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
        """A field begins."""
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
        """A field ends."""
        self._select = None if tag == "select" else self._select
        self._area = None if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        """What stands in a text area."""
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
        """A form token of this browser: on the page of one's preferences, or where customers begin."""
        page = self.get("/preferences")
        if page.status_code == 404:
            page = self.get("/", follow_redirects=True)
        assert page.status_code == 200, page.text
        return fields_of(page.text)["_token"]

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
