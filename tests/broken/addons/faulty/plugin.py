"""What it puts into the kernel."""

from __future__ import annotations

from typing import Any

from addons.faulty.models import answer
from addons.faulty.pages import parts
from core import Asked, Env, JSONResponse, Response, Route, hookimpl


@hookimpl
def page_parts() -> list[Any]:
    """Its parts."""
    answer("page_parts")
    return parts


@hookimpl
def routes() -> list[Route]:
    """An address of its own."""
    answer("routes")
    return [Route("/faulty/address", address)]


@hookimpl
def registry_ready() -> None:
    """Called last."""
    answer("registry_ready")


@hookimpl
def page_notices() -> list[Any]:
    """Nothing to notice."""
    answer("notices")
    return []


def address(env: Env, asked: Asked) -> Response:
    """Answers."""
    return JSONResponse({"here": True})
