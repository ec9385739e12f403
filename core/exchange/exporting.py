"""Exporting a list: as it is shown, or all that its records' form holds, so that an import gives the same records back.

Cells keep their kinds: a workbook gets numbers and days, a CSV the user's own way of writing them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from core.exchange.cells import cell_of
from core.exchange.columns import KEY, PART, Target, Words, fields_of, targets_of
from core.exchange.keys import keys_of
from core.exchange.tables import MOST_ROWS, Cell
from core.orm.search import Found, Search
from core.ui.addresses import Query
from core.ui.lists import matching, order_in_force, shown_columns
from core.ui.pages import List, ref_of
from core.ui.registered import Built, Pages

if TYPE_CHECKING:
    from core.orm.env import Env

SHOWN, WHOLE, LINES = "", "all", "lines"
"""What is exported: the columns of the list; every field of the form, with external keys; their lines as well."""
AT_ONCE = 500
"""Records a statement."""
MOST_LINES = 100_000


@dataclass(frozen=True)
class Exported:
    """A table to be written: titles, and rows as long as they are asked for."""

    header: Sequence[str]
    rows: Iterator[Sequence[Cell]]


def export(env: Env, built: Built, query: Query, what: str = SHOWN, words: Words = str) -> Exported:
    """The records of a list as it is filtered and sorted, at most 50,000.

    Raises AccessDenied without the right to read, CannotSearch where the address makes no sense.
    """
    if not env.may("read", built.model):
        raise env.registry.policy.denied("read", built.model)
    form = env.registry.facet(Pages).form_of(built.model)
    if what == SHOWN or form is None:
        return _as_shown(env, built, query, words)
    return _whole(env, built, query, form, words, with_lines=what == LINES)


def has_lines(env: Env, form: Built | None) -> bool:
    """Whether records of this form have lines that can be exported with them."""
    return form is not None and any(one.of is not None for one in settable_of(env, form))


def settable_of(env: Env, form: Built) -> list[Target]:
    """The columns of a whole export, and of a file that an import takes: each field once, external keys first."""
    known = targets_of(env, form.model, fields_of(env, form))
    return [one for one in known.values() if one.settable and not one.by]


def _chunks(env: Env, built: Built, query: Query, names: Sequence[str]) -> Iterator[list[Found]]:
    search = matching(env, built, query)
    ids = search.ids(order=order_in_force(built, query, search.info), limit=MOST_ROWS)
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        found = Search(env, built.model)
        rows = {row.id: row for row in found.where(found.cls.id.in_(part)).rows(names, limit=AT_ONCE)}
        yield [rows[id_] for id_ in part if id_ in rows]


def _as_shown(env: Env, built: Built, query: Query, words: Words) -> Exported:
    columns, fields, zone = shown_columns(env, built, query), env.info(built.model).fields, ZoneInfo(env.user.zone)
    infos = [fields[ref_of(one.of)[1]] for one in columns]
    header = [words(column.label or info.label) for column, info in zip(columns, infos, strict=True)]
    chunks = _chunks(env, built, query, [info.name for info in infos])
    rows = (
        [cell_of(info, row.values[info.name], words, zone) for info in infos] for chunk in chunks for row in chunk
    )  # fmt: skip
    return Exported(header, rows)


def _whole(env: Env, built: Built, query: Query, form: Built, words: Words, *, with_lines: bool) -> Exported:
    targets = [one for one in settable_of(env, form) if with_lines or one.of is None]
    header = [f" {PART} ".join(map(words, one.labels)) for one in targets]
    return Exported(header, _Whole(env, form.model, targets, words).rows(_chunks(env, built, query, _own(targets))))


def _own(targets: Sequence[Target]) -> list[str]:
    return [one.path for one in targets if one.of is None and one.path != KEY]


class _Whole:
    """Rows of a whole export: a record with its first line, and a row for each further line."""

    def __init__(self, env: Env, model: str, targets: Sequence[Target], words: Words) -> None:
        self.env, self.model, self.targets, self.words = env, model, targets, words
        self.zone, self.info = ZoneInfo(env.user.zone), env.info(model)
        self.tables = list(dict.fromkeys(one.of for one in targets if one.of is not None))

    def rows(self, chunks: Iterator[list[Found]]) -> Iterator[list[Cell]]:
        for chunk in chunks:
            ids = [row.id for row in chunk]
            keys = keys_of(self.env, self.model, ids)
            lines = {table.name: self._lines(table, ids) for table in self.tables}
            for row in chunk:
                own = {name: cell_of(self.info.fields[name], value, self.words, self.zone)
                       for name, value in row.values.items()}  # fmt: skip
                own[KEY] = keys[row.id]
                mine = [some.get(row.id, []) for some in lines.values()]
                for number in range(max([1, *map(len, mine)])):
                    cells = {} if number else dict(own)
                    for some in mine:
                        cells |= some[number] if number < len(some) else {}
                    yield [cells.get(one.path) for one in self.targets]

    def _lines(self, table: Any, ids: Sequence[int]) -> Mapping[int, list[dict[str, Cell]]]:
        """Record -> its lines, as path -> cell."""
        spec, owner = table.row, self.info.fields[table.name]
        if not self.env.may("read", spec.model):
            return {}
        fields, found = self.env.info(spec.model).fields, Search(self.env, spec.model)
        names = [one.path.split(PART)[1] for one in self.targets if one.of is table and not one.path.endswith(KEY)]
        order = [owner.by, *([owner.order_by] if owner.order_by else [])]
        rows = found.where(getattr(found.cls, owner.by).in_(ids)).rows(
            [*names, owner.by], order=order, limit=MOST_LINES
        )
        keys = keys_of(self.env, spec.model, [row.id for row in rows])
        made: dict[int, list[dict[str, Cell]]] = defaultdict(list)
        for row in rows:
            cells = {f"{table.name}{PART}{name}": cell_of(fields[name], row.values[name], self.words, self.zone)
                     for name in names}  # fmt: skip
            made[row.values[owner.by]].append({**cells, f"{table.name}{PART}{KEY}": keys[row.id]})
        return made


__all__ = ["LINES", "SHOWN", "WHOLE", "Exported", "export", "has_lines", "settable_of", "List"]
