"""Installing shows what is being done while it is done, on a page that needs no script and leads on by itself."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest

from core.lifecycle.errors import InstallFailed
from core.lifecycle.kernel import Kernel
from core.lifecycle.plan import Plan
from tests.core.web.conftest import ORIGIN, Browser, fields_of

New = Callable[[], Browser]
PREVIEW = "/apps/product/install"
REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)">')
STEP = re.compile(r'<li class="state".*?</li>', re.DOTALL)


def steps_of(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", one).strip() for one in STEP.findall(page[page.index('class="growing"') :])]


def install(browser: Browser, **more: str) -> Any:
    return browser.post(PREVIEW, data={**browser.fields(PREVIEW), "_live": "1", **more})


@pytest.mark.req("MD-2")
def test_the_page_says_step_by_step_what_is_done_and_leads_on(admin: Browser, kernel: Kernel) -> None:
    answer = install(admin)
    assert (answer.status_code, answer.headers["content-encoding"]) == (200, "identity")
    assert answer.text.rstrip().endswith("</html>")
    assert steps_of(answer.text) == [
        "Checking", "Tables of Discussions", "Tables of Products", "Data of Discussions", "Data of Products", "Done",
    ]  # fmt: skip
    assert "product" in kernel.state().addons
    found = REFRESH.search(answer.text)
    assert found is not None
    onward = admin.get(unescape(found[1]))
    assert (onward.status_code, onward.headers["location"]) == (303, "/apps/product")
    assert "Products was installed." in admin.get("/apps/product").text


@pytest.mark.req("MD-3")
def test_what_stands_against_it_is_said_below_the_steps(
    admin: Browser, kernel: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, progress: Callable[[str, int, int], None], **__: Any) -> None:
        progress("Tables of <b>", 0, 3)
        raise InstallFailed("Installation of {module} failed: {reason}. Nothing was changed.", module="X", reason="y")

    monkeypatch.setattr(kernel, "install", fail)
    page = install(admin).text
    assert steps_of(page) == ["Tables of &lt;b&gt;"]
    assert "Installation of X failed: y. Nothing was changed." in page
    assert REFRESH.search(page) is None
    again = fields_of(page)
    assert again["_plan"], "the preview is there, to try again or to cancel"
    assert page.count("<html") == page.count("<main") == 1


def test_an_error_that_nobody_foresaw_is_said_too(
    admin: Browser, kernel: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("out of the blue")

    monkeypatch.setattr(kernel, "install", fail)
    page = install(admin).text
    assert "Something went wrong" in page
    assert "out of the blue" not in page
    assert page.count("<html") == 1


@pytest.mark.req("MD-11")
def test_only_who_may_install_sees_it_begin(ann: Browser, admin: Browser, browser: New, kernel: Kernel) -> None:
    fields = {**admin.fields(PREVIEW), "_live": "1"}
    assert browser().post(PREVIEW, data=fields).status_code in (303, 401, 403)
    assert admin.post(PREVIEW, data={**fields, "_token": "made up"}).status_code == 403
    told = ann.post(PREVIEW, data={**fields, "_token": ann.token()})
    assert "Ask an administrator to install: " in told.text
    assert "product" not in kernel.state().addons


def test_the_way_on_leads_to_own_pages_with_own_messages_only(admin: Browser) -> None:
    for to in ("https://elsewhere.example/", "//elsewhere.example", "", "/\\elsewhere"):
        assert admin.get("/onward?" + urlencode({"to": to})).headers["location"] == "/"
    answer = admin.get("/onward?" + urlencode({"to": "/apps", "said": "forged"}))
    assert answer.headers["location"] == "/apps"
    assert 'class="toast"' not in admin.get("/apps").text


def test_the_first_steps_arrive_while_the_last_are_still_to_do(
    admin: Browser, kernel: Kernel, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = threading.Event()

    def slow(*_: Any, progress: Callable[[str, int, int], None], **__: Any) -> Plan:
        progress("Digging", 0, 2)
        assert seen.wait(20), "nobody saw that it had begun"
        progress("Filling", 1, 2)
        return Plan((), (), "")

    monkeypatch.setattr(kernel, "install", slow)
    body = urlencode({**admin.fields(PREVIEW), "_live": "1"}).encode()
    cookies = "; ".join(f"{name}={value}" for name, value in admin.cookies.items())
    headers = {
        "host": ORIGIN.partition("//")[2], "origin": ORIGIN, "cookie": cookies, "accept-encoding": "gzip",
        "content-type": "application/x-www-form-urlencoded", "content-length": str(len(body)),
    }  # fmt: skip
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": PREVIEW, "raw_path": PREVIEW.encode(),
        "query_string": b"", "scheme": "https", "client": ("127.0.0.1", 1), "server": ("localhost", 80),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()], "root_path": "",
    }  # fmt: skip
    pieces: list[str] = []

    asked = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> dict[str, Any]:
        if (said := next(asked, None)) is None:
            await asyncio.Event().wait()
        assert said is not None
        return said

    async def send(message: Any) -> None:
        pieces.append(message.get("body", b"").decode())
        if "Digging" in pieces[-1]:
            seen.set()

    asyncio.run(asyncio.wait_for(app(scope, receive, send), 30))
    first = next(place for place, piece in enumerate(pieces) if "Digging" in piece)
    assert "Filling" in "".join(pieces[first + 1 :])
