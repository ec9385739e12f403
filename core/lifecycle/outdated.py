"""How the code at hand and a database stand to each other: which of them is newer, addon by addon.

Reads manifests and the first lines of migrations; imports neither addons nor Alembic, since every start asks this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa

from core.lifecycle.catalog import Catalog
from core.lifecycle.loading import CORE, ROOT
from core.orm.refused import Refused

FOLDER = "migrations"
VERSION_TABLE = "rev_"
_REVISION = re.compile(r'^(revision|down_revision)\b[^=\n]*= ["\']([^"\']+)["\']', re.MULTILINE)
PRODUCT = "Makegood"


class DatabaseOutdated(Refused):
    """The code is newer than the database: it must be upgraded before it is served."""

    def __init__(self, older: Iterable[str]) -> None:
        super().__init__(
            "The database is older than the code: {list}. Make a backup, then run `makegood upgrade`.",
            list=", ".join(older),
        )


class CodeOutdated(Refused):
    """The database was upgraded by newer code than there is here."""

    def __init__(self, newer: Iterable[str]) -> None:
        super().__init__(
            "The database was upgraded by newer code than is here: {list}. "
            "Put that version of the code in place, or restore a backup from before the upgrade.",
            list=", ".join(newer),
        )


@dataclass(frozen=True)
class Standing:
    """Addons, and the kernel as "core", whose code and database differ: name -> (database's version, code's)."""

    older: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Where the database is the older one: an upgrade is due."""
    newer: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Where the database is the newer one: this code must not touch it."""

    def told(self, catalog: Catalog, which: Mapping[str, tuple[str, str]]) -> list[str]:
        """Each of them in words: "Helpdesk 1.0 (here 1.1)"."""
        return [
            f"{PRODUCT} itself" if name == CORE else f"{catalog.title_of(name)} {was} (the code is {now})"
            for name, (was, now) in which.items()
        ]


class Code:
    """The code that a process began with: it runs that until its end, whatever happens on disk."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lines = {name: revisions(one.path / FOLDER) for name, one in catalog.manifests.items()}
        self._lines[CORE] = revisions(ROOT / FOLDER)

    def newer_than(self, connection: sa.Connection, installed: Mapping[str, str]) -> list[str]:
        """What of a database is newer than this code, in words."""
        made = revisions_made(connection)
        there = {name: one for name, one in self._catalog.manifests.items() if name in installed}
        newer = {name for name, line in self._lines.items() if name in made and made[name] not in line}
        newer = {name for name in newer if name == CORE or name in there}
        newer |= {name for name, one in there.items() if _order(installed[name]) > _order(one.version)}
        versions = {name: (installed[name], there[name].version) for name in newer - {CORE}}
        return Standing().told(self._catalog, {**dict.fromkeys(newer & {CORE}, ("", "")), **versions})


def standing(connection: sa.Connection, catalog: Catalog, installed: Mapping[str, str]) -> Standing:
    """How a database whose installed addons (name -> version) are these stands to the addons of a catalog.

    Addons whose code is not there are not judged.
    """
    made = revisions_made(connection)
    older: dict[str, tuple[str, str]] = {}
    newer: dict[str, tuple[str, str]] = {}
    there = [name for name in installed if name in catalog.manifests]
    folders = {CORE: ROOT / FOLDER, **{name: catalog.manifests[name].path / FOLDER for name in there}}
    for name, folder in folders.items():
        versions = ("", "") if name == CORE else (installed[name], catalog.manifests[name].version)
        line = revisions(folder)
        current = made.get(name, "")
        if (current and current not in line) or _order(versions[0]) > _order(versions[1]):
            newer[name] = versions
        elif (line and current != line[-1]) or versions[0] != versions[1]:
            older[name] = versions
    return Standing(older, newer)


def revisions_made(connection: sa.Connection) -> dict[str, str]:
    """Addon -> the last of its migrations that was run on a database."""
    tables = [name for name in sa.inspect(connection).get_table_names() if name.startswith(VERSION_TABLE)]
    if not tables:
        return {}
    rows = connection.exec_driver_sql(
        " UNION ALL ".join(f"SELECT '{table}', version_num FROM \"{table}\"" for table in tables)  # noqa: S608
    )
    return {table.removeprefix(VERSION_TABLE): revision for table, revision in rows}


def revisions(folder: Path) -> tuple[str, ...]:
    """The migrations in a folder, oldest first, read without running them."""
    files = sorted(folder.glob("[0-9]*.py"))
    return _line(tuple((file, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=1000)
def _line(files: tuple[tuple[Path, int], ...]) -> tuple[str, ...]:
    after: dict[str, str] = {}
    for file, _ in files:
        said = dict(_REVISION.findall(file.read_text(encoding="utf-8")))
        if "revision" in said:
            after[said.get("down_revision", "")] = said["revision"]
    line: list[str] = []
    last = ""
    while (last := after.pop(last, "")) != "":
        line.append(last)
    return tuple(line)


def refuse_outdated(connection: sa.Connection, catalog: Catalog, installed: Mapping[str, str]) -> None:
    """Raises DatabaseOutdated or CodeOutdated unless code and database fit together."""
    found = standing(connection, catalog, installed)
    if found.newer:
        raise CodeOutdated(found.told(catalog, found.newer))
    if found.older:
        raise DatabaseOutdated(found.told(catalog, found.older))


def _order(version: str) -> list[tuple[bool, int, str]]:
    """Sorts versions as people do: 1.10 comes after 1.9."""
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in re.split(r"[.\-+]", version)]
