"""Which addons the contract suite is asked of, and what their tests know of them that no check can find out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from core.lifecycle.catalog import Catalog, read_catalog
from core.lifecycle.plan import in_order, needed


@dataclass(frozen=True)
class Known:
    """What is meant to be as it is, although it looks wrong. A hook `pytest_addons_known` of a conftest.py gives it.

    `people`: who opens the pages, login by name, whose password is what stands before the @ of the login; somebody of
    each role where nobody is named. `small`: models of a handful of records, whose lists need no index. `names`:
    (beginning of an address, model) of pages on which stand names of records that their readers may not open.
    `explains`: what pop-ups say that open only in some states of their record.
    """

    people: tuple[tuple[str, str], ...] = ()
    small: frozenset[str] = frozenset()
    names: frozenset[tuple[str, str]] = frozenset()
    explains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Covered:
    """The addons in `paths`, looked for together with everything in `folders`."""

    paths: tuple[Path, ...]
    folders: tuple[Path, ...]
    known: Known = Known()

    @cached_property
    def names(self) -> list[str]:
        """The names of the addons, in an order in which they can be installed."""
        return list(in_order(self.catalog, {path.name for path in self.paths}))

    @cached_property
    def catalog(self) -> Catalog:
        """Every addon there is."""
        return read_catalog(self.folders)

    def installable(self) -> list[str]:
        """Every addon whose dependencies are there, those that are covered among them."""
        catalog = self.catalog
        able = {one for one in catalog.manifests if set(needed(catalog, [one])) <= catalog.manifests.keys()}
        return list(in_order(catalog, able))
