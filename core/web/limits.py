"""How often addresses that are open to everybody may be asked for, over all workers (fault 53)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from core.web.attempts import network, spend
from core.web.errors import HttpProblem

if TYPE_CHECKING:
    from core.web.asked import Asked
    from core.web.site import Site


@dataclass(frozen=True)
class Limit:
    """So many requests of one network for one address within `window`, whoever is behind it."""

    most: int
    window: timedelta = timedelta(minutes=15)


def count_request(site: Site, asked: Asked) -> None:
    """Counts a request for an address that has a limit, in a transaction of its own: what is refused counts too.

    Raises HttpProblem 429.
    """
    from core.web.routes import Routes

    route = site.kernel.registry.facet(Routes).limited(asked.method, asked.path)
    if route is None or (limit := route.limit) is None:
        return
    what = f"{route.path} {network(asked.address)}"
    if not site.system_work(
        lambda system: spend(system, "address", what, limit=limit.most, window=limit.window), why="count requests"
    ):
        raise HttpProblem(429, retry_after=str(int(limit.window.total_seconds())))
