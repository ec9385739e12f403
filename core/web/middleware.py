"""What stands around every answer, static files and errors included. Pure ASGI: it costs microseconds."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterable

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.web.api.problems import problem
from core.web.asked import is_api
from core.web.errors import Explanation
from core.web.metrics import note_answer

log = structlog.get_logger("core.web")

POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
}
SECRET_IN_PATH = re.compile(r"(?<=/)[A-Za-z0-9_-]{30,}(?=/|$)")


class RequestLog:
    """Gives each request an id, answers with it, and writes one line about it. Secrets in links are left out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        state = scope.setdefault("state", {})
        request_id = state["request_id"] = secrets.token_hex(8)
        started, status = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = request_id
            await send(message)

        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            return await self.app(scope, receive, noted)
        finally:
            seconds = time.perf_counter() - started
            note_answer(scope["method"], status, seconds)
            if not scope["path"].startswith("/static/"):
                path = SECRET_IN_PATH.sub("…", scope["path"])
                log.info(
                    "request", method=scope["method"], path=path, status=status, ms=round(seconds * 1e3, 1),
                    user=state.get("user_id"), tries=state.get("tries", 1),
                )  # fmt: skip
            structlog.contextvars.unbind_contextvars("request_id")


class HostCheck:
    """Answers only to its own names: a made-up Host header must reach no link and no mail (fault 55)."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app, self.hosts = app, frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_ours(scope):
            refusal = PlainTextResponse("This server does not answer to that name.\n", 400)
            return await refusal(scope, receive, send)
        return await self.app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        given = [value for name, value in scope["headers"] if name == b"host"]
        if len(given) != 1:
            return False
        host = re.fullmatch(rb"([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?", given[0])
        return host is not None and ("*" in self.hosts or host[1].decode().lower() in self.hosts)


class SecurityHeaders:
    """Headers that an answer may tighten and cannot forget, and the nonce that inline scripts of a page carry."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self.app, self.secure = app, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        nonce = scope.setdefault("state", {})["nonce"] = secrets.token_urlsafe(16)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in FIXED.items():
                    headers.setdefault(name, value)
                headers.setdefault("content-security-policy", POLICY.format(nonce=nonce))
                headers.setdefault("cache-control", "no-store")
                if self.secure:
                    headers["strict-transport-security"] = "max-age=31536000"
            await send(message)

        return await self.app(scope, receive, guarded)


class BodyLimit:
    """Refuses bodies that are too long before anything reads them: `form` bytes, or `upload` with files."""

    def __init__(self, app: ASGIApp, *, form: int, upload: int) -> None:
        self.app, self.form, self.upload = app, form, upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        files = headers.get("content-type", "").startswith("multipart/form-data")
        limit, seen = self.upload if files else self.form, 0
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > limit:
            return await self._refuse(scope, receive, send)
        begun = False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise TooLong
            return message

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            return await self.app(scope, counted, sent)
        except TooLong:
            if begun:
                raise
            return await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        said = "What was sent is too large."
        answer: Response = PlainTextResponse(said + "\n", 413, {"connection": "close"})
        if is_api(scope["path"]):
            answer = problem(Explanation(413, said, headers={"connection": "close"}))
        await answer(scope, receive, send)


class TooLong(Exception):
    """A body without an announced length went over the limit."""
