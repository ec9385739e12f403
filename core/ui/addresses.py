"""Addresses of records and back, and the way that led to a page (SPEC SB-3).

A page's address carries the pages before it as repeated `from` parameters: own addresses with their own queries, so
that breadcrumbs keep a list's filters. `Query` reads and writes the part after the `?`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode

import sqlalchemy as sa

from core.ui.views import Crumb

if TYPE_CHECKING:
    from core.orm.env import Env
    from core.ui.registered import Pages

FROM = "from"
MOST_STEPS, LONGEST_STEP = 6, 1500
STEP = re.compile(r"/[a-z][a-z0-9_]*/[a-z0-9_-]+(/[0-9]{1,10})?(\?[^\s#\\]*)?")


class Query:
    """Names and values of an address, in order, names more than once. Immutable: every change gives another."""

    def __init__(self, pairs: Iterable[tuple[str, str]] | Mapping[str, str] | str = ()) -> None:
        if isinstance(pairs, str):
            pairs = parse_qsl(pairs.removeprefix("?"), keep_blank_values=True)
        elif hasattr(pairs, "multi_items"):
            pairs = pairs.multi_items()
        elif isinstance(pairs, Mapping):
            pairs = pairs.items()
        given: Iterable[Any] = pairs
        self.pairs: tuple[tuple[str, str], ...] = tuple((str(name), str(value)) for name, value in given)

    def get(self, name: str, default: str = "") -> str:
        """The last value of a name."""
        return next((value for key, value in reversed(self.pairs) if key == name), default)

    def all(self, name: str) -> list[str]:
        """Every value of a name."""
        return [value for key, value in self.pairs if key == name]

    def __contains__(self, name: str) -> bool:
        return any(key == name for key, _ in self.pairs)

    def without(self, *names: str) -> Query:
        """The same without these names."""
        return Query(pair for pair in self.pairs if pair[0] not in names)

    def less(self, name: str, value: str) -> Query:
        """The same without one value of a name."""
        return Query(pair for pair in self.pairs if pair != (name, value))

    def plus(self, name: str, value: str) -> Query:
        """The same and one value more."""
        return Query((*self.pairs, (name, value)))

    def put(self, name: str, value: str) -> Query:
        """The same with just this value of a name; without it if the value is empty."""
        rest = self.without(name)
        return rest.plus(name, value) if value else rest

    def __str__(self) -> str:
        return urlencode(self.pairs, quote_via=quote, safe="/:,-~")

    def on(self, address: str) -> str:
        """An address with this query."""
        text = str(self)
        return f"{address}?{text}" if text else address


def own_steps(steps: Iterable[str]) -> list[str]:
    """Those that are pages of this site as it writes them itself; everything else is dropped."""
    return [step for step in steps if len(step) <= LONGEST_STEP and STEP.fullmatch(step)][-MOST_STEPS:]


def trail_of(query: Query) -> list[str]:
    """The addresses that led to a page."""
    return own_steps(query.all(FROM))


def with_trail(address: str, trail: Iterable[str]) -> str:
    """An address that remembers the pages before it. A page that was there already ends the trail before it."""
    path, steps = address.partition("?")[0], []
    for step in trail:
        if step.partition("?")[0] == path:
            break
        steps.append(step)
    if not steps:
        return address
    tail = urlencode([(FROM, step) for step in steps[-MOST_STEPS:]], quote_via=quote, safe="/:,-~")
    return f"{address}{'&' if '?' in address else '?'}{tail}"


def url_of(env: Env, record: Any, trail: Iterable[str] = ()) -> str:
    """The address of a record's page: the first form of its model. Empty where it has none or is not stored."""
    from core.ui.registered import Pages

    return with_trail(url_by_id(env.registry.facet(Pages), record.__model__, record.id), trail)


def url_to(env: Env, layer: type[Any], id_: int | None) -> str:
    """The address of the page of the record of a model with this id; empty where there is no such page."""
    from core.ui.registered import Pages

    return url_by_id(env.registry.facet(Pages), layer.__model__, id_)


def url_by_id(pages: Pages, model: str, id_: int | None) -> str:
    """The address of the page of the record of a model with this id."""
    form = pages.form_of(model)
    return f"{form.address}/{id_}" if form is not None and id_ is not None else ""


def crumbs_of(env: Env, pages: Pages, trail: list[str]) -> list[Crumb]:
    """The breadcrumbs of a trail: lists by their titles, records by the names that the user may read."""
    crumbs = []
    for number, step in enumerate(trail):
        text = _name_of(env, pages, step.partition("?")[0])
        if text:
            crumbs.append(Crumb(text, with_trail(step, trail[:number])))
    return crumbs


def _name_of(env: Env, pages: Pages, path: str) -> str:
    parts = path.split("/")
    built = pages.by_address.get("/".join(parts[:3]))
    if built is None:
        return ""
    if len(parts) == 3:
        return built.title
    return name_of(env, built.model, int(parts[3])) if built.model and built.is_form else ""


def name_of(env: Env, model: str, id_: int) -> str:
    """The name of a record, empty if the user may not read it."""
    if not env.may("read", model):
        return ""
    info, cls = env.info(model), env.models.models[model]
    held = env.session.identity_map.get(env.session.identity_key(cls, id_))
    if held is not None:
        return str(held)
    columns = [getattr(cls, name) for name in info.display_fields]
    found = env.session.execute(sa.select(*columns).where(cls.id == id_)).first()
    return info.name_from(found) if found else ""
