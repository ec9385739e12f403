"""A browser, and a server that gives printed pages and remembers what was posted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from core.ui.rendering import Renderer
from core.ui.rendering.renderer import CORE
from core.ui.rendering.style import style_view
from tests import browsers
from tests.core.ui.rendering import samples

KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"


@dataclass
class Posted:
    """A POST as it came: its address, fields, and whether a script sent it."""

    path: str
    fields: list[tuple[str, str]]
    swaps: bool


@dataclass
class Answer:
    """What the server gives to a POST."""

    html: str = ""
    status: int = 200
    go: str = ""
    kind: str = "text/html"


@dataclass
class Site:
    """Pages by address and what was posted; `answer` may be replaced by a test."""

    address: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    posted: list[Posted] = field(default_factory=list)
    answer: Callable[[Posted], Answer] = lambda posted: Answer(go="/gone")
    renderer: Renderer = field(default_factory=Renderer)

    def fill(self) -> None:
        """All sample pages: whole at /<name>, their insides at /part/<name>."""
        for name, (template, view, frame) in samples.pages().items():
            self.pages[f"/{name}"] = self.renderer.render(template, view, frame, "en", "UTC")
        self.pages["/style"] = self.renderer.render("style.html", style_view(), samples.frame())
        self.pages["/wizard/paper/Copy"] = self.part("wizard.html", samples.wizard())
        self.pages["/palette"] = '{"entries": [{"text": "Papers", "kind": "page", "url": "/list"}, '
        self.pages["/palette"] += '{"text": "A paper", "kind": "Paper", "url": "/form"}]}'

    def part(self, template: object, view: object) -> str:
        """The inside of a page."""
        return self.renderer.render_part(template, view, samples.frame(), "en", "UTC")


def handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing."""

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path.startswith("/static/core/"):
                name = path.removeprefix("/static/core/")
                return self.give((CORE / "static" / name).read_text(), KINDS[name.rpartition(".")[2]])
            return self.give(site.pages.get(path, "<!doctype html><title>Elsewhere</title>"), "text/html")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            posted = Posted(self.path, parse_qsl(body, keep_blank_values=True), "x-swap" in self.headers)
            site.posted.append(posted)
            answer = site.answer(posted)
            self.give(answer.html, answer.kind, answer.status, answer.go)

        def give(self, text: str, kind: str, status: int = 200, go: str = "") -> None:
            content = text.encode()
            self.send_response(status)
            if go:
                self.send_header("X-Go", go)
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler


@pytest.fixture(scope="session")
def served() -> Iterator[Site]:
    site = Site()
    site.fill()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(site))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_port}"
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site(served: Site) -> Iterator[Site]:
    """The server with nothing posted yet."""
    served.posted.clear()
    answer = served.answer
    yield served
    served.answer = answer


@pytest.fixture(scope="package")  # while it is open its event loop runs in this thread, where other tests want theirs
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.executable(), args=browsers.ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens a page by name. Script errors and refused inline code fail the test."""
    complaints: list[str] = []
    contexts = []

    def opened(name: str, *, javascript: bool = True, width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(
            base_url=site.address,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Refused" in said.text else None)
        page.goto(f"/{name}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
