"""From the network to a handler: read the body within limits, then one hop to an own pool of threads.

Everything behind it is plain `def` with ordinary sessions; nothing in front of it waits for a database.
"""

from __future__ import annotations

import asyncio
import contextvars
import hashlib
import json
import math
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

from starlette.datastructures import ImmutableMultiDict, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from core.web.api.problems import problem
from core.web.asked import Asked, is_api
from core.web.errors import Explanation
from core.web.metrics import RETRIES
from core.web.uploads import MOST_FILES

MOST_FIELDS, LONGEST_PART = 4_000, 1_000_000
DEEPEST_JSON = 20


class Endpoint:
    """An ASGI app that asks `answer` in a thread. `pool` bounds how many transactions a worker runs at once."""

    def __init__(self, answer: Callable[[Asked], Response], pool: Executor) -> None:
        self.answer, self.pool = answer, pool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            asked = await read(request)
        except ClientDisconnect:
            return
        except HTTPException as refused:
            await _refusal(scope["path"], refused)(scope, receive, send)
            return
        try:
            # The pool has threads of its own, so the context (request id of the log) is carried over by hand.
            context = contextvars.copy_context()
            response = await asyncio.get_running_loop().run_in_executor(self.pool, context.run, self.answer, asked)
        finally:
            for _, upload in asked.files:
                await upload.close()
        scope["state"] |= {"user_id": asked.visit.user_id, "tries": asked.tries}
        if asked.tries > 1:
            RETRIES.inc(asked.tries - 1)
        await response(scope, receive, send)


def _refusal(path: str, why: HTTPException) -> Response:
    """What cannot be read, said to whom it may concern."""
    if is_api(path):
        return problem(Explanation(why.status_code, why.detail))
    return PlainTextResponse(why.detail + "\n", why.status_code)


async def read(request: Request) -> Asked:
    """A request with its body. Raises HTTPException 400 for what is not a form, a file or JSON as it says it is."""
    state = request.scope.setdefault("state", {})
    asked = Asked(
        method=request.method,
        path=request.scope["path"],
        query=request.query_params,
        headers=request.headers,
        cookies=request.cookies,
        address=request.client.host if request.client else "",
        scheme=request.scope.get("scheme", "http"),
        request_id=state.get("request_id", ""),
        nonce=state.get("nonce", ""),
    )
    if "\0" in asked.path or any("\0" in name or "\0" in value for name, value in asked.query.multi_items()):
        raise HTTPException(400, "This address cannot be read.")
    if request.method in ("GET", "HEAD"):
        return asked
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        body = await request.body()
        asked.json, asked.body_hash = _parsed(body), hashlib.sha256(body).digest()
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        await _read_form(request, asked)
    elif await request.body():
        raise HTTPException(415, "Send a form or JSON.")
    return asked


async def _read_form(request: Request, asked: Asked) -> None:
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LONGEST_PART)
    except (MultiPartException, ValueError) as wrong:
        raise HTTPException(400, "This form cannot be read.") from wrong
    digest, fields = hashlib.sha256(), []
    for name, value in form.multi_items():
        digest.update(name.encode(errors="replace") + b"\0")
        if isinstance(value, UploadFile):
            asked.files.append((name, value))
            digest.update(f"{value.filename}\0{value.size}".encode(errors="replace"))
            while piece := await value.read(1 << 20):
                digest.update(piece)
            await value.seek(0)
        else:
            fields.append((name, value))
            digest.update(value.encode(errors="replace") + b"\0")
    if any("\0" in name or "\0" in value for name, value in fields):
        # PostgreSQL stores no NUL, and no keyboard types one.
        raise HTTPException(400, "This form cannot be read.")
    asked.posted, asked.body_hash = ImmutableMultiDict(fields), digest.digest()


def _parsed(body: bytes) -> Any:
    if not body:
        return None
    try:
        value = json.loads(body, parse_constant=_refuse_constant, object_pairs_hook=_object)
        _check(value)
    except (ValueError, RecursionError) as wrong:
        said = str(wrong) if isinstance(wrong, _Unfit) else "This is not valid JSON."
        raise HTTPException(400, said) from wrong
    return value


class _Unfit(ValueError):
    """JSON that means nothing here."""


def _refuse_constant(name: str) -> Any:
    raise _Unfit(f"{name} is no number in JSON.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _Unfit("This JSON has a key twice in one object.")
    return made


def _check(value: Any, level: int = 1) -> None:
    """Refuses what no database stores, and what is nested so deeply that only an attacker sends it."""
    if level > DEEPEST_JSON:
        raise _Unfit(f"This JSON is nested more than {DEEPEST_JSON} levels deep.")
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
            raise _Unfit("This JSON has characters that are none: NUL, or half of a pair.")
    elif isinstance(value, float) and not math.isfinite(value):
        raise _Unfit("This JSON has a number that is too large.")
    elif isinstance(value, dict):
        for name, item in value.items():
            _check(name, level + 1)
            _check(item, level + 1)
    elif isinstance(value, list):
        for item in value:
            _check(item, level + 1)
