"""Boards: records as cards in lanes. Filters and words are those of the list; moving a card is an edit like any other.

For the web:

    board_view(env, built, query)
    move_card(env, built, id_, lane, version)     # a RecordForm after its attempt: .status 200, 409 or 422
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.orm.search import Found, Link, Search
from core.orm.searched import labels_of
from core.ui.addresses import Query, crumbs_of, name_of, trail_of, url_by_id, with_trail
from core.ui.cells import Cells
from core.ui.forms import RecordForm
from core.ui.lists import narrowed, new_url, saved_links, switches, total_text
from core.ui.pages import Board, Column, Show, ref_of
from core.ui.record_fields import make_field, ordering
from core.ui.registered import Built, Pages
from core.ui.settle import Entered
from core.ui.views import BoardView, CardView, Crumb, LaneView, ListView

if TYPE_CHECKING:
    from core.orm.env import Env

CARDS = 40
"""Cards of a lane that are shown at once; a link leads to the rest as a list."""


def board_view(env: Env, built: Built, query: Query) -> BoardView:
    """A board. Raises AccessDenied without the right to read."""
    if not env.may("read", built.model):
        raise env.registry.policy.denied("read", built.model)
    return _Boarder(env, built, query).view()


def filtered_like(env: Env, built: Built) -> Built:
    """The page whose filters a board uses: the first list of its model."""
    return env.registry.facet(Pages).list_of(built.model) or built


class _Boarder:
    def __init__(self, env: Env, built: Built, query: Query) -> None:
        assert isinstance(built.page, Board)
        self.env, self.built, self.query, self.page = env, built, query, built.page
        self.pages = env.registry.facet(Pages)
        self.by = env.info(built.model).fields[ref_of(built.page.by)[1]]
        self.source = filtered_like(env, built)
        self.found = narrowed(env, self.source, query, built.address)
        self.cells = Cells(env)
        self.trail = trail_of(query)
        self.here = [*self.trail, query.without("from").on(built.address)]
        put_in = [one.of for one in built.all(Column)]
        self.names = [ref_of(one)[1] for one in (*self.page.card, *put_in)]

    def view(self) -> BoardView:
        """The board page."""
        search = self.found.search
        counts = {_value(group.value): group.count for group in search.groups(self.by.name)}
        lanes = []
        for value, title, folded in self._lanes(counts):
            if value in self.query.all("open"):
                folded = False
            elif value in self.query.all("fold"):
                folded = True
            cards = [] if folded or not counts.get(value) else self._cards(value)
            lanes.append(self._lane(value, title, counts.get(value, 0), folded, cards))
        total = sum(counts.values())
        title = self.built.title
        listed = ListView(
            page=self.built, title=title, address=self.built.address, query=str(self.query.without("page")),
            q=self.query.get("q"), columns=[], rows=[], facets=self.found.facets, filters=self.found.filters,
            saved=saved_links(self.env, self.built, self.query), switches=switches(self.env, self.built, self.query),
            crumbs=[*crumbs_of(self.env, self.pages, self.trail), Crumb(title)], total=total,
            total_text=total_text(self.env, total), first=1 if total else 0, last=total,
            new=new_url(self.env, self.built, self.here), looks_in=labels_of(self.env, search.info),
        )  # fmt: skip
        # A card that was moved leads back to the board as it was filtered and folded.
        may_move = self.env.may("write", self.built.model)
        move = self.query.without("page").on(f"{self.built.address}/move") if may_move else ""
        return BoardView(listed, lanes, move, "")

    def _lane(self, value: str, title: str, count: int, folded: bool, cards: list[CardView]) -> LaneView:
        more = ""
        if count > len(cards) and not folded:
            query = self.query.without("open", "fold", "page").plus(f"is.{self.by.name}", value)
            if "f" not in query:
                for key in self.found.in_force or [""]:
                    query = query.plus("f", key)
            more = query.on(self.source.address) if self.source.is_list else ""
        now, other = ("open", "fold") if folded else ("fold", "open")
        toggle = self.query.less(other, value).plus(now, value).on(self.built.address)
        return LaneView(value, title, count, folded, cards, toggle, more)

    def _cards(self, value: str) -> list[CardView]:
        search = Search(self.env, self.built.model)
        search.where(*self.found.search.conditions).equal(self.by.name, value)
        return [self._card(row, search) for row in search.rows(self.names, limit=CARDS)]

    def _card(self, row: Found, search: Search) -> CardView:
        url = url_by_id(self.pages, self.built.model, row.id)
        cells = [self.cells.cell(search.info.fields[name], row.values[name]) for name in self.names]
        return CardView(row.id, with_trail(url, self.here) if url else "", row.name, cells, row.version)

    def _lanes(self, counts: dict[str, int]) -> list[tuple[str, str, bool]]:
        """(value, title, folded) of the lanes: every choice, or every record of the link's model; last, none."""
        if self.by.kind == "choice":
            lanes = [(value, text, False) for value, text in self.by.choices.items()]
        else:
            info, cls = self.env.info(self.by.target), self.env.models.models[self.by.target]
            fold = ref_of(self.page.fold)[1] if self.page.fold is not None else ""
            columns = [
                cls.id,
                *(getattr(cls, name) for name in info.display_fields),
                *([getattr(cls, fold)] if fold else []),
            ]
            wanted: Any = sa.select(cls) if self.page.lanes is None else self.page.lanes(self.env)
            if self.page.lanes is None:
                wanted = wanted.order_by(*ordering(cls, info.order_by))
            shown = 1 + len(info.display_fields)
            lanes = []
            for row in self.env.session.execute(wanted.with_only_columns(*columns, maintain_column_froms=True)):
                lanes.append((str(row[0]), info.name_from(row[1:shown]), bool(row[shown]) if fold else False))
        return [*lanes, *([("", "None", False)] if counts.get("") else [])]


def _value(value: Any) -> str:
    return str(value.id) if isinstance(value, Link) else "" if value is None else str(value)


def lane_of(env: Env, built: Built, record: Any) -> str:
    """The lane in which a record's card lies; empty: in none."""
    assert isinstance(built.page, Board)
    by = env.info(built.model).fields[ref_of(built.page.by)[1]]
    value = getattr(record, by.column if by.kind == "many2one" else by.name)
    return "" if value is None else str(value)


def lane_title(env: Env, built: Built, value: str) -> str:
    """What a lane is called; empty for one that the user may not see."""
    assert isinstance(built.page, Board)
    by = env.info(built.model).fields[ref_of(built.page.by)[1]]
    if by.kind == "choice":
        return by.choices.get(value, "")
    return name_of(env, by.target, int(value)) if re.fullmatch(r"[0-9]{1,9}", value) else ""


def move_card(env: Env, built: Built, record: Any, lane: str, version: int | None) -> RecordForm:
    """Moves a card to another lane, as the form of the record would: its choices and reactions hold.

    The answer is the attempt: `status` 409 where somebody changed the record meanwhile, 422 where the move is refused.
    """
    assert isinstance(built.page, Board)
    form_page = env.registry.facet(Pages).form_of(built.model)
    name = ref_of(built.page.by)[1]
    base = form_page or built
    fields = (
        base.fields
        if name in base.fields
        else {name: make_field(env.models, env.info(built.model).fields[name], Show(built.page.by))}
    )
    mover = Built(base.page, base.addon, base.model, base.title, base.address, fields={name: fields[name]})
    form = RecordForm(env, mover, record, Entered({name: lane}, {name}, version=version))
    form.save()
    return form
