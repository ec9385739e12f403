"""Which rows of tables that stay go with addons: what is attached to records that go, and what the addons brought.

Everything is a condition in SQL, so that counting, archiving and deleting speak of the same rows, however many.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from core.lifecycle.leaving_schema import LeavingSchema, in_order
from core.lifecycle.loaded import MADE, plain
from core.lifecycle.models import ExternalKey
from core.orm.composition import Composition, link_name

Ids = dict[str, set[int]]
"""Model name -> ids of records."""


@dataclass(frozen=True, eq=False)
class LeavingRows:
    """The rows of each table that stays which go, parents before what hangs on them, and links that become empty."""

    conditions: Mapping[sa.Table, Any]
    cleared: tuple[tuple[sa.Column[Any], Any], ...]
    """(a foreign key that may be empty, the rows whose key is emptied)."""
    brought: Ids = field(default_factory=dict)
    """Records of the addons' data files that go: nobody changed them, nothing uses them."""
    kept: Ids = field(default_factory=dict)
    """Those that stay, because somebody changed them or something uses them. Their external keys stay too."""


def leaving_rows(connection: sa.Connection, schema: LeavingSchema, addons: Collection[str]) -> LeavingRows:
    """The rows that go with `addons`. Reads the database, changes nothing."""
    models = schema.later
    conditions = _attached(models, schema.models, addons)
    brought, kept = _brought(connection, models, addons, conditions)
    for model, ids in brought.items():
        table = _table(models, model)
        _add(conditions, table, table.c.id.in_(sorted(ids)))
    for table, condition in _attached_to(models, brought):
        _add(conditions, table, condition)
    _add(conditions, _table(models, ExternalKey.__model__), _keys_that_go(models, addons, kept))
    _keep_what_is_used(models, conditions)
    _add_what_hangs_on(models, conditions)
    cleared = tuple(
        (column, column.in_(sa.select(target.c.id).where(conditions[target])))
        for column, target, rule in _links(models)
        if rule == "SET NULL" and target in conditions
    )
    order = [table for table in in_order(models.metadata) if table in conditions]
    return LeavingRows({table: conditions[table] for table in order}, cleared, brought, kept)


def attached_rows(models: Composition, gone: Collection[str]) -> LeavingRows:
    """The rows that are attached to records of the models `gone`, all of which are known to `models`."""
    conditions = _attached(models, gone, ())
    _add_what_hangs_on(models, conditions)
    order = [table for table in in_order(models.metadata) if table in conditions]
    return LeavingRows({table: conditions[table] for table in order}, ())


def _table(models: Composition, model: str) -> sa.Table:
    table: sa.Table = models.models[model].__table__
    return table


def _add(conditions: dict[sa.Table, Any], table: sa.Table, condition: Any) -> None:
    conditions[table] = sa.or_(conditions[table], condition) if table in conditions else condition


def _attached(models: Composition, gone: Collection[str], addons: Collection[str]) -> dict[sa.Table, Any]:
    """Rows that name a record of a model that goes, and rows of the addons themselves."""
    conditions: dict[sa.Table, Any] = {}
    for name, cls in models.models.items():
        table = _table(models, name)
        if cls.of_record is not None:
            _add(conditions, table, table.c[cls.of_record[0]].in_(gone))
        if cls.of_addon and addons:
            _add(conditions, table, of_addons(table.c[cls.of_addon], addons))
    return conditions


def of_addons(column: Any, addons: Collection[str]) -> Any:
    """Whether a value is one of these addons' names, or a dotted name or an address that begins with one."""
    begins = [column.startswith(start, autoescape=True) for one in addons for start in (f"{one}.", f"/{one}/")]
    return sa.or_(column.in_(sorted(addons)), *begins)


def _attached_to(models: Composition, records: Ids) -> Iterator[tuple[sa.Table, Any]]:
    for name, cls in models.models.items():
        if cls.of_record is not None:
            table = _table(models, name)
            model, id_ = (table.c[column] for column in cls.of_record)
            for one, ids in records.items():
                yield table, sa.and_(model == one, id_.in_(sorted(ids)))


def _keys_that_go(models: Composition, addons: Collection[str], kept: Ids) -> Any:
    """The external keys of the addons, without those of records that are kept: a reinstallation finds these again."""
    table = _table(models, ExternalKey.__model__)
    stay = [sa.and_(table.c.model_name == model, table.c.record_id.in_(sorted(ids))) for model, ids in kept.items()]
    return sa.and_(table.c.addon.in_(sorted(addons)), sa.not_(sa.or_(sa.false(), *stay)))


# --- records of data files ------------------------------------------------------------------------------------------


def _brought(
    connection: sa.Connection, models: Composition, addons: Collection[str], conditions: Mapping[sa.Table, Any]
) -> tuple[Ids, Ids]:
    """(those that go, those that stay) among the records that the addons' data files made in models that stay."""
    keys = _table(models, ExternalKey.__model__)
    found = connection.execute(
        sa.select(keys.c.model_name, keys.c.record_id, keys.c.loaded).where(
            keys.c.addon.in_(sorted(addons)), keys.c.model_name.in_(list(models.models))
        )
    )
    noted: dict[str, dict[int, Any]] = {}
    for model, id_, loaded in found:
        noted.setdefault(model, {})[id_] = (loaded or {}).get(MADE)
    everything = {model: _there(connection, _table(models, model), made) for model, made in noted.items()}
    going = {model: ids - _changed(connection, _table(models, model), ids) for model, ids in everything.items()}
    # What only records that go themselves use goes as well: until no more are found to be in use.
    while True:
        used = {model: _used(connection, models, model, ids, going, conditions) for model, ids in going.items()}
        if not any(used.values()):
            break
        going = {model: ids - used[model] for model, ids in going.items()}
    stays = {model: ids - going[model] for model, ids in everything.items()}
    return {model: ids for model, ids in going.items() if ids}, {model: ids for model, ids in stays.items() if ids}


def _there(connection: sa.Connection, table: sa.Table, made: Mapping[int, Any]) -> set[int]:
    """Those that still are the records that were loaded: an id may have been given again since."""
    columns = [table.c[name] for name in ("id", MADE) if name in table.c]
    rows = connection.execute(sa.select(*columns).where(table.c.id.in_(sorted(made))))
    return {row[0] for row in rows if made[row[0]] is None or plain(row[-1]) == made[row[0]]}


def _changed(connection: sa.Connection, table: sa.Table, ids: set[int]) -> set[int]:
    """Those that a person changed. Records without that note are never edited."""
    if "updated_by_id" not in table.c:
        return set()
    by_somebody = sa.and_(table.c.id.in_(sorted(ids)), table.c.updated_by_id.is_not(None))
    return set(connection.scalars(sa.select(table.c.id).where(by_somebody)))


def _used(
    connection: sa.Connection,
    models: Composition,
    model: str,
    ids: set[int],
    going: Ids,
    conditions: Mapping[sa.Table, Any],
) -> set[int]:
    """Those that a row names which stays. Its own links to others are no use of it."""
    target, used = _table(models, model), set[int]()
    own = _own_links(models, model)
    tables = {_table(models, name): name for name in models.models}
    for column, of, _ in _links(models):
        if of is not target or column.table.name in own or not ids:
            continue
        stays = [column.in_(sorted(ids))]
        if column.table in conditions:
            stays.append(sa.not_(conditions[column.table]))
        if others := going.get(tables.get(column.table, "")):
            stays.append(column.table.c.id.not_in(sorted(others)))
        used |= set(connection.scalars(sa.select(column).where(*stays).distinct()))
    return used


def _own_links(models: Composition, model: str) -> set[str]:
    """The link tables of a model's many2many fields, where the link belongs to its records and not to the others'."""
    relations = models.mapper(model).relationships
    fields = [one for one in models.info(model).fields.values() if one.kind == "many2many"]
    return {link_name(model, one) for one in fields if not relations[one.name].info.get("mirror")}


# --- what hangs on rows that go -------------------------------------------------------------------------------------


def _links(models: Composition) -> Iterator[tuple[sa.Column[Any], sa.Table, str]]:
    """Every foreign key of a table that stays: its column, the table that it leads to, its ON DELETE."""
    for table in in_order(models.metadata):
        for column in table.columns:
            for key in column.foreign_keys:
                yield column, key.column.table, (key.ondelete or "RESTRICT").upper()


def _keep_what_is_used(models: Composition, conditions: dict[sa.Table, Any]) -> None:
    """A row stays if one that stays must not lose it."""
    known = dict(conditions)
    for column, target, rule in _links(models):
        # Rows of one table that name each other go together.
        if target in known and rule not in ("CASCADE", "SET NULL") and column.table is not target:
            uses = sa.select(sa.literal(1)).where(column == target.c.id)
            if column.table in known:
                uses = uses.where(sa.not_(known[column.table]))
            conditions[target] = sa.and_(conditions[target], sa.not_(uses.correlate(target).exists()))


def _add_what_hangs_on(models: Composition, conditions: dict[sa.Table, Any]) -> None:
    for column, target, rule in _links(models):  # parents come first
        if rule == "CASCADE" and target in conditions and column.table is not target:
            _add(conditions, column.table, column.in_(sa.select(target.c.id).where(conditions[target])))


def delete(connection: sa.Connection, rows: LeavingRows) -> None:
    """Deletes the rows, children first, because foreign keys may be off, and empties links to them."""
    for column, condition in rows.cleared:
        connection.execute(sa.update(column.table).where(condition).values({column.name: None}))
    for table, condition in reversed(list(rows.conditions.items())):
        connection.execute(sa.delete(table).where(condition))
