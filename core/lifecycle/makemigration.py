"""Writing migrations: what an addon's models say and its history does not, found by Alembic in a scratch database.

A migration holds only what its addon owns (the composer stamps every table, column, index and constraint with the
addon that brought it). It is written so that it runs on SQLite without rebuilding tables wherever that is possible: a
rebuild loses triggers and indexes over expressions.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.render import renderers
from alembic.operations import ops
from alembic.runtime.migration import MigrationContext

from core.lifecycle.catalog import Catalog
from core.lifecycle.gate import gated
from core.lifecycle.loading import CORE, load, load_core
from core.lifecycle.migrations import AUTOGENERATE, History, compare_default, core_history, history_of, migrate
from core.lifecycle.plan import in_order, needed
from core.orm.composition import OWNER, Composition
from core.orm.database import Database
from core.orm.sealing import SealedText
from core.orm.types import ExactDecimal, Instant, exact_default

HEAD = '''"""{title}."""

from __future__ import annotations

{sqlalchemy}from alembic import op
{imports}
revision = "{revision}"
down_revision = {down_revision}
'''


class MigrationError(Exception):
    """A migration that cannot be written by itself: says what has to be decided by hand."""


class AddLinkedColumn(ops.AddColumnOp):
    """A new column with its foreign key in one statement: the only way that SQLite knows without a rebuild."""


@renderers.dispatch_for(AddLinkedColumn)
def _render_linked_column(context: Any, op: AddLinkedColumn) -> str:
    key = next(iter(op.column.foreign_keys))
    plain = renderers.dispatch(ops.AddColumnOp)(context, op)
    link = f"sa.ForeignKey({key.target_fullname!r}, ondelete={key.ondelete!r})"
    return re.sub(r"(sa\.Integer\(\)), ", rf"\1, {link}, ", plain, count=1)[:-1] + ", inline_references=True)"


def make_migration(catalog: Catalog, addon: str, *, message: str = "", fresh: bool = False) -> Path | None:
    """Writes the migration that an addon (or "core") lacks, and returns its file; None if it lacks nothing.

    `fresh` writes the first migration anew, for models that were never released; those after it, written by hand, stay.
    Raises MigrationError.
    """
    history = core_history() if addon == CORE else history_of(catalog.manifests[addon])
    before = () if addon == CORE else in_order(catalog, needed(catalog, [addon]))
    load_core()
    load([catalog.manifests[name] for name in before], modules=("models",))
    models = Composition((CORE, *before))
    done = history.revisions()
    histories = [core_history(), *(history_of(catalog.manifests[name]) for name in before)]
    known = [one for one in histories if not (fresh and one.addon == addon)]
    with _scratch(known) as connection:
        steps = _missing_steps(connection, models, addon)
        text = _render(connection, steps)
    if not text.body:
        return None
    number = 1 if fresh else len(done) + 1
    if fresh and done:
        Path(done[0].path).unlink()
    message = message or ("first tables" if number == 1 else "changes")
    written = _write(history, number, message, text, after=None if number == 1 else done[-1].revision)
    with _scratch(replace(one) for one in histories) as connection:  # a history reads its folder once
        if _render(connection, _missing_steps(connection, models, addon)).body:
            raise MigrationError(f"{written} does not make everything that the models say; complete it by hand")
    return written


def missing_steps(catalog: Catalog, addon: str) -> str:
    """What a migration of an addon (or "core") would do now, as Python; "" if nothing is missing. Writes nothing."""
    before = () if addon == CORE else in_order(catalog, needed(catalog, [addon]))
    load_core()
    load([catalog.manifests[name] for name in before], modules=("models",))
    with _scratch([core_history(), *(history_of(catalog.manifests[name]) for name in before)]) as connection:
        return _render(connection, _missing_steps(connection, Composition((CORE, *before)), addon)).body


@contextmanager
def _scratch(histories: Iterable[History]) -> Iterator[sa.Connection]:
    """A connection to a throw-away database in which these histories have been run."""
    with tempfile.TemporaryDirectory(prefix="makegood-") as folder:
        database = Database(f"sqlite:///{folder}/scratch.sqlite")
        try:
            with database.engine.connect() as connection, gated(database, connection):
                for history in histories:
                    migrate(connection, history)
                yield connection
        finally:
            database.engine.dispose()


def _context(connection: sa.Connection, models: Composition, addon: str) -> MigrationContext:
    def mine(made: Any, _name: object, kind: str, reflected: bool, other: Any) -> bool:
        if reflected and other is None:
            return False  # only in the database: whoever removes something writes that by hand
        if kind == "table":
            return reflected or other is not None or made.info[OWNER] == addon
        return bool((other if reflected else made).info.get(OWNER) == addon)

    return MigrationContext.configure(
        connection,
        opts={
            "target_metadata": models.metadata,
            "compare_type": True,
            "compare_server_default": compare_default,
            "include_object": mine,
            "include_name": lambda name, kind, _: kind != "table" or name in models.metadata.tables,
            "autogenerate_plugins": list(AUTOGENERATE),
        },
    )


@dataclass
class _Steps:
    """The operations of a migration in the order in which both engines can do them."""

    tables: list[ops.CreateTableOp] = field(default_factory=list)
    columns: list[ops.AddColumnOp] = field(default_factory=list)
    rebuilds: list[tuple[str, list[Any]]] = field(default_factory=list)
    indexes: list[ops.CreateIndexOp] = field(default_factory=list)


def _missing_steps(connection: sa.Connection, models: Composition, addon: str) -> _Steps:
    context = _context(connection, models, addon)
    with warnings.catch_warnings():
        # Tables that refer to each other in a circle are put in order below.
        warnings.filterwarnings("ignore", message="Cannot correctly sort tables", category=sa.exc.SAWarning)
        found = produce_migrations(context, models.metadata).upgrade_ops
    assert found is not None
    steps = _Steps()
    for one in found.ops:
        if isinstance(one, ops.CreateTableOp):
            one.info = {}
            steps.tables.append(one)
        elif isinstance(one, ops.ModifyTableOps):
            _split(one, steps)
        elif isinstance(one, ops.CreateIndexOp):
            steps.indexes.append(one)
        else:
            raise MigrationError(f"{addon}: {type(one).__name__} has to be written by hand")
    for index in steps.indexes:
        index.kw = {key: value for key, value in index.kw.items() if value is not None}
    steps.tables, late = _order_tables(steps.tables, models)
    steps.columns += late
    return steps


def _split(change: ops.ModifyTableOps, steps: _Steps) -> None:
    """Sorts the changes of an existing table: new columns with their links, what needs a rebuild, indexes."""
    keys = {one.local_cols[0]: one for one in change.ops if isinstance(one, ops.CreateForeignKeyOp) and _is_link(one)}
    rest: list[Any] = []
    for one in change.ops:
        if isinstance(one, ops.AddColumnOp):
            linked = keys.pop(one.column.name, None)
            steps.columns.append(AddLinkedColumn(one.table_name, one.column) if linked is not None else one)
        elif isinstance(one, ops.CreateIndexOp):
            steps.indexes.append(one)
        elif not _is_link(one):
            rest.append(one)
    rest += keys.values()
    if rest:
        steps.rebuilds.append((change.table_name, rest))


def _is_link(one: Any) -> bool:
    return isinstance(one, ops.CreateForeignKeyOp) and len(one.local_cols) == 1


def _order_tables(
    creates: Sequence[ops.CreateTableOp], models: Composition
) -> tuple[list[ops.CreateTableOp], list[AddLinkedColumn]]:
    """Tables after those they refer to. Where they refer in a circle, an optional column of it is added later."""
    waiting = {create.table_name: create for create in creates}
    order: list[ops.CreateTableOp] = []
    late: list[AddLinkedColumn] = []
    while waiting:
        links = {name: _links_to(models.metadata.tables[name], set(waiting) - {name}) for name in waiting}
        ready = [name for name in waiting if not links[name]]
        if not ready:
            breakable = [name for name in sorted(waiting) if all(column.nullable for column in links[name])]
            if not breakable:
                raise MigrationError(f"{', '.join(waiting)} need each other; make one of the links optional")
            ready = breakable[:1]
        for name in ready:
            create = waiting.pop(name)
            for column in links[name]:
                _take_out(create, column)
                late.append(AddLinkedColumn(name, column))
            order.append(create)
    return order, late


def _links_to(table: sa.Table, others: set[str]) -> list[sa.Column[Any]]:
    return [
        column for column in table.columns for key in column.foreign_keys if key.target_fullname.split(".")[0] in others
    ]


def _take_out(create: ops.CreateTableOp, column: sa.Column[Any]) -> None:
    def stays(item: Any) -> bool:
        if item is column:
            return False
        if isinstance(item, sa.ForeignKeyConstraint):
            return column.name not in item.column_keys
        if isinstance(item, sa.UniqueConstraint) and column.name in item.columns:
            raise MigrationError(f"{create.table_name}.{column.name} closes a circle and cannot be in a UNIQUE")
        return True

    create.columns = [item for item in create.columns if stays(item)]


# --- as text ----------------------------------------------------------------------------------------------------------


@dataclass
class _Text:
    """A migration as source: a function for each table, and the types it needs from core."""

    functions: list[tuple[str, str]]
    types: set[str]

    @property
    def body(self) -> str:
        """All functions, and `upgrade` that calls them."""
        if not self.functions:
            return ""
        calls = "\n".join(f"    {name}()" for name, _ in self.functions)
        parts = [f"def upgrade() -> None:\n{calls}\n"]
        parts += [f"def {name}() -> None:\n{source}\n" for name, source in self.functions]
        return "\n\n" + "\n\n".join(parts)


def _render(connection: sa.Connection, steps: _Steps) -> _Text:
    context = MigrationContext.configure(connection, opts={"target_metadata": sa.MetaData()})
    types: set[str] = set()

    def item(kind: str, thing: Any, _context: object) -> str | Literal[False]:
        if kind == "type" and isinstance(thing, ExactDecimal | Instant | SealedText):
            types.add(type(thing).__name__)
            return repr(thing)
        if kind == "server_default" and isinstance(thing, sa.DefaultClause):
            return _default(thing.arg, types)
        return False

    def source(one: Any, *, rebuild: bool = False) -> str:
        code = render_python_code(
            ops.UpgradeOps([one]), render_item=item, migration_context=context, render_as_batch=rebuild
        )
        lines = [line for line in code.splitlines() if not line.lstrip().startswith("# ###")]
        return "\n".join(line if line.startswith("    ") else f"    {line}" for line in lines)

    # An index stands with its new table, unless its column comes later.
    late = {one.table_name for one in steps.columns}
    made = {one.table_name for one in steps.tables} - late
    texts = []
    for table in steps.tables:
        indexes = [one for one in steps.indexes if one.table_name == table.table_name and one.table_name in made]
        texts += [(table.table_name, source(one)) for one in (table, *indexes)]
    texts += [(one.table_name, source(one)) for one in steps.columns]
    texts += [(table, source(ops.ModifyTableOps(table, changes), rebuild=True)) for table, changes in steps.rebuilds]
    texts += [(str(one.table_name), source(one)) for one in steps.indexes if one.table_name not in made]
    functions: list[tuple[str, str]] = []
    for table, group in groupby(texts, key=lambda text: text[0]):
        number = sum(1 for name, _ in functions if re.fullmatch(rf"_{table}(_\d+)?", name))
        functions.append((f"_{table}_{number + 1}" if number else f"_{table}", "\n".join(text for _, text in group)))
    return _Text(functions, types)


def _default(value: Any, types: set[str]) -> str | Literal[False]:
    if isinstance(value, exact_default):
        types.add("exact_default")
        return repr(value)
    if isinstance(value, sa.True_ | sa.False_):
        return "sa.true()" if isinstance(value, sa.True_) else "sa.false()"
    if isinstance(value, sa.sql.functions.current_timestamp):
        return "sa.func.current_timestamp()"
    return repr(value) if isinstance(value, str) else False


def _write(history: History, number: int, message: str, text: _Text, *, after: str | None) -> Path:
    slug = re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_")[:40]
    history.folder.mkdir(exist_ok=True)
    file = history.folder / f"{number:04d}_{slug}.py"
    imports = f"\nfrom core import {', '.join(sorted(text.types))}\n" if text.types else ""
    head = HEAD.format(
        title=f"{history.addon}: {message}",
        sqlalchemy="import sqlalchemy as sa\n" if re.search(r"\bsa\.", text.body) else "",
        imports=imports,
        revision=f"{history.addon}_{number:04d}",
        down_revision="None" if after is None else f'"{after}"',
    )
    file.write_text(head + text.body, encoding="utf-8")
    _format(file)
    return file


def _format(file: Path) -> None:
    """In the project's style, where ruff is at hand; a migration works without."""
    subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--quiet", "--no-cache", "--line-length", "120", str(file)],
        check=False, capture_output=True,
    )  # fmt: skip
