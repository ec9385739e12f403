"""What stands around every answer: own host names, limits, headers, request ids; no secret in the log."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
import structlog
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp

from core.web import middleware
from core.web.asked import Asked
from core.web.endpoint import Endpoint
from core.web.middleware import BodyLimit, HostCheck, RequestLog, SecurityHeaders


def answer(asked: Asked) -> Response:
    if asked.path == "/own-policy":
        return PlainTextResponse("x", headers={"content-security-policy": "sandbox", "cache-control": "private"})
    return JSONResponse(
        {"posted": asked.posted.multi_items(), "json": asked.json, "nonce": asked.nonce,
         "files": [(name, one.filename, one.file.read().decode()) for name, one in asked.files]}
    )  # fmt: skip


@pytest.fixture
def app() -> Any:
    pool = ThreadPoolExecutor(2)
    inner: ASGIApp = Endpoint(answer, pool)
    inner = BodyLimit(inner, form=2_000, upload=20_000)
    inner = HostCheck(inner, ["ours.example", "[::1]", "127.0.0.1"])
    yield RequestLog(SecurityHeaders(inner, secure=True))
    pool.shutdown()


def ask(app: ASGIApp, method: str, path: str, **more: Any) -> httpx.Response:
    async def run() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://ours.example") as client:
            return await client.request(method, path, **more)

    return asyncio.run(run())


@pytest.mark.parametrize(
    "host",
    ["evil.example", "ours.example.evil.example", "ours.example/x", "ours.example@evil.example",
     "ours.example:80:80", "",
     "ours.example:port", "ours.example#", "ours.example\tx", "[::1", "[::1]evil", "*", "xours.example"],
)  # fmt: skip
def test_other_hosts_are_refused(app: ASGIApp, host: str) -> None:
    assert ask(app, "GET", "/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["ours.example", "OURS.example:8000", "[::1]:8000", "127.0.0.1"])
def test_own_hosts_are_served(app: ASGIApp, host: str) -> None:
    assert ask(app, "GET", "/", headers={"host": host}).status_code == 200


def test_every_answer_carries_the_security_headers(app: ASGIApp) -> None:
    for path, host in (("/", "ours.example"), ("/", "evil.example")):
        headers = ask(app, "GET", path, headers={"host": host}).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert headers["strict-transport-security"]
        assert headers["cache-control"] == "no-store"
        assert re.fullmatch(r"[0-9a-f]{16}", headers["x-request-id"])


def test_the_nonce_reaches_the_page_and_is_new_each_time(app: ASGIApp) -> None:
    first, second = ask(app, "GET", "/"), ask(app, "GET", "/")
    assert f"'nonce-{first.json()['nonce']}'" in first.headers["content-security-policy"]
    assert first.json()["nonce"] != second.json()["nonce"]


def test_an_answer_may_be_stricter(app: ASGIApp) -> None:
    headers = ask(app, "GET", "/own-policy").headers
    assert (headers["content-security-policy"], headers["cache-control"]) == ("sandbox", "private")


def test_long_bodies_are_refused_with_and_without_an_announced_length(app: ASGIApp) -> None:
    assert ask(app, "POST", "/", data={"a": "x" * 3_000}).status_code == 413

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 100

    streamed = ask(app, "POST", "/", content=pieces(), headers={"content-type": "application/json"})
    assert streamed.status_code == 413
    assert ask(app, "POST", "/", headers={"content-length": "-1"}).status_code == 413
    assert ask(app, "POST", "/", files={"f": ("a.txt", b"x" * 10_000)}).status_code == 200
    assert ask(app, "POST", "/", files={"f": ("a.txt", b"x" * 30_000)}).status_code == 413


def test_forms_files_and_json_arrive(app: ASGIApp) -> None:
    form = ask(app, "POST", "/", data={"a": "1", "b": ["2", "3"]}).json()
    assert form["posted"] == [["a", "1"], ["b", "2"], ["b", "3"]]
    files = ask(app, "POST", "/", data={"a": "1"}, files={"f": ("ü.txt", b"content")}).json()
    assert (files["posted"], files["files"]) == ([["a", "1"]], [["f", "ü.txt", "content"]])
    assert ask(app, "POST", "/", json={"a": [1]}).json()["json"] == {"a": [1]}


@pytest.mark.parametrize(
    "content", [b"{", b'{"a": NaN}', b"[" * 100 + b"]" * 100, b"\xff\xfe", b'{"a": "\\u0000"}', b"[" * 1900]
)
def test_json_that_is_none_is_refused(app: ASGIApp, content: bytes) -> None:
    answered = ask(app, "POST", "/", content=content, headers={"content-type": "application/json"})
    assert answered.status_code == 400


def test_broken_forms_are_refused(app: ASGIApp) -> None:
    kind = {"content-type": "multipart/form-data; boundary=x"}
    assert ask(app, "POST", "/", content=b"--y\r\nnonsense", headers=kind).status_code == 400
    kind = {"content-type": "multipart/form-data"}
    assert ask(app, "POST", "/", content=b"a=1", headers=kind).status_code == 400
    assert ask(app, "POST", "/", data={"a": "nul \x00"}).status_code == 400
    assert ask(app, "POST", "/", content=b"<x/>", headers={"content-type": "text/xml"}).status_code == 415


def test_secrets_in_links_stay_out_of_the_log(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "s3cr3t_" + "x" * 36
    # A logger that wrote before keeps where it writes to; a new one can be listened to.
    monkeypatch.setattr(middleware, "log", structlog.get_logger("core.web"))
    with structlog.testing.capture_logs() as lines:
        ask(app, "GET", f"/t/{secret}/reply?token={secret}")
    assert [line["path"] for line in lines if line["event"] == "request"] == ["/t/…/reply"]
    assert secret not in str(lines)


def test_no_middleware_costs_a_task_a_request() -> None:
    for kind in (RequestLog, SecurityHeaders, HostCheck, BodyLimit):
        assert not issubclass(kind, BaseHTTPMiddleware)
