"""Addresses that answer for themselves: the core's own and those that addons bring by the hook `routes`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response
from starlette.routing import compile_path

from core.orm.env import Env
from core.web.asked import Asked
from core.web.errors import HttpProblem
from core.web.limits import Limit

LARGEST_ID = 2**31 - 1
Handler = Callable[[Env, Asked], Response]


@dataclass(frozen=True)
class Route:
    """An address and who answers it: `Route("/portal/tickets/{id:int}", show_ticket, public=True)`.

    GET runs in a reading transaction; everything else in a writing one, once per form (SPEC XC-2), unless `reads`.
    `public`: visitors who did not sign in may come; the handler's Env has the public's rights. `outside`: people who do
    not work here may come, once they signed in; all other addresses are not there for them. `token` False: for
    programs that prove themselves otherwise, such as a signed webhook. `limit`: for addresses that are open to
    everybody and hold something to guess or to flood; beyond it the answer is 429.
    """

    path: str
    handler: Handler
    methods: tuple[str, ...] = ("GET",)
    public: bool = False
    outside: bool = False
    token: bool = True
    reads: bool = False
    once: bool = True
    limit: Limit | None = None


class RouteClash(Exception):
    """Two routes answer the same address."""


class Routes:
    """All routes of one registry, in order."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._routes: list[tuple[Any, dict[str, Any], Route]] = []
        seen: dict[tuple[str, str], Route] = {}
        for route in routes:
            pattern, shape, convertors = compile_path(route.path)
            for method in route.methods:
                if (other := seen.setdefault((method, shape), route)) is not route:
                    raise RouteClash(f"{method} {route.path} and {other.path} answer the same address")
            self._routes.append((pattern, convertors, route))
        self._limited = [(pattern, route) for pattern, _, route in self._routes if route.limit is not None]

    def limited(self, method: str, path: str) -> Route | None:
        """The route for an address if there is a limit to how often it may be asked for."""
        wanted = "GET" if method == "HEAD" else method
        return next((one for pattern, one in self._limited if wanted in one.methods and pattern.match(path)), None)

    def find(self, method: str, path: str) -> tuple[Route, dict[str, Any]] | None:
        """The route for an address with its parameters, None if there is none.

        Raises HttpProblem 405 if it answers other methods only.
        """
        wanted = "GET" if method == "HEAD" else method
        others: set[str] = set()
        for pattern, convertors, route in self._routes:
            if not (match := pattern.match(path)):
                continue
            values = {name: convertors[name].convert(text) for name, text in match.groupdict().items()}
            if any(isinstance(value, int) and value > LARGEST_ID for value in values.values()):
                continue  # No record has a number that the database cannot hold.
            if wanted in route.methods:
                return route, values
            others |= set(route.methods)
        if others:
            raise HttpProblem(405, allow=", ".join(sorted(others)))
        return None


def whole(text: str | None, default: int, most: int, *, least: int = 0) -> int:
    """A number of an address, between `least` and `most`. Raises HttpProblem 400."""
    if not text:
        return default
    if not (text.isascii() and text.isdecimal()) or not least <= int(text[:12]) <= most:
        raise HttpProblem(400, f"Give a number from {least} to {most}.")
    return int(text)
