"""Pages that grow while long work is done: what was begun stands on them at once, and at the end they lead on.

A form asks for one by the name of its button (`LIVE`); whoever posts without it gets the plain answer. The page is
streamed, so that it needs no script, no second request and no place where several workers would look a state up.
"""

from __future__ import annotations

import contextvars
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from queue import SimpleQueue
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.datastructures import ImmutableMultiDict
from starlette.responses import Response, StreamingResponse

from core.orm.env import Env
from core.ui.rendering.icons import icon
from core.ui.rendering.languages import translated
from core.ui.system_views import GrowingView
from core.ui.views import Crumb
from core.web.asked import Asked
from core.web.errors import Instead
from core.web.installers import check_installer
from core.web.redirects import go_to

if TYPE_CHECKING:
    from core.web.site import Outside, Site

LIVE = "_live"
ONWARD = "/onward"
UNHELD = {"content-encoding": "identity", "x-accel-buffering": "no", "cache-control": "no-store"}
"""Headers by which no compressor and no proxy holds the first pieces of a page back until there are more."""


@dataclass(frozen=True)
class Step:
    """What has just begun, how many steps were done before it, how many there are."""

    text: str
    done: int
    total: int


Said = SimpleQueue[Step | Response]
Check = Callable[[Env, Asked], None]
Reader = Callable[[str], str]
"""Puts a text into the language of who looks on."""


def growing(
    does: Outside, title: str, *, check: Check = check_installer, above: tuple[Crumb, ...] = (Crumb("Apps", "/apps"),)
) -> Outside:
    """The same work on a page that grows, for who asks for it.

    `check` raises HttpProblem for who may not begin such work; `above` are the breadcrumbs before the title.
    """

    def answer(site: Site, asked: Asked) -> Response:
        if LIVE not in asked.posted:
            return does(site, asked)
        asked.posted = ImmutableMultiDict([pair for pair in asked.posted.multi_items() if pair[0] != LIVE])
        crumbs = [*above, Crumb(title)]
        frame, reader = site.work(asked, lambda env, asked: _frame(env, asked, title, check, crumbs), write=False)
        said: Said = SimpleQueue()
        inner = replace(asked, inside=True, toasts=[], progress=lambda *step: said.put(Step(*step)))
        # It is done to its end, even if nobody looks at the page any more.
        site.pool.submit(contextvars.copy_context().run, _work, does, site, inner, said)
        return StreamingResponse(_pieces(frame, reader, site, inner, said), 200, UNHELD, "text/html; charset=utf-8")

    return answer


def _work(does: Outside, site: Site, inner: Asked, said: Said) -> None:
    try:
        outcome = does(site, inner)
    except Instead as instead:
        outcome = instead.response
    except Exception as error:  # The page has begun already: whatever happens must be said on it.
        outcome = site.sorry(error, inner)
    said.put(outcome)


def _pieces(frame: list[str], reader: Reader, site: Site, inner: Asked, said: Said) -> Iterator[str]:
    head, middle, tail = frame
    yield head
    while isinstance(next_ := said.get(), Step):
        yield _line(next_, reader)
    yield middle
    yield _outcome(site, inner, next_)
    yield tail


def _frame(env: Env, asked: Asked, title: str, check: Check, crumbs: list[Crumb]) -> tuple[list[str], Reader]:
    """The page around the steps, in three pieces, and who reads them. Raises HttpProblem for who may not begin this."""
    check(env, asked)
    view = GrowingView(title, secrets.token_hex(16), crumbs=crumbs)
    page = asked.site.screens.page(env, asked, "growing.html", view)
    return bytes(page.body).decode().split(view.mark), partial(translated, env)


def _line(step: Step, reader: Reader) -> str:
    """A step: at work as long as it is the last, done as soon as another follows."""
    return (
        f'<li class="state" data-tone="good"><span class="done">{icon("circle-check")}</span>'
        f'<span class="going">{icon("loader-circle")}</span>{escape(reader(step.text))}'
        f'<progress max="{step.total}" value="{step.done}" aria-label="{step.done}/{step.total}"></progress></li>\n'
    )


def _outcome(site: Site, inner: Asked, outcome: Response) -> str:
    """The way on once it is done; what stands against it where it is not."""
    if "x-go" not in outcome.headers:
        return bytes(outcome.body).decode()
    query = urlencode({"to": outcome.headers["x-go"], "said": site.sealed_toasts(inner)})
    onward = escape(f"{ONWARD}?{query}")
    return f'<meta http-equiv="refresh" content="0; url={onward}">'


def lead_on(_env: Env, asked: Asked) -> Response:
    """GET /onward?to=…&said=…: to a page of ours, with the messages that the work left for this visitor."""
    asked.toasts += asked.site.unsealed_toasts(asked, asked.query.get("said", ""))
    return go_to(asked, asked.query.get("to", ""))
