"""Giving back what an uninstallation took away, from its archive, once the addons are installed again.

The addons' own tables become what they were: what a reinstallation put into them is replaced, and what people made
since stands against it. Rows of other tables keep their ids where these are free; where not they get new ones, and what
names them follows. Everything in one transaction: what cannot be given back is told, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.lifecycle import archive
from core.lifecycle.changing import Progress, Steps, failed
from core.lifecycle.errors import ArchiveError
from core.lifecycle.gate import gated
from core.lifecycle.leaving_rows import attached_rows, delete
from core.lifecycle.losses import holds_value
from core.lifecycle.models import ExternalKey
from core.lifecycle.registry import Registry
from core.lifecycle.rules_off import rules_off
from core.lifecycle.state import installing
from core.orm.composition import OWNER
from core.orm.refused import Refused
from core.orm.sequences import Reached, go_on_after

if TYPE_CHECKING:
    from core.lifecycle.kernel import Kernel

AT_ONCE = 500
"""Rows that are written to the database at once."""
Line = dict[str, Any]
Row = dict[str, Any]


@dataclass(frozen=True)
class Restored:
    """What came back."""

    addons: tuple[str, ...]
    rows: int
    gone: int
    """Values of records that are not there any more."""


def restore(kernel: Kernel, path: Path, *, progress: Progress | None) -> Restored:
    """See `Kernel.restore`."""
    header = archive.read_header(path)
    if header.engine != kernel.database.engine.dialect.name:
        raise ArchiveError("{file} came from another kind of database.", file=path.name)
    with installing(kernel.database) as connection:
        registry = kernel.refresh()
        if lacking := [name for name in header.addons if registry.addon(name) is None]:
            titles = ", ".join(kernel.catalog.title_of(name) for name in lacking)
            raise ArchiveError("Install {list} first.", list=titles)
        steps = Steps(3, progress)
        try:
            steps.begin("Reading")
            work = _Restoration(connection, registry, header, path)
            with gated(kernel.database, connection, registry.generation):
                work.run(steps)
        except Refused:
            raise
        except Exception as why:
            raise failed(path.name, why, kernel.catalog.manifests, doing="Restoring") from why
        steps.end()
    return Restored(tuple(header.addons), work.written, work.gone)


class _Restoration:
    """One archive and one transaction."""

    def __init__(self, connection: sa.Connection, registry: Registry, header: archive.Header, path: Path) -> None:
        self.connection, self.registry, self.path = connection, registry, path
        self.addons = set(header.addons)
        self.tables = dict(registry.models.metadata.tables)
        self.own = [table for table in self.tables.values() if table.info[OWNER] in self.addons]
        self.models = {info.table: info for info in registry.models.infos.values()}
        self.own_models = [self.models[table.name].name for table in self.own if table.name in self.models]
        self.keys: sa.Table = registry[ExternalKey].__table__  # type: ignore[attr-defined]
        self.moved: dict[tuple[str, int], int] = {}
        """(table, id in the archive) -> id here, where they differ."""
        self.found: set[tuple[str, int]] = set()
        """Rows of the archive that are here already."""
        self.written = self.gone = 0
        self.touched = self._check_lines()

    def run(self, steps: Steps) -> None:
        """Everything that restoring changes. Raises ArchiveError for what stands against it."""
        self._refuse_what_people_made()
        with rules_off(self.connection, {table.name for table in self.own} | self.touched):
            steps.begin("Making room")
            for table in reversed(self.own):
                self.connection.execute(sa.delete(table))
            delete(self.connection, attached_rows(self.registry.models, self.own_models))
            mine = sa.and_(self.keys.c.addon.in_(self.addons), self.keys.c.model_name.in_(self.own_models))
            self.connection.execute(sa.delete(self.keys).where(mine))
            steps.begin("Rows")
            self._find_brought_records()
            for table, rows in self._grouped("shared"):
                self._share(table, rows)
            for table, rows in self._grouped("table"):
                self._insert(table, [self._placed(table, row) for row in rows])
            for table, lines in self._values():
                self._set(table, lines)
            self._count_on()
            self._refuse_what_points_nowhere()

    # --- reading ----------------------------------------------------------------------------------------------------

    def _check_lines(self) -> set[str]:
        """The tables that the archive speaks of. Raises ArchiveError if it is not whole or speaks of unknown ones."""
        seen: dict[str, set[str]] = {}
        for line in archive.read(self.path):
            if table := line.get("table") or line.get("shared") or line.get("values"):
                seen.setdefault(table, set()).update(line.get("row") or line["set"])
        for table, columns in seen.items():
            lacking = [table] if table not in self.tables else sorted(columns - set(self.tables[table].c.keys()))
            if lacking:
                raise ArchiveError(
                    "{file} speaks of {what}, which this version of the modules does not know.",
                    file=self.path.name,
                    what=", ".join(lacking),
                )
        return set(seen)

    def _grouped(self, kind: str) -> Iterator[tuple[sa.Table, list[Row]]]:
        lines = (line for line in archive.read(self.path) if kind in line)
        for name, group in groupby(lines, key=lambda line: str(line[kind])):
            table = self.tables[name]
            for some in _batches(line["row"] for line in group):
                yield table, [self._decoded(table, row) for row in some]

    def _decoded(self, table: sa.Table, row: Mapping[str, Any]) -> Row:
        return {name: archive.decoded(value, table.c[name].type) for name, value in row.items()}

    # --- what stands against it -------------------------------------------------------------------------------------

    def _refuse_what_people_made(self) -> None:
        attached = attached_rows(self.registry.models, self.own_models).conditions
        everything: dict[sa.Table, Any] = {**dict.fromkeys(self.own, sa.true()), **attached}
        for table, condition in everything.items():
            if "created_by_id" not in table.c:
                continue
            by_somebody = sa.or_(table.c.created_by_id.is_not(None), table.c.updated_by_id.is_not(None))
            if count := self._count(sa.select(sa.func.count()).where(condition, by_somebody)):
                raise ArchiveError(
                    "{n} {kind} were made or changed since the modules were installed again. Restore into a fresh "
                    "installation, before anybody works with it.",
                    n=count,
                    kind=self.models[table.name].titles,
                )

    def _refuse_what_points_nowhere(self) -> None:
        for table in self.tables.values():
            if table not in self.own and table.name not in self.touched:
                continue
            for column in table.columns:
                for key in column.foreign_keys:
                    target = key.column.table.alias()
                    lost = sa.select(sa.func.count()).select_from(table.outerjoin(target, column == target.c.id))
                    if count := self._count(lost.where(column.is_not(None), target.c.id.is_(None))):
                        raise ArchiveError(
                            "{n} {kind} name {others} that are not there any more.",
                            n=count,
                            kind=self._title(table),
                            others=self._title(key.column.table),
                        )

    def _title(self, table: sa.Table) -> str:
        return self.models[table.name].titles if table.name in self.models else table.name

    def _count(self, query: Any) -> int:
        return self.connection.scalar(query) or 0

    # --- rows of tables that stayed ---------------------------------------------------------------------------------

    def _find_brought_records(self) -> None:
        """Records of data files that the reinstallation made anew stand for those of the archive."""
        here = {
            (addon, key): record
            for addon, key, record in self.connection.execute(
                sa.select(self.keys.c.addon, self.keys.c.key, self.keys.c.record_id).where(
                    self.keys.c.addon.in_(self.addons)
                )
            )
        }
        for line in archive.read(self.path):
            if line.get("shared") == self.keys.name:
                row = line["row"]
                record = here.get((row["addon"], row["key"]))
                if record is not None and row["model_name"] in self.registry.models.infos:
                    table = self.registry.models.infos[row["model_name"]].table
                    self._stands_for(table, row["record_id"], record)

    def _stands_for(self, table: str, old: int, now: int) -> None:
        self.found.add((table, old))
        if old != now:
            self.moved[table, old] = now

    def _share(self, table: sa.Table, rows: list[Row]) -> None:
        waiting = [self._placed(table, row) for row in rows if (table.name, row.get("id")) not in self.found]
        if "id" not in table.c:
            self._insert(table, [row for row in waiting if not self._is_here(table, row)])
            return
        free = []
        ids = [row["id"] for row in waiting]
        taken = set(self.connection.scalars(sa.select(table.c.id).where(table.c.id.in_(ids))))
        for row in waiting:
            if not self._is_attached(table, row) and (same := self._same(table, row)) is not None:
                self._stands_for(table.name, row["id"], same)
            elif row["id"] in taken:
                values = {name: value for name, value in row.items() if name != "id"}
                made = self.connection.execute(sa.insert(_plain(table)).values(values).returning(table.c.id))
                self.moved[table.name, row["id"]] = made.scalar_one()
                self.written += 1
            else:
                free.append(row)
        self._insert(table, free)

    def _is_attached(self, table: sa.Table, row: Row) -> bool:
        """Whether a row is attached to a record that goes as well: those that were here have made room."""
        pair = self._names_a_record(table)
        return pair is not None and row[pair[0]] in self.own_models

    def _same(self, table: sa.Table, row: Row) -> int | None:
        """The id of the row here that must be the same one, because there can be one only."""
        for rule in table.constraints:
            if isinstance(rule, sa.UniqueConstraint):
                names = [column.name for column in rule.columns]
                if all(row.get(name) is not None for name in names):
                    equal = [table.c[name] == row[name] for name in names]
                    if (id_ := self.connection.scalar(sa.select(table.c.id).where(*equal))) is not None:
                        return int(id_)
        return None

    def _is_here(self, table: sa.Table, row: Row) -> bool:
        equal = [column == row[column.name] for column in table.primary_key.columns]
        return self.connection.scalar(sa.select(sa.literal(1)).select_from(table).where(*equal)) is not None

    # --- writing ----------------------------------------------------------------------------------------------------

    def _placed(self, table: sa.Table, row: Row) -> Row:
        """A row whose links lead to where their records are now."""
        if not self.moved:
            return row
        placed = dict(row)
        for name, old in row.items():
            for key in table.c[name].foreign_keys:
                placed[name] = self._now(key.column.table.name, old)
        if (pair := self._names_a_record(table)) is not None and pair[0] in row:
            other = self.registry.models.infos.get(row[pair[0]])
            if other is not None:
                placed[pair[1]] = self._now(other.table, row[pair[1]])
        return placed

    def _now(self, table: str, old: Any) -> Any:
        """The id here of a row of the archive."""
        return self.moved.get((table, old), old)

    def _names_a_record(self, table: sa.Table) -> tuple[str, str] | None:
        """The columns that name a record of any model, where a table has such."""
        if table is self.keys:
            return "model_name", "record_id"
        info = self.models.get(table.name)
        return None if info is None else self.registry.model(info.name).of_record

    def _insert(self, table: sa.Table, rows: list[Row]) -> None:
        if rows:
            self.connection.execute(sa.insert(_plain(table)), rows)
            self.written += len(rows)

    def _values(self) -> Iterator[tuple[sa.Table, list[Line]]]:
        lines = (line for line in archive.read(self.path) if "values" in line)
        for name, group in groupby(lines, key=lambda line: (str(line["values"]), tuple(line["set"]))):
            for some in _batches(group):
                yield self.tables[name[0]], some

    def _set(self, table: sa.Table, lines: list[Line]) -> None:
        names = list(lines[0]["set"])
        ids = {int(line["id"]): self._now(table.name, line["id"]) for line in lines}
        held = [holds_value(table.c[name]).label(f"{name} holds") for name in names]
        query = sa.select(table.c.id, *(table.c[name] for name in names), *held)
        here = {row[0]: row[1:] for row in self.connection.execute(query.where(table.c.id.in_(ids.values())))}
        for line in lines:
            if (now := here.get(ids[line["id"]])) is None:
                self.gone += 1
                continue
            values = self._placed(table, self._decoded(table, line["set"]))
            for place, name in enumerate(names):
                if now[len(names) + place] and now[place] != values[name]:
                    self._refuse_overwriting(table, name, ids[line["id"]])
            plain = _plain(table)
            self.connection.execute(sa.update(plain).where(plain.c.id == ids[line["id"]]).values(values))
            self.written += 1

    def _refuse_overwriting(self, table: sa.Table, name: str, id_: int) -> None:
        info = self.models[table.name]
        raise ArchiveError(
            "{field} of {kind} {id} was entered anew since the modules were installed again.",
            field=self.registry.policy.label_of(info.name, name),
            kind=info.title,
            id=id_,
        )

    def _count_on(self) -> None:
        """New numbers and ids follow those that came back."""
        for line in archive.read(self.path):
            for kind in ("counter", "sequence"):
                if kind in line:
                    go_on_after(self.connection, Reached(kind, line[kind], line["last"]))
        if self.connection.dialect.name == "sqlite":
            return
        for table in self.tables.values():
            if "id" in table.c and (table in self.own or table.name in self.touched):
                self.connection.exec_driver_sql(
                    "SELECT setval(s, GREATEST(m, COALESCE(pg_sequence_last_value(s), 1))) FROM "
                    f"(SELECT pg_get_serial_sequence('\"{table.name}\"', 'id')::regclass AS s, "
                    f'(SELECT max(id) FROM "{table.name}") AS m) AS reached WHERE m IS NOT NULL'
                )


def _plain(table: sa.Table) -> Any:
    """The table with columns that keep the value null of structured data apart from no value."""
    types = [
        (column.name, sa.JSON(none_as_null=True) if isinstance(column.type, sa.JSON) else column.type)
        for column in table.columns
    ]
    return sa.table(table.name, *(sa.column(name, type_) for name, type_ in types))


def _batches(lines: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(lines)
    while some := list(islice(rest, AT_ONCE)):
        yield some
