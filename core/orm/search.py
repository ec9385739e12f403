"""Searching records: which, in what order, how many, in what groups, and which of their columns. Never whole records.

A search selects columns; names of linked records come by outer joins, so a list of 80 tickets with eight columns is one
statement. Everything runs in the user's session: rules hold, and filtering, sorting, grouping or reading a field needs
the right to read it (AccessDenied).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from inspect import getattr_static
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from core.orm.amounts import Amount
from core.orm.composition import ModelInfo
from core.orm.fields import FieldInfo
from core.orm.reads import names_read
from core.orm.searched import holds, words_of

if TYPE_CHECKING:
    from core.orm.env import Env

COUNTED = 1000
"""Records are counted up to here; more are "1,000+"."""
MOST_GROUPS = 100
LARGEST = 10**12
"""Numbers from here on stand in no field."""
COLUMNS = frozenset(
    ("text", "long_text", "rich_text", "integer", "decimal", "boolean", "choice", "day", "instant", "many2one")
    + ("foreign_key",)
)
"""Kinds of fields that a search reads as columns; values of others are read afterwards."""


GROUPED = frozenset(("many2one", "choice", "boolean", "day", "text"))
"""Kinds of fields that records are grouped by."""

LIMIT, OFFSET = sa.bindparam("search_limit", type_=sa.Integer), sa.bindparam("search_offset", type_=sa.Integer)


class CannotSearch(Exception):
    """A field cannot be filtered, sorted or grouped by, or a value is none of its kind. The answer is 400."""


@dataclass(slots=True, unsafe_hash=True)
class Link:
    """A linked record: its id, and its name as far as the user may read it. Rows share it, so it is never changed."""

    id: int
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(slots=True)
class Found:
    """One record: its id, its name, and the values of the wanted fields; links as `Link`."""

    id: int
    name: str
    values: dict[str, Any] = field(default_factory=dict)
    version: int = 0


@dataclass
class Group:
    """Records with one value: how many there are."""

    value: Any
    text: str
    count: int


class Search:
    """A search of a model's records for the user of `env`: conditions are added, then rows or counts are read."""

    def __init__(self, env: Env, model: str) -> None:
        self.env, self.info, self.cls = env, env.info(model), env.models.models[model]
        self.conditions: list[Any] = []
        self._joins: dict[str, Any] = {}

    def readable(self, name: str) -> FieldInfo:
        """The field of a name. Raises CannotSearch if there is none, AccessDenied if it is closed to the user."""
        found = self.info.fields.get(name)
        if found is None:
            raise CannotSearch(f"{self.info.title} has no field {name[:40]}.")
        if not self.env.is_system:
            self.env.registry.policy.access(self.env.user.roles).need_field(self.info.name, "read", name)
        return found

    # --- which --------------------------------------------------------------------------------------------------------

    def where(self, *conditions: Any) -> Search:
        """Only records for which these hold."""
        self.conditions += [one for one in conditions if one is not None]
        return self

    def having(self, words: str, *, linked: bool = True) -> Search:
        """Only records of which one of the searched fields holds each word, those of linked records among them."""
        return self.where(*(holds(self.env, self.cls, self.info, one, linked=linked) for one in words_of(words)))

    def equal(self, name: str, text: str) -> Search:
        """Only records whose field has this value, written as addresses write it; empty: those without one."""
        found = self.readable(name)
        if found.kind in ("many2many", "one2many"):
            relation = getattr(self.cls, name)
            target = self.env.models.models[found.target]
            return self.where(relation.any(target.id == _parsed(found, text)) if text else ~relation.any())
        if not found.is_column and found.kind != "many2one":
            raise CannotSearch(f"{self.info.title} cannot be searched by {found.label}.")
        column = getattr(self.cls, found.column if found.kind == "many2one" else name)
        return self.where(column.is_(None) if text == "" else column == _parsed(found, text))

    # --- reading ------------------------------------------------------------------------------------------------------

    def rows(self, names: Sequence[str], *, order: Sequence[str] = (), limit: int = 80, offset: int = 0) -> list[Found]:
        """The records with the values of these fields."""
        fields, ordering = [self.readable(name) for name in names], tuple(order or self.info.order_by)
        for name in ordering:
            self.readable(name.lstrip("-"))
        what = ("rows", self.info.name, *names, None, *ordering)
        (statement, places), values = self.env.registry.of_shape(
            what, lambda: self._reading(fields, ordering), self.conditions
        )
        rows = self.env.session.execute(statement, {**values, LIMIT.key: limit, OFFSET.key: offset}).all()
        readers = [(one.name, self._reader(one, *places[one.name])) for one in fields if one.name in places]
        named, name_from = 1 + len(self.info.display_fields), self.info.name_from
        found = [Found(row[0], name_from(row[1:named]), {name: read(row) for name, read in readers}) for row in rows]
        if "version" in self.info.fields:
            for one, row in zip(found, rows, strict=True):
                one.version = row[named]
        self._read_others([one for one in fields if one.name not in places], found)
        return found

    def _reading(self, fields: Iterable[FieldInfo], ordering: Iterable[str]) -> tuple[Any, dict[str, tuple[int, int]]]:
        """The statement that reads these fields, and from where to where the columns of each stand in a row."""
        columns: list[Any] = [self.cls.id, *(getattr(self.cls, name) for name in self.info.display_fields)]
        if "version" in self.info.fields:
            columns.append(self.cls.version)
        places = {}
        for one in fields:
            if one.kind in COLUMNS:
                start = len(columns)
                columns += self._columns_of(one)
                places[one.name] = (start, len(columns))
        order_by = self._ordering(ordering)
        statement = self._joined(sa.select(*columns)).where(*self.conditions).order_by(*order_by)
        return statement.limit(LIMIT).offset(OFFSET), places

    def ids(self, *, order: Sequence[str] = (), limit: int = 10_000, offset: int = 0) -> list[int]:
        """The ids of the records, in order."""
        ordering = self._ordering(order or self.info.order_by)
        statement = self._joined(sa.select(self.cls.id)).where(*self.conditions).order_by(*ordering)
        return list(self.env.session.scalars(statement.limit(limit).offset(offset)))

    def count(self, most: int = COUNTED) -> int:
        """How many there are; `most` + 1 stands for more."""
        what = ("count", self.info.name)
        statement, values = self.env.registry.of_shape(what, self._counting, self.conditions)
        return int(self.env.session.scalar(statement, {**values, LIMIT.key: most + 1}) or 0)

    def _counting(self) -> Any:
        inner = sa.select(self.cls.id).where(*self.conditions).limit(LIMIT).subquery()
        return sa.select(sa.func.count()).select_from(inner)

    def groups(self, name: str) -> list[Group]:
        """The values of a field with their counts, in the order of the values; at most 100."""
        found = self.readable(name)
        if found.kind not in GROUPED:
            raise CannotSearch(f"{self.info.title} cannot be grouped by {found.label}.")
        columns = self._columns_of(found)
        order = self._order_of(found, False)
        statement = self._joined(sa.select(sa.func.count(), *columns)).where(*self.conditions)
        statement = statement.group_by(*columns, *(one.element for one in order))
        groups, read = [], self._reader(found, 1, 1 + len(columns))
        for row in self.env.session.execute(statement.order_by(*order).limit(MOST_GROUPS)):
            value = read(row)
            text = found.choices.get(value, value) if found.kind == "choice" else value
            groups.append(Group(value, "" if text is None else str(text), row[0]))
        if found.kind == "choice":
            rank = {value: place for place, value in enumerate(found.choices)}
            groups.sort(key=lambda one: rank.get(one.value, len(rank)))
        # The engines disagree about where nothing comes.
        groups.sort(key=lambda one: one.value is None)
        return groups

    # --- columns and joins --------------------------------------------------------------------------------------------

    def _target(self, found: FieldInfo) -> tuple[Any, ModelInfo]:
        """The alias that a link is joined by."""
        if found.name not in self._joins:
            self._joins[found.name] = self.env.models.alias(self.info.name, found.name)
        return self._joins[found.name], self.env.info(found.target)

    def _joined(self, statement: Any) -> Any:
        statement = statement.select_from(self.cls)
        for name, alias in self._joins.items():
            column = getattr(self.cls, self.info.fields[name].column)
            statement = statement.outerjoin(alias, column == alias.id)
        return statement

    def _columns_of(self, found: FieldInfo) -> list[Any]:
        if self._has_currency(found):
            alias, info = self._target(self.info.fields[found.currency])
            return [getattr(self.cls, found.name), getattr(alias, info.display_fields[0])]
        if found.kind != "many2one":
            return [getattr(self.cls, found.name)]
        alias, info = self._target(found)
        return [getattr(self.cls, found.column), *(getattr(alias, name) for name in info.display_fields)]

    def _reader(self, found: FieldInfo, start: int, end: int) -> Callable[[Sequence[Any]], Any]:
        """What makes a field's value out of a row, in which its columns stand from `start` to `end`."""
        if self._has_currency(found):
            return lambda row: row[start] if row[start] is None or row[start + 1] is None else Amount(*row[start:end])
        if found.kind != "many2one":
            return itemgetter(start)
        name_from = self.env.info(found.target).name_from
        known: dict[int | None, Link | None] = {None: None}

        def link(row: Sequence[Any]) -> Link | None:
            if (id_ := row[start]) not in known:
                shown = row[start + 1 : end]
                known[id_] = Link(id_, name_from(shown) if any(one is not None for one in shown) else "…")
            return known[id_]

        return link

    def _has_currency(self, found: FieldInfo) -> bool:
        """Whether a field is an amount whose currency the record itself names; others are shown as plain numbers."""
        return bool(found.currency) and found.currency in self.info.fields

    def _ordering(self, names: Iterable[str]) -> list[Any]:
        order: list[Any] = []
        for name in names:
            found = self.readable(name.lstrip("-"))
            order += self._order_of(found, name.startswith("-"))
        return [*order, self.cls.id.asc()] if not any(n.lstrip("-") == "id" for n in names) else order

    def _order_of(self, found: FieldInfo, down: bool) -> list[Any]:
        if found.kind == "many2one":
            alias, info = self._target(found)
            own = [name.lstrip("-") for name in info.order_by if name.lstrip("-") in info.fields]
            usable = [
                name for name in own if info.fields[name].is_column and not info.fields[name].roles and name != "id"
            ]
            columns = [getattr(alias, name) for name in usable or info.display_fields]
        elif found.kind in COLUMNS:
            columns = [getattr(self.cls, found.name)]
        else:
            raise CannotSearch(f"{self.info.title} cannot be sorted by {found.label}.")
        return [one.desc() if down else one.asc() for one in columns]

    # --- what is no column --------------------------------------------------------------------------------------------

    def _read_others(self, fields: Sequence[FieldInfo], found: Sequence[Found]) -> None:
        """Links to many and worked-out values: from the records, read together with what they link to."""
        by_id = {one.id: one for one in found}
        if not fields or not by_id:
            return
        many = [one.name for one in fields if one.kind in ("many2many", "one2many")]
        read = {name for one in fields if one.kind == "computed" for name in self._read_by(one.name)}
        wanted = sa.select(self.cls).where(self.cls.id.in_(by_id))
        wanted = wanted.options(*(selectinload(getattr(self.cls, name)) for name in sorted({*many, *read})))
        for record in self.env.session.scalars(wanted):
            for one in fields:
                value = getattr(record, one.name)
                links = one.name in many
                by_id[record.id].values[one.name] = [Link(each.id, str(each)) for each in value] if links else value

    def _read_by(self, name: str) -> list[str]:
        """The links that a worked-out value reads."""
        held = getattr_static(self.cls, name)
        return [one for one in names_read(held.fget, self.cls, self.info) if self.info.fields[one].is_relation]


def _parsed(found: FieldInfo, text: str) -> Any:
    """A value from the text of an address. Raises CannotSearch."""
    try:
        if found.is_relation or found.kind in ("integer", "foreign_key"):
            value: Any = int(text)
            if abs(value) >= 2**31:
                raise ValueError(text)
        elif found.kind == "boolean":
            value = {"1": True, "true": True, "0": False, "false": False}[text.lower()]
        elif found.kind == "decimal":
            value = Decimal(text)
            if not value.is_finite() or abs(value) >= LARGEST or value != round(value, found.digits):
                raise ValueError(text)
        elif found.kind == "day":
            value = date.fromisoformat(text)
        elif found.kind in ("text", "choice"):
            value = text
        else:
            raise KeyError(found.kind)
    except (ValueError, KeyError, InvalidOperation):
        raise CannotSearch(f"{text[:40]} is no value for {found.label or found.name}.") from None
    return value


# --- Selects that others wrote ----------------------------------------------------------------------------------------


def entity(statement: Any) -> Any:
    """The class that a Select gives."""
    return statement._raw_columns[0]._annotations["parententity"].entity


def is_grouped(statement: sa.Select[Any]) -> bool:
    """Whether other columns would make other rows of it."""
    return bool(statement._distinct or statement._group_by_clauses or statement._having_criteria)


def columns_only(statement: sa.Select[Any], *names: str) -> sa.Select[Any] | None:
    """The same records, but only these columns of them; None where that is not the same statement."""
    if is_grouped(statement):
        return None
    cls = entity(statement)
    return statement.with_only_columns(*(getattr(cls, name) for name in names), maintain_column_froms=True)
