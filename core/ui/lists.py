"""Lists: everything in force stands in the address, and only what the user may read is in it.

Names in a list's address: `q` words, `f` filters (an empty one: none, not even the usual ones), `is.<field>` a value,
`by` the smart button that led here, `import` an import that they came by, `g` the group, `s` the order (`-title`), `c`
optional columns, `page`, `from`.

For the web:

    list_view(env, built, Query(asked.query))          # CannotSearch is a 400
    matching(env, built, query).ids()                  # what a bulk action on "all that match" works on
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from core.lifecycle.faults import from_hook
from core.orm.composition import ModelInfo
from core.orm.fields import FieldInfo
from core.orm.layers import Model
from core.orm.search import COUNTED, CannotSearch, Found, Link, Search
from core.orm.searched import labels_of
from core.orm.texts import Noun, Text, word
from core.ui.actions import bulk_view
from core.ui.addresses import Query, crumbs_of, name_of, trail_of, url_by_id, with_trail
from core.ui.cells import Cells
from core.ui.imported import IMPORT, import_in_force, of_import
from core.ui.left_out import shown
from core.ui.pages import Column, Filter, List, SmartButton, ref_of
from core.ui.record_fields import LineSpec
from core.ui.registered import Built, Pages
from core.ui.rendering.formats import formats_for
from core.ui.smart import button_of
from core.ui.views import ChoiceLink, ColumnView, Crumb, FacetView, GroupView, ListView, RowView
from core.ui.wizard_fields import Rows

if TYPE_CHECKING:
    from core.orm.env import Env

ACTIVE = Filter("Active", on=Model, keeps=lambda cls, env: cls.active, default=True)
NO_VALUE, NONE_YET = "None", "No {titles} yet"
NEAR = 500
"""Records around a page of a list among which its records know their neighbours."""


@dataclass
class Narrowed:
    """A search with everything in force that its address says, and the facets that take it off again."""

    search: Search
    facets: list[FacetView]
    filters: list[ChoiceLink]
    in_force: list[str]


def list_view(env: Env, built: Built, query: Query) -> ListView:
    """A page of a list. Raises AccessDenied without the right to read, CannotSearch where an address makes no sense."""
    if not env.may("read", built.model):
        raise env.registry.policy.denied("read", built.model)
    return _Lister(env, built, query).view()


def matching(env: Env, built: Built, query: Query) -> Search:
    """The search that a list's address stands for."""
    search, page = Search(env, built.model), built.page
    if isinstance(page, List) and page.where is not None:
        search.where(page.where(search.cls, env))
    known = filters_of(env, built)
    search.where(
        *(
            shown(env, known[key], built, partial(known[key].keeps, search.cls, env))
            for key in _filters_in_force(query, known)
        )
    )
    for name, value in _values_in_force(query):
        search.equal(name, value)
    if (button := _button_in_force(env, built, query)) is not None and button.only is not None:
        search.where(button.only(search.cls))
    search.where(of_import(env, query, search.cls))
    return search.having(query.get("q").strip()[:200])


def narrowed(env: Env, built: Built, query: Query, address: str = "") -> Narrowed:
    """The search of an address. `address` is where the links of the facets lead, the list's own unless given."""
    search, here, clean = matching(env, built, query), address or built.address, query.without("page")
    known = filters_of(env, built)
    in_force = _filters_in_force(query, known)
    facets = [
        FacetView(known[key].label, _filters(clean, [k for k in in_force if k != key]).on(here)) for key in in_force
    ]
    for name, value in _values_in_force(query):
        facets.append(FacetView(_said(env, search, name, value), clean.less(f"is.{name}", value).on(here), "is"))
    if (button := _button_in_force(env, built, query)) is not None:
        facets.append(FacetView(button.label, clean.without("by").on(here), "is"))
    if import_in_force(env, query) is not None:
        facets.append(FacetView("Imported", clean.without(IMPORT).on(here), "is"))
    menu = [
        ChoiceLink(one.label, _filters(clean, _toggled(in_force, key)).on(here), key in in_force, key)
        for key, one in known.items()
    ]
    return Narrowed(search, facets, menu, in_force)


def filters_of(env: Env, built: Built) -> dict[str, Filter]:
    """The filters of a list by key: before its own one that leaves archived records out, where there can be such."""
    found = env.info(built.model).fields.get("active")
    archives = found is not None and found.kind == "boolean"
    return {one.key: one for one in ([ACTIVE] if archives else []) + built.filters}


def _filters_in_force(query: Query, known: dict[str, Filter]) -> list[str]:
    if "f" not in query:
        return [key for key, one in known.items() if one.default and f"is.{key}" not in query]
    return [key for key in dict.fromkeys(query.all("f")) if key in known]


def _values_in_force(query: Query) -> list[tuple[str, str]]:
    return [(name.removeprefix("is."), value) for name, value in query.pairs if name.startswith("is.")]


def _button_in_force(env: Env, built: Built, query: Query) -> SmartButton | None:
    """The smart button that led here, if it counts only some of the linked records."""
    button = button_of(env.registry.facet(Pages), query.get("by"))
    return button if button is not None and button.to.__model__ == built.model and button.only is not None else None


def order_in_force(built: Built, query: Query, info: ModelInfo) -> list[str]:
    """What a list is sorted by: the group, then the order that its address asks for, or the usual one."""
    page, group, asked = built.page, query.get("g"), query.get("s")
    assert isinstance(page, List)
    return [*([group] if group else []), *([asked] if asked else page.order_by or info.order_by)]


def _filters(query: Query, keys: list[str]) -> Query:
    rest = query.without("f")
    for key in keys or [""]:
        rest = rest.plus("f", key)
    return rest


def _toggled(keys: list[str], key: str) -> list[str]:
    return [one for one in keys if one != key] if key in keys else [*keys, key]


def _said(env: Env, search: Search, name: str, value: str) -> str:
    """A field and its value in words."""
    found = search.readable(name)
    label = found.label
    if found.kind == "foreign_key":
        return f"{name}: {value or NO_VALUE}"
    if not value:
        said: str = word(NO_VALUE)
    elif found.kind == "choice":
        said = word(found.choices[value]) if value in found.choices else value
    elif found.kind == "boolean":
        said = word("yes" if value.lower() in ("1", "true") else "no")
    else:
        said = (name_of(env, found.target, int(value)) if found.target else "") or value
    return Text("{label}: {value}", label=word(label), value=said)


class _Lister:
    def __init__(self, env: Env, built: Built, query: Query) -> None:
        assert isinstance(built.page, List)
        self.env, self.built, self.query, self.page = env, built, query, built.page
        self.pages = env.registry.facet(Pages)
        self.cells = Cells(env)
        self.narrowed = narrowed(env, built, query)
        self.search = self.narrowed.search
        self.columns = shown_columns(env, built, query)
        self.trail = trail_of(query)
        self.clean = query.without("page")

    def view(self) -> ListView:
        """The list page."""
        size, number = self.page.page_size, _page_of(self.query)
        group, order = self._group(), order_in_force(self.built, self.query, self.search.info)
        names = [ref_of(one.of)[1] for one in self.columns]
        offset = (number - 1) * size
        wanted = [*dict.fromkeys([*names, *([group] if group else [])])]
        rows = self.search.rows(wanted, order=order, limit=size + 1, offset=offset)
        more, rows = len(rows) > size, rows[:size]
        total = offset + len(rows) if not more and (rows or number == 1) else self.search.count()
        here = [*self.trail, self.query.without("from").on(self.built.address)]
        views = [self._row(row, here) for row in rows]
        info = self.env.info(self.built.model)
        view = ListView(
            page=self.built, title=self.built.title, address=self.built.address, query=str(self.clean),
            q=self.query.get("q"), columns=[self._column(one) for one in self.columns], rows=views,
            groups=self._groups(group, rows, views), facets=self.narrowed.facets, filters=self.narrowed.filters,
            group_by=self._group_links(group), saved=saved_links(self.env, self.built, self.query),
            switches=switches(self.env, self.built, self.query), bulk=self._bulk(),
            crumbs=[*crumbs_of(self.env, self.pages, self.trail), Crumb(self.built.title)],
            total=total, total_text=total_text(self.env, total), first=offset + 1 if rows else 0,
            last=offset + len(rows), new=new_url(self.env, self.built, here),
            imports=f"{self.built.address}/import" if may_make(self.env, self.built) else "",
            export=self.clean.on(f"{self.built.address}/export"), exports_lines=_has_lines(self.env, self.built),
            unfiltered=_filters(self.query.without("page", "by", *self._values()), []).on(self.built.address),
            empty_title=self.page.empty[0] or Text(NONE_YET, titles=Noun(info.titles)), empty_text=self.page.empty[1],
            looks_in=labels_of(self.env, self.search.info),
        )  # fmt: skip
        if number > 1:
            view.previous = self.query.put("page", str(number - 1) if number > 2 else "").on(self.built.address)
        if more:
            view.next = self.query.put("page", str(number + 1)).on(self.built.address)
        return view

    def _values(self) -> list[str]:
        return [name for name, _ in self.query.pairs if name.startswith("is.")]

    def _group(self) -> str:
        name = self.query.get("g")
        if name and name not in [ref_of(one)[1] for one in self.page.group_by]:
            raise CannotSearch(f"This list cannot be grouped by {name[:40]}.")
        return name

    def _column(self, column: Column) -> ColumnView:
        name = ref_of(column.of)[1]
        info = self.search.info.fields[name]
        label = column.label or info.label
        made = ColumnView(name, label, _kind(info), optional=column.optional, amount=bool(info.currency))
        if info.kind in ("text", "integer", "decimal", "boolean", "choice", "day", "instant", "many2one"):
            asked = order_in_force(self.built, self.query.without("g"), self.search.info)[0]
            made.direction = {name: "asc", f"-{name}": "desc"}.get(asked, "")
            made.sort = self.clean.put("s", f"-{name}" if asked == name else name).on(self.built.address)
        return made

    def _row(self, row: Found, here: list[str]) -> RowView:
        url = url_by_id(self.pages, self.built.model, row.id)
        url = with_trail(url, here) if url else ""
        cells = []
        for column in self.columns:
            name = ref_of(column.of)[1]
            cell = self.cells.cell(self.search.info.fields[name], row.values[name])
            if column.tone is not None:
                cell.tone = shown(self.env, column, self.built, partial(column.tone, row.values[name]))
            cells.append(cell)
        return RowView(row.id, url, row.name, cells)

    def _groups(self, group: str, rows: list[Found], views: list[RowView]) -> list[GroupView]:
        if not group:
            return []
        made, info = [], self.search.info.fields[group]
        for one in self.search.groups(group):
            key = _key(one.value)
            mine = [view for row, view in zip(rows, views, strict=True) if _key(row.values[group]) == key]
            url = self.clean.without("g").plus(f"is.{group}", key)
            text = self.cells.cell(info, one.value).text or word(NO_VALUE)
            made.append(GroupView(text, one.count, _kept_filters(url, self.narrowed).on(self.built.address), mine))
        return made

    def _group_links(self, group: str) -> list[ChoiceLink]:
        made = []
        for ref in self.page.group_by:
            name = ref_of(ref)[1]
            url = self.clean.put("g", "" if name == group else name).on(self.built.address)
            made.append(ChoiceLink(self.search.info.fields[name].label, url, name == group, name))
        return made

    def _bulk(self) -> list[Any]:
        form = self.pages.form_of(self.built.model)
        if form is None:
            return []
        return [
            bulk_view(one, self.built.address)
            for one in form.actions
            if (one.does if one.bulk else one.selection) and self.env.may(one.needs or "read", self.built.model)
        ]


def neighbours(env: Env, built: Built, query: Query, id_: int) -> tuple[int, int, int | None, int | None] | None:
    """(position from 1, total, id before, id after) of a record in a list: one statement, two for a long list.

    None where it is further than 250 records from the page that the address names.
    """
    page = built.page
    assert isinstance(page, List)
    search = matching(env, built, query)
    start = max(0, (_page_of(query) - 1) * page.page_size - NEAR // 2)
    ids = search.ids(order=order_in_force(built, query, search.info), limit=NEAR, offset=start)
    if id_ not in ids:
        return None
    at = ids.index(id_)
    total = start + len(ids) if len(ids) < NEAR else search.count()
    return start + at + 1, total, ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None


def _kept_filters(query: Query, found: Narrowed) -> Query:
    """The usual filters hold as long as an address names none; one that names a value must name them."""
    return query if "f" in query else _filters(query, found.in_force)


def shown_columns(env: Env, built: Built, query: Query) -> list[Column]:
    """The columns that the user may read, optional ones only if the address asks for them."""
    info, asked = env.info(built.model), query.all("c")
    shown = []
    for column in built.all(Column):
        one = info.fields[ref_of(column.of)[1]]
        closed = one.roles and not env.is_system and env.user.roles.isdisjoint(one.roles)
        if not closed and (not column.optional or one.name in asked):
            shown.append(column)
    return shown


def _key(value: Any) -> str:
    """A group's value as an address writes it."""
    if value is None:
        return ""
    if isinstance(value, Link):
        return str(value.id)
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else str(value)


def _kind(info: FieldInfo) -> str:
    return "number" if info.is_figure else {"day": "date"}.get(info.kind, info.kind)


def _page_of(query: Query) -> int:
    text = query.get("page", "1") or "1"
    if not text.isdecimal() or not 1 <= int(text[:7]) <= 100_000:
        raise CannotSearch("There is no such page.")
    return int(text)


def total_text(env: Env, total: int) -> str:
    """How many there are: counted up to 1,000."""
    formats = formats_for(env.user.locale, env.user.zone)
    return f"{formats.number(COUNTED)}+" if total > COUNTED else formats.number(total)


def new_url(env: Env, built: Built, here: list[str]) -> str:
    """Where a record is made, empty if the user may not."""
    form = env.registry.facet(Pages).form_of(built.model)
    return with_trail(f"{form.address}/new", here) if form is not None and may_make(env, built) else ""


def _has_lines(env: Env, built: Built) -> bool:
    form = env.registry.facet(Pages).form_of(built.model)
    lines = [f for f in form.fields.values() if isinstance(f, Rows)] if form is not None else []
    return any(isinstance(f.row, LineSpec) and f.read_only is not True for f in lines)


def may_make(env: Env, built: Built) -> bool:
    """Whether the user may make records like those of a list, by the form that they have."""
    form = env.registry.facet(Pages).form_of(built.model)
    return form is not None and getattr(form.page, "create", True) and env.may("create", built.model)


def switches(env: Env, built: Built, query: Query) -> list[ChoiceLink]:
    """Between the list and the board of a model; search and filters come along."""
    pages = env.registry.facet(Pages)
    kept = query.without("page", "g", "s", "c", "open", "fold")
    found = []
    for kind, page in (("list", built if built.is_list else pages.list_of(built.model)),
                       ("board", built if built.is_board else pages.board_of(built.model))):  # fmt: skip
        if page is not None:
            found.append(ChoiceLink(kind.capitalize(), kept.on(page.address), page is built, kind))
    return found


def saved_links(env: Env, built: Built, query: Query) -> list[ChoiceLink]:
    """The searches that the user kept for this page, by the hook `saved_searches`."""
    found = next(iter(from_hook(env, "saved_searches", page=built.address)), None)
    now = str(query.without("page", "from"))
    return [ChoiceLink(name, Query(text).on(built.address), text == now) for name, text in found or ()]
