"""From view models to pages: the frame around them, the status, and what a script gets instead of a whole page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, Response

from core.lifecycle.registry import Registry
from core.orm.env import Env
from core.orm.identity import Identity
from core.ui.frame import FrameView, MenuView
from core.ui.rendering import Renderer
from core.ui.system_views import ClosedView, ErrorView, SignInView
from core.ui.views import Problem
from core.web.asked import Asked
from core.web.built import menus_of
from core.web.errors import Explanation
from core.web.people import NOBODY, works_here
from core.web.redirects import own_page

if TYPE_CHECKING:
    from core.web.site import Site

PRODUCT = "Makegood"
EMPTY: Mapping[str, str] = MappingProxyType({})
LATER = (429, 500, 503)
"""Answers after which the same page may well open when it is asked for again."""


def came_from(asked: Asked) -> str:
    """The page of ours that led to an address, the start page where none did."""
    referer = urlsplit(asked.headers.get("referer", ""))
    if referer.netloc.lower() != asked.headers.get("host", "").lower():
        return "/"
    back = own_page(f"{referer.path}?{referer.query}" if referer.query else referer.path)
    return "/" if back in (asked.url, "/login") else back


class Screens:
    """Prints pages of one site."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def page(
        self, env: Env, asked: Asked, template: Any, view: Any, status: int = 200, *, brand: Mapping[str, str] = EMPTY
    ) -> Response:
        """A page for the user of `env`. `template` is a template's name or a built page.

        `brand`: the "company" and "logo" above it, where they are not the user's own.
        """
        user = replace(env.user, preferences={**env.user.preferences, **brand}) if brand else env.user
        return self._print(env.registry, user, asked, template, view, status)

    def error(self, said: Explanation, asked: Asked) -> Response:
        """An explanation in the user's own frame. Needs no transaction: the one there was may be lost."""
        problems = [Problem(path, text) for path, text in said.problems]
        view = ErrorView(said.status, said.title, said.text, said.reference, problems, came_from(asked))
        if said.status in LATER and asked.method == "GET":
            view.again = asked.url
        user = asked.user or NOBODY
        answer = self._print(self.site.kernel.registry, user, asked, "error.html", view, said.status)
        answer.headers.update(said.headers)
        return answer

    def closed(self, env: Env, asked: Asked, view: ClosedView, status: int) -> Response:
        """What is read instead of every page while the database is closed, also by who is just signing in."""
        user = env.user if asked.visit.user_id is not None else NOBODY
        return self._print(env.registry, user, asked, "closed.html", view, status)

    def sign_in(
        self, registry: Registry, asked: Asked, *, target: str, login: str = "", problem: str = "", status: int = 200
    ) -> Response:
        """The sign-in form."""
        forgotten = registry.hook.forgotten_password() or ""
        view = SignInView(asked.token(), target=target, login=login, problem=problem, forgotten=forgotten)
        return self._print(registry, NOBODY, asked, "sign_in.html", view, status)

    def _print(
        self, registry: Registry, user: Identity, asked: Asked, template: Any, view: Any, status: int
    ) -> Response:
        renderer = registry.facet(Renderer)
        frame = self.frame(registry, user, asked)
        render = renderer.render_part if asked.swaps else renderer.render
        html = render(template, view, frame, user.locale, user.zone)
        return HTMLResponse(html, status, {"vary": "X-Swap, Cookie, Accept-Language"})

    def frame(self, registry: Registry, user: Identity, asked: Asked) -> FrameView:
        """What stands around a page of this user."""
        wishes = user.preferences
        return FrameView(
            product=PRODUCT,
            company=wishes.get("company", ""),
            user=user.name,
            menus=self._menus(registry, user, asked),
            toasts=[] if asked.swaps else self.site.take_toasts(asked),
            scheme=wishes.get("scheme", ""),
            locale=user.locale,
            nonce=asked.nonce,
            token=asked.token() if user.id is not None else "",
            notices=asked.notices,
            single_keys=wishes.get("single_keys", "1") != "0",
            apps=works_here(registry.policy, user) and not asked.closed,
            closed=asked.closed,
            logo=wishes.get("logo", ""),
            outside=not works_here(registry.policy, user),
        )

    def _menus(self, registry: Registry, user: Identity, asked: Asked) -> list[MenuView]:
        if user.id is None or asked.swaps or asked.closed or not works_here(registry.policy, user):
            return []
        return menus_of(registry, user.roles, asked.path)
