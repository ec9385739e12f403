"""What users lose with addons: counted for the preview of uninstalling them (SPEC MD-13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.lifecycle.leaving_rows import LeavingRows
from core.lifecycle.leaving_schema import LeavingSchema
from core.lifecycle.loading import CORE
from core.lifecycle.preview import menus_of
from core.lifecycle.registry import Registry


@dataclass(frozen=True)
class Counted:
    """How many records of a kind. `model` is its technical name, `title` what users call several of them."""

    model: str
    title: str
    count: int


@dataclass(frozen=True)
class LostField:
    """A field of records that stay; `count` of them hold a value in it."""

    model: str
    title: str
    field: str
    label: str
    count: int


@dataclass(frozen=True)
class Losses:
    """All that goes, and what stays of what was touched."""

    records: tuple[Counted, ...]
    """Every record of the models that go."""
    fields: tuple[LostField, ...]
    """Fields of models that stay."""
    attached: tuple[Counted, ...]
    """Records of models that stay which go: chatter and files of what goes, roles, data that the addons brought."""
    kept: tuple[Counted, ...]
    """Data that the addons brought and that stays, because somebody changed it or something uses it."""
    staying: tuple[Counted, ...]
    """Records that lose fields and nothing else."""
    menus: tuple[str, ...]
    roles: tuple[str, ...]
    options: tuple[str, ...]
    tables: int


def losses(
    connection: sa.Connection, current: Registry, later: Registry, schema: LeavingSchema, rows: LeavingRows
) -> Losses:
    """What the database loses between two registries."""
    kept_menus = set(menus_of(later))
    present = {one.name for one in later.addons}
    altered = [model for model in schema.later.models if schema.columns_of(schema.later.infos[model].table)]
    return Losses(
        records=tuple(_counted(connection, schema, model) for model in schema.models),
        fields=tuple(_lost_fields(connection, current, schema)),
        attached=tuple(_attached(connection, schema, rows)),
        kept=tuple(
            Counted(model, schema.later.infos[model].titles, len(ids)) for model, ids in sorted(rows.kept.items())
        ),
        staying=tuple(_counted(connection, schema, model) for model in altered),
        menus=tuple(title for title in menus_of(current) if title not in kept_menus),
        roles=tuple(role.title for name, role in current.policy.roles.items() if name not in later.policy.roles),
        options=tuple(
            option.label for addon in current.addons if addon.name not in present for option in addon.options
        ),
        tables=len(schema.tables),
    )


def _counted(connection: sa.Connection, schema: LeavingSchema, model: str) -> Counted:
    info = schema.present.infos[model]
    table: sa.Table = schema.present.models[model].__table__
    return Counted(model, info.titles, connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


def _lost_fields(connection: sa.Connection, current: Registry, schema: LeavingSchema) -> Iterator[LostField]:
    by_table = {info.table: info for info in schema.present.infos.values()}
    for column in schema.columns:
        info = by_table[column.table.name]
        held = connection.scalar(sa.select(sa.func.count()).select_from(column.table).where(holds_value(column)))
        label = current.policy.label_of(info.name, column.name)
        yield LostField(info.name, info.titles, column.name, label, held or 0)


def holds_value(column: sa.Column[Any]) -> Any:
    """Whether a row says anything in a column: something, and not what every row says by itself."""
    default = column.default
    if default is None or not default.is_scalar or isinstance(column.type, sa.JSON):
        return column.is_not(None)
    return sa.and_(column.is_not(None), column != sa.literal(default.arg, column.type))  # type: ignore[attr-defined]


def _attached(connection: sa.Connection, schema: LeavingSchema, rows: LeavingRows) -> Iterable[Counted]:
    models = {info.table: info for info in schema.later.infos.values()}
    for table, condition in rows.conditions.items():
        if (info := models.get(table.name)) is None or info.addon == CORE:
            continue  # links between records, and the kernel's own notes
        count = connection.scalar(sa.select(sa.func.count()).select_from(table).where(condition))
        if count:
            yield Counted(info.name, info.titles, count)
