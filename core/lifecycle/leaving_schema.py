"""What of the tables goes with addons: the difference between two compositions. Reads no database."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from core.orm.composition import Composition

Named = sa.Index | sa.UniqueConstraint | sa.CheckConstraint


@dataclass(frozen=True, eq=False)
class LeavingSchema:
    """Tables and columns as the present composition has them, and what tables that stay lose besides."""

    present: Composition
    later: Composition
    tables: tuple[sa.Table, ...]
    columns: tuple[sa.Column[object], ...]
    """Columns of tables that stay."""
    rules: tuple[Named, ...]
    """Indexes and constraints of tables that stay."""
    changed: tuple[tuple[sa.Column[object], sa.Column[object]], ...]
    """Columns that were declared anew: as they are, and as they are to be again."""

    @property
    def models(self) -> tuple[str, ...]:
        """The models that go, in the order of their declaration."""
        return tuple(name for name in self.present.models if name not in self.later.models)

    def columns_of(self, table: str) -> tuple[sa.Column[object], ...]:
        """The columns that a table which stays loses."""
        return tuple(column for column in self.columns if column.table.name == table)

    @property
    def altered(self) -> tuple[str, ...]:
        """The tables that stay and change, sorted."""
        parts = (*self.columns, *self.rules, *(now for now, _ in self.changed))
        return tuple(sorted({part.table.name for part in parts if part.table is not None}))


def leaving_schema(present: Composition, later: Composition) -> LeavingSchema:
    """What `present` has and `later` has not. The composer has put everything where its addon belongs."""
    stay = later.metadata.tables
    kept = [table for table in present.metadata.tables.values() if table.name in stay]
    return LeavingSchema(
        present,
        later,
        tables=tuple(table for table in in_order(present.metadata) if table.name not in stay),
        columns=tuple(
            column for table in kept for column in table.columns if column.name not in stay[table.name].columns
        ),
        rules=tuple(rule for table in kept for rule in _rules(table) if rule.name not in _names(stay[table.name])),
        changed=tuple(
            (column, stay[table.name].columns[column.name])
            for table in kept
            for column in table.columns
            if column.name in stay[table.name].columns
            and _shape(column) != _shape(stay[table.name].columns[column.name])
        ),
    )


def in_order(metadata: sa.MetaData) -> Sequence[sa.Table]:
    """All tables, each after those that it refers to as far as they do not refer to each other in a circle."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Cannot correctly sort tables", category=sa.exc.SAWarning)
        return metadata.sorted_tables


def _rules(table: sa.Table) -> Iterator[Named]:
    yield from table.indexes
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint | sa.CheckConstraint) and constraint.name:
            yield constraint


def _names(table: sa.Table) -> set[object]:
    return {rule.name for rule in _rules(table)}


def _shape(column: sa.Column[object]) -> tuple[str, bool]:
    return repr(column.type), bool(column.nullable)
