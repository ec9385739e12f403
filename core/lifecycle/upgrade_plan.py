"""What an upgrade would do: worked out from manifests, files and external keys, changing nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from core.lifecycle.catalog import Catalog
from core.lifecycle.data import DATA, DEMONSTRATION, rows_of
from core.lifecycle.errors import InstallRefused
from core.lifecycle.files import changed_files, hashes_of
from core.lifecycle.loading import CORE, ROOT
from core.lifecycle.manifest import Manifest
from core.lifecycle.outdated import FOLDER, PRODUCT, CodeOutdated, Standing, revisions, revisions_made, standing
from core.lifecycle.plan import Plan, in_order, needed, plan_install

if TYPE_CHECKING:
    from core.lifecycle.kernel import Kernel
    from core.lifecycle.state import DatabaseState

Noted = Mapping[str, Mapping[str, str]]
"""Addon -> file -> hash, as the last installation or upgrade noted them."""


@dataclass(frozen=True)
class UpgradeStep:
    """What an upgrade does to one addon, or to the kernel itself ("core")."""

    name: str
    title: str
    from_version: str
    to_version: str
    migrations: tuple[str, ...] = ()
    """The migrations that will run, oldest first."""
    new_records: int = 0
    """Records of `data.toml` that are not there yet."""
    changed_records: int = 0
    """Records of which `data.toml` says something else than was loaded. What was changed here stays."""
    gone_records: int = 0
    """Records that `data.toml` no longer has. They stay."""


@dataclass(frozen=True)
class UpgradePlan:
    """What would be upgraded, in this order; `extra` is what it newly needs; `later` stays outdated."""

    steps: tuple[UpgradeStep, ...]
    extra: Plan
    later: tuple[str, ...]
    fingerprint: str

    def __bool__(self) -> bool:
        return bool(self.steps)

    @property
    def names(self) -> tuple[str, ...]:
        """What is upgraded, the kernel itself as "core"."""
        return tuple(step.name for step in self.steps)

    @property
    def title(self) -> str:
        """What messages call the upgrade."""
        return ", ".join(step.title for step in self.steps)


def plan_upgrade(kernel: Kernel, state: DatabaseState, connection: sa.Connection, wanted: Sequence[str]) -> UpgradePlan:
    """The plan for upgrading `wanted`, or everything that is older than its code.

    What is named comes with what it needs and what needs it, as far as they are outdated; an addon of the same version
    is upgraded if it is named and its files changed. Raises InstallRefused, and CodeOutdated where code is too old.
    """
    catalog = kernel.catalog.without(kernel.without)
    found = standing(connection, catalog, state.addons)
    if found.newer:
        raise CodeOutdated(found.told(catalog, found.newer))
    for name in wanted:
        if name != CORE and name not in state.addons:
            raise InstallRefused("Cannot upgrade {module}: it is not installed.", module=catalog.title_of(name))
        if name != CORE and name not in catalog.manifests:
            raise InstallRefused("Cannot upgrade {module}: it is not available.", module=name)
    noted = files_noted(connection)
    chosen = _chosen(catalog, found, state.addons, wanted, noted) if wanted else set(found.older)
    lacking = sorted(needed(catalog, chosen - {CORE}) - state.addons.keys())
    extra = plan_install(catalog, state.addons, lacking)
    known = _keys(connection)
    made = revisions_made(connection)
    steps = [_core_step(made)] if CORE in chosen else []
    steps += [
        _step(catalog.manifests[name], state.addons[name], made.get(name, ""), known)
        for name in in_order(catalog, chosen - {CORE})
    ]
    later = tuple(in_order(catalog, found.older.keys() - chosen))
    return UpgradePlan(tuple(steps), extra, later, _fingerprint(catalog, state, steps, extra))


def _chosen(
    catalog: Catalog, found: Standing, installed: Collection[str], wanted: Sequence[str], noted: Noted
) -> set[str]:
    """The outdated addons that must be upgraded together, and those whose files changed among the named."""
    chosen = {name for name in found.older if name == CORE or name in wanted}
    grown = True
    while grown:
        near = needed(catalog, chosen)
        near |= {one for one in installed if needed(catalog, [one]) & (chosen - {CORE})}
        grown = bool((near & found.older.keys()) - chosen)
        chosen |= near & found.older.keys()
    for name in wanted:
        if name in catalog.manifests and changed_files(noted.get(name), catalog.manifests[name].path):
            chosen.add(name)
    return chosen


def _core_step(made: Mapping[str, str]) -> UpgradeStep:
    return UpgradeStep(CORE, PRODUCT, "", "", _ahead(revisions(ROOT / FOLDER), made.get(CORE, "")))


def _step(manifest: Manifest, version: str, revision: str, known: Mapping[str, Mapping[str, str]]) -> UpgradeStep:
    keys, file, demo = known.get(manifest.name, {}), manifest.path / DATA, manifest.path / DEMONSTRATION
    rows = {row.key: row for row in rows_of(file)} if file.exists() else {}
    shown = {row.key for row in rows_of(demo)} if demo.exists() else set()
    return UpgradeStep(
        manifest.name,
        manifest.title,
        version,
        manifest.version,
        _ahead(revisions(manifest.path / FOLDER), revision),
        new_records=len(rows.keys() - keys.keys()),
        changed_records=sum(1 for key, row in rows.items() if keys.get(key) and keys[key] != row.digest),
        gone_records=sum(1 for key, source in keys.items() if source and key not in rows and key not in shown),
    )


def _ahead(line: Sequence[str], current: str) -> tuple[str, ...]:
    return tuple(line[line.index(current) + 1 :] if current in line else line)


def _keys(connection: sa.Connection) -> Mapping[str, Mapping[str, str]]:
    """Addon -> key -> hash of what its file said; empty hashes where the version that loaded it kept none."""
    source = "source" if _has(connection, "core_external_key", "source") else "''"
    found: dict[str, dict[str, str]] = {}
    for addon, key, said in connection.exec_driver_sql(f"SELECT addon, key, {source} FROM core_external_key"):  # noqa: S608
        found.setdefault(addon, {})[key] = said
    return found


def files_noted(connection: sa.Connection) -> Noted:
    """The hashes of files that the last installation or upgrade noted; none from before version 0.2."""
    if not _has(connection, "core_addon", "files"):
        return {}
    table = sa.table("core_addon", sa.column("name"), sa.column("files", sa.JSON()))
    return {name: files or {} for name, files in connection.execute(sa.select(table.c.name, table.c.files))}


def _has(connection: sa.Connection, table: str, column: str) -> bool:
    return any(one["name"] == column for one in sa.inspect(connection).get_columns(table))


def _fingerprint(catalog: Catalog, state: DatabaseState, steps: Sequence[UpgradeStep], extra: Plan) -> str:
    """Changes with what is there and with every file that would be used."""
    parts = [str(state.generation), extra.fingerprint, *map(repr, steps)]
    parts += [repr(hashes_of(catalog.manifests[step.name].path)) for step in steps if step.name != CORE]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
