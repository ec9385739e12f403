"""Running migrations: one linear Alembic history an addon, each with a version table of its own, `rev_<addon>`.

Histories know nothing of each other: the kernel runs them in dependency order on its own open connection, inside the
one transaction of an installation. So an addon's package can be missing without stopping the others, and no downgrade
of one can take another along.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from core.lifecycle.errors import AddonFailed
from core.lifecycle.loading import CORE, ROOT
from core.lifecycle.manifest import Manifest
from core.orm.composition import OWNER, Composition

if TYPE_CHECKING:
    from alembic.script import Script

FOLDER = "migrations"
AUTOGENERATE = ("alembic.autogenerate.*", "alembic.ext.checkconstraint_byname")

# `alembic.op` is one name for the whole process: two installations in different databases must take turns.
_migrating = threading.Lock()


@dataclass(frozen=True)
class History:
    """The migrations of one addon, or of the kernel itself."""

    addon: str
    folder: Path

    @property
    def version_table(self) -> str:
        """The table that says how far this history has been run."""
        return f"rev_{self.addon}"

    @cached_property
    def script(self) -> ScriptDirectory | None:
        """Alembic's view of the folder, None if there are no migrations. Read once."""
        if not any(self.folder.glob("[0-9]*.py")):
            return None
        return ScriptDirectory(str(self.folder), version_locations=[str(self.folder)])

    def revisions(self) -> list[Script]:
        """The migrations, oldest first, imported. Raises AddonFailed if they cannot be, or are not one line."""
        script = self.script
        if script is None:
            return []
        try:
            script.get_current_head()
            return list(reversed(list(script.walk_revisions())))
        except Exception as why:
            raise AddonFailed(self.addon, "reading its migrations", why) from why


def history_of(manifest: Manifest) -> History:
    """The history of an addon."""
    return History(manifest.name, manifest.path / FOLDER)


def core_history() -> History:
    """The history of the kernel's own tables."""
    return History(CORE, ROOT / FOLDER)


def migrate(connection: sa.Connection, history: History) -> None:
    """Runs what has not been run yet, inside the transaction that is open. Raises AddonFailed."""
    script = history.script
    if script is None:
        return
    history.revisions()

    def steps(revision: Any, _context: MigrationContext) -> Any:
        return script._upgrade_revs("head", revision)

    config = Config()
    config.set_main_option("script_location", str(history.folder).replace("%", "%%"))
    with _migrating:
        environment = EnvironmentContext(config, script, fn=steps, destination_rev="head")
        with environment:
            environment.configure(
                connection=connection, version_table=history.version_table, transaction_per_migration=False
            )
            try:
                with triggers_kept(connection):
                    environment.run_migrations()
            except Exception as why:
                raise AddonFailed(history.addon, "running its migrations", why) from why


def take_back(connection: sa.Connection, history: History) -> None:
    """Calls `downgrade` of every migration that was run and has one, the newest first. Raises AddonFailed.

    Tables and columns that models declare need none: what owns them is known, and dropped without it.
    """
    context = MigrationContext.configure(connection, opts={"version_table": history.version_table})
    current = context.get_current_revision()
    revisions = history.revisions()
    names = [one.revision for one in revisions]
    done = revisions[: names.index(current) + 1] if current in names else []
    with _migrating, Operations.context(context):
        for one in reversed(done):
            if (downgrade := getattr(one.module, "downgrade", None)) is not None:
                try:
                    downgrade()
                except Exception as why:
                    raise AddonFailed(history.addon, f"taking back its migration {one.revision}", why) from why


@contextmanager
def triggers_kept(connection: sa.Connection) -> Iterator[None]:
    """SQLite can change some things by rebuilding a table only, which loses its triggers: they are made again."""
    if connection.dialect.name != "sqlite":
        yield
        return
    pages, triggers = _pages_and_triggers(connection)
    yield
    new_pages, new_triggers = _pages_and_triggers(connection)
    for name, (table, source) in triggers.items():
        if name not in new_triggers and table in new_pages and new_pages[table] != pages[table]:
            connection.exec_driver_sql(source)


def _pages_and_triggers(connection: sa.Connection) -> tuple[dict[str, int], dict[str, tuple[str, str]]]:
    """The root page of each table, which a rebuild changes, and each trigger with its table and source."""
    rows = connection.exec_driver_sql("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master").all()
    pages = {name: page for kind, name, _, page, _ in rows if kind == "table"}
    return pages, {name: (table, source) for kind, name, table, _, source in rows if kind == "trigger"}


def is_behind(connection: sa.Connection, history: History) -> bool:
    """Whether the database lacks migrations of this history."""
    revisions = history.revisions()
    context = MigrationContext.configure(connection, opts={"version_table": history.version_table})
    return bool(revisions) and context.get_current_revision() != revisions[-1].revision


def unmade(connection: sa.Connection, models: Composition, addons: Iterable[str]) -> list[str]:
    """Tables and columns of these addons that the database lacks: what a forgotten migration would have made."""
    mine = set(addons)
    owned = [
        (table, [column.name for column in table.columns if column.info[OWNER] in mine])
        for table in models.metadata.tables.values()
    ]
    wanted = {table.name: columns for table, columns in owned if columns}
    if not wanted:
        return []
    inspector = sa.inspect(connection)
    there = {
        table: {column["name"] for column in columns}
        for (_, table), columns in inspector.get_multi_columns(filter_names=list(wanted)).items()
    }
    lacking = [table for table in wanted if table not in there]
    lacking += [
        f"{table}.{column}"
        for table, columns in wanted.items()
        if table in there
        for column in columns
        if column not in there[table]
    ]
    return sorted(lacking)


def compare_default(
    _context: object, _there: object, _column: object, reflected: str | None, _clause: object, said: str | None
) -> bool | None:
    """Whether a default differs, for Alembic; None leaves it to Alembic, which takes an empty text for two quotes."""
    empty = {"", "''"}
    return False if said in empty and (reflected or "").strip("()") in empty else None


def differences(connection: sa.Connection, models: Composition) -> list[str]:
    """How a database differs from the models, in words. Empty where the histories say what the models say."""
    context = MigrationContext.configure(
        connection,
        opts={
            "compare_type": True,
            "compare_server_default": compare_default if connection.dialect.name == "sqlite" else False,
            "include_name": lambda name, kind, _: kind != "table" or name in models.metadata.tables,
            "autogenerate_plugins": list(AUTOGENERATE),
        },
    )
    with warnings.catch_warnings():
        # Tables may refer to each other in a circle; migrations make them in an order that works.
        warnings.filterwarnings("ignore", message="Cannot correctly sort tables", category=sa.exc.SAWarning)
        return [_words(difference) for difference in _flat(compare_metadata(context, models.metadata))]


def _flat(found: Sequence[Any]) -> Iterator[Any]:
    for difference in found:
        if isinstance(difference, list):
            yield from _flat(difference)
        else:
            yield difference


def _words(difference: Any) -> str:
    what, *about = difference
    named = [str(getattr(one, "name", one)) for one in about if one is not None]
    table = next((str(one.table.name) for one in about if getattr(one, "table", None) is not None), "")
    return " ".join([what, *([table] if table and table not in named else []), *named])
