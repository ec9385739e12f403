"""The catalog: every addon that could be installed here, found by reading manifests only.

Addons stand in folders named `addons` (see `addons.toml`), which Python joins into one package, or come in Python
packages that announce them as entry points of the group `makegood.addons`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from core.lifecycle.errors import CatalogError, ManifestError
from core.lifecycle.manifest import FILE, Manifest, read_manifest
from core.orm.layers import addon_of

GROUP = "makegood.addons"
PACKAGE = "addons"


@dataclass(frozen=True)
class BrokenAddon:
    """An addon whose manifest cannot be used: shown with its error, in nobody's way."""

    name: str
    where: str
    error: str


@dataclass(frozen=True)
class Catalog:
    """All addons by name, and those that are broken. Immutable; read anew to see what changed on disk."""

    manifests: Mapping[str, Manifest]
    broken: Mapping[str, BrokenAddon] = field(default_factory=dict)

    def title_of(self, name: str) -> str:
        """An addon's title, its name where none is known."""
        return self.manifests[name].title if name in self.manifests else name

    def not_essential(self) -> frozenset[str]:
        """Every addon that neither signing in nor the Apps page needs, broken ones among them."""
        kept = {name for name, one in self.manifests.items() if one.essential}
        ahead = list(kept)
        while ahead:
            new = set(self.manifests[ahead.pop()].depends) & self.manifests.keys() - kept
            kept |= new
            ahead += new
        return frozenset({*self.manifests, *self.broken} - kept)

    def without(self, names: Iterable[str]) -> Catalog:
        """This catalog as if some addons were not there."""
        hidden = set(names)
        return Catalog(
            MappingProxyType({name: one for name, one in self.manifests.items() if name not in hidden}),
            MappingProxyType({name: one for name, one in self.broken.items() if name not in hidden}),
        )


def read_catalog(folders: Iterable[Path], announced: Iterable[EntryPoint] | None = None) -> Catalog:
    """The addons in `folders` and those that installed Python packages announce (`announced`, all of them by default).

    Raises CatalogError if two addons have one name: which one is meant must never depend on an order.
    """
    found: dict[str, str] = {}
    manifests: dict[str, Manifest] = {}
    broken: dict[str, BrokenAddon] = {}

    def take(name: str, where: str, path: Path, package: str) -> None:
        if name in found:
            raise CatalogError(f"Two addons are called {name}: {found[name]} and {where}. Remove one of them.")
        found[name] = where
        try:
            manifests[name] = read_manifest(path, package, name)
        except ManifestError as why:
            broken[name] = BrokenAddon(name, where, str(why))

    for folder in folders:
        _make_importable(folder)
        for file in sorted(folder.glob(f"*/{FILE}")):
            take(file.parent.name, str(file.parent), file.parent, f"{PACKAGE}.{file.parent.name}")
    for point in sorted(entry_points(group=GROUP) if announced is None else announced, key=lambda one: one.name):
        where = f"the Python package {point.value}"
        problem, path = _folder_of(point)
        if path is None:
            if point.name in found:
                raise CatalogError(f"Two addons are called {point.name}: {found[point.name]} and {where}.")
            found[point.name], broken[point.name] = where, BrokenAddon(point.name, where, problem)
        else:
            take(point.name, where, path, point.value)
    return Catalog(MappingProxyType(manifests), MappingProxyType(broken))


def _make_importable(folder: Path) -> None:
    if not folder.is_dir():
        raise CatalogError(f"The folder of addons {folder} does not exist.")
    if folder.name != PACKAGE or (folder / "__init__.py").exists():
        raise CatalogError(f"A folder of addons must be called {PACKAGE} and hold no __init__.py: {folder}.")
    # At the end: what lies beside a folder of addons must not hide a module of the same name.
    parent = str(folder.resolve().parent)
    if parent not in map(_resolved, sys.path):
        sys.path.append(parent)


def _resolved(entry: str) -> str:
    return str(Path(entry or ".").resolve())


def _folder_of(point: EntryPoint) -> tuple[str, Path | None]:
    """(what is wrong, None) or ("", the folder of an announced addon), without importing it."""
    if addon_of(point.value) != point.name:
        return f"The package of the addon {point.name} must be called {point.name}, not {point.value}.", None
    try:
        spec = find_spec(point.value)
    except ImportError as why:
        return f"{point.value}: {why}", None
    if spec is None or not spec.submodule_search_locations:
        return f"{point.value} is no package.", None
    return "", Path(next(iter(spec.submodule_search_locations)))
