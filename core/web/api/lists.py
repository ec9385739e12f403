"""Lists of records for programs, in the language of the list pages: everything in force stands in the address.

`q` words, `f` filters of the model's lists by their keys, `by` what a smart button counts, `is.<field>` a value,
`min.<field>` and `max.<field>` a range, `g` the group, `s` the order (`-title,id`), `c` the fields, `page` and `size`.
Unlike on a page no filter is in force that the address does not name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from starlette.responses import Response

from core.orm.composition import ModelInfo
from core.orm.env import Env
from core.orm.search import CannotSearch, Search
from core.ui.addresses import Query
from core.ui.pages import Filter
from core.ui.smart import buttons_to
from core.web.api.documents import ROOT, answer, found_json, plain, wanted_fields
from core.web.asked import Asked
from core.web.built import pages_of
from core.web.errors import HttpProblem
from core.web.routes import whole

MOST, USUAL, FARTHEST = 200, 80, 1_000_000
"""Records in an answer at most, and where nothing is asked for; how far one can page and counts go."""
LONGEST_WORDS = 200
SINGLE = frozenset(("q", "by", "g", "page", "size"))
SEVERAL = frozenset(("f", "s", "c"))
PREFIXES = ("is.", "min.", "max.")


def list_records(env: Env, asked: Asked, info: ModelInfo) -> Response:
    """A page of the records that fit, with their number and the addresses of the pages around."""
    query = Query(asked.query)
    size = whole(query.get("size"), USUAL, MOST, least=1)
    number = whole(query.get("page"), 1, FARTHEST // size, least=1)
    search = narrowed(env, info, query)
    group = query.get("g")
    order = [*([group] if group else []), *_named(query.all("s"))]
    names = wanted_fields(env, info, asked, document=False)
    rows = search.rows(names, order=order, limit=size, offset=(number - 1) * size)
    total = search.count(FARTHEST)
    here = f"{ROOT}/{info.name}"
    made: dict[str, Any] = {
        "total": total, "page": number, "size": size,
        "next": query.put("page", str(number + 1)).on(here) if number * size < min(total, FARTHEST) else None,
        "previous": query.put("page", str(number - 1)).on(here) if number > 1 else None,
    }  # fmt: skip
    if group:
        made["groups"] = [
            {"value": _key(one.value), "name": one.text, "count": one.count,
             "url": query.without("g", "page").plus(f"is.{group}", _key(one.value)).on(here)}
            for one in search.groups(group)
        ]  # fmt: skip
    made["records"] = [found_json(row) for row in rows]
    links = [f'<{made[name]}>; rel="{rel}"' for name, rel in (("next", "next"), ("previous", "prev")) if made[name]]
    return answer(asked, made, 200, {"link": ", ".join(links)} if links else {})


def narrowed(env: Env, info: ModelInfo, query: Query) -> Search:
    """The search that an address stands for. Raises HttpProblem 400, CannotSearch, AccessDenied."""
    _refuse_unknown(query)
    search = Search(env, info.name)
    known = filters_of(env, info.name)
    for key in [one for one in _named(query.all("f")) if one]:
        if key not in known:
            raise HttpProblem(400, f"{info.titles} have no filter {key[:40]}. There are: {', '.join(known) or 'none'}.")
        search.where(known[key].keeps(search.cls, env))
    if key := query.get("by"):
        button = buttons_to(pages_of(env), info.name).get(key)
        if button is None:
            raise HttpProblem(400, f"No smart button {key[:40]} leads to {info.titles.lower()}.")
        search.where(button.only(search.cls) if button.only is not None else None)
    for name, text in query.pairs:
        kind, dot, field = name.partition(".")
        if dot and kind == "is":
            search.equal(field, text)
        elif dot:
            _limit(search, field, text, least=kind == "min")
    return search.having(query.get("q").strip()[:LONGEST_WORDS])


def filters_of(env: Env, model: str) -> Mapping[str, Filter]:
    """The filters of all lists of a model, by key."""
    lists = [built for built in pages_of(env).lists.values() if built.model == model]
    return {one.key: one for built in reversed(lists) for one in built.filters}


def _refuse_unknown(query: Query) -> None:
    names = [name for name, _ in query.pairs]
    for name in names:
        if name not in SINGLE | SEVERAL and not name.startswith(PREFIXES):
            raise HttpProblem(400, f"There is no parameter {name[:40]}.")
        if name in SINGLE and names.count(name) > 1:
            raise HttpProblem(400, f"The parameter {name} is given twice.")


def _named(texts: Iterable[str]) -> list[str]:
    return [name.strip() for text in texts for name in text.split(",") if name.strip()]


def _limit(search: Search, name: str, text: str, *, least: bool) -> None:
    """Only records whose field is at least, or at most, this."""
    found = search.readable(name)
    if found.kind not in RANGES:
        raise CannotSearch(f"{search.info.title} has no range of {found.label or name}.")
    try:
        value = RANGES[found.kind](text)
        fits = not isinstance(value, (int, Decimal)) or -LARGEST[found.kind] < value < LARGEST[found.kind]
        fits = fits and (not isinstance(value, Decimal) or value == round(value, found.digits))
    except (ValueError, OverflowError, InvalidOperation):
        fits = False
    if not fits:
        raise CannotSearch(f"{text[:40]} is no value for {found.label or name}.")
    column = getattr(search.cls, name)
    search.where(column >= value if least else column <= value)


def _instant(text: str) -> datetime:
    # An address turns a plus into a blank.
    value = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


RANGES: Mapping[str, Callable[[str], Any]] = {
    "integer": int, "decimal": Decimal, "day": date.fromisoformat, "instant": _instant,
}  # fmt: skip
LARGEST = {"integer": 2**31, "decimal": 10**12}


def _key(value: Any) -> str:
    """A value as `is.<field>` takes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(getattr(value, "id", plain(value)))
