"""Ctrl K: pages and records that the user may open, by a few letters of their names."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.responses import JSONResponse, Response

from core.orm.env import Env
from core.orm.search import Search
from core.ui.addresses import url_by_id
from core.ui.frame import MenuView
from core.web.asked import Asked
from core.web.built import menus_of, models_with_forms, pages_of

MOST, MOST_A_MODEL, SHORTEST = 20, 5, 2


def answer(env: Env, asked: Asked) -> Response:
    """GET /palette?q=…: `{"entries": [{"text", "kind", "url"}]}`, pages first."""
    q = asked.query.get("q", "").strip()[:80]
    entries = [{"text": text, "kind": "page", "url": url} for text, url in pages(env, q)]
    if len(q) >= SHORTEST:
        for text, kind, url in records(env, q, MOST - len(entries[:MOST])):
            entries.append({"text": text, "kind": kind, "url": url})
    return JSONResponse({"entries": entries[:MOST]})


def pages(env: Env, q: str) -> Iterator[tuple[str, str]]:
    """(title, address) of the menus that match, with the titles above them."""
    wanted = q.casefold()

    def walk(menus: list[MenuView], above: str) -> Iterator[tuple[str, str]]:
        for menu in menus:
            title = f"{above} / {menu.label}" if above else menu.label
            if menu.url and wanted in title.casefold():
                yield title, menu.url
            yield from walk(menu.children, title)

    return walk(menus_of(env.registry, env.user.roles, ""), "")


def records(env: Env, q: str, most: int) -> Iterator[tuple[str, str, str]]:
    """(name, kind, address) of records whose search fields hold `q`, under the user's own rules, the latest first."""
    for info in models_with_forms(env):
        if most <= 0:
            return
        if not env.may("read", info.name) or not info.search_by:
            continue
        found = Search(env, info.name).having(q, linked=False).rows([], order=["-id"], limit=min(MOST_A_MODEL, most))
        most -= len(found)
        for one in found:
            yield one.name, info.title, url_by_id(pages_of(env), info.name, one.id)
