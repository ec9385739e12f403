"""The registry that serves: of what is installed, as far as it works here.

A broken addon must break itself only: it is left out with the reason, together with those that need it, and everything
else starts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from core.lifecycle.catalog import Catalog
from core.lifecycle.errors import addon_behind, reason_of
from core.lifecycle.plan import in_order, needed
from core.lifecycle.quarantine import Quarantine
from core.lifecycle.registry import Builder, Registry, build_registry
from core.lifecycle.state import DatabaseState
from core.orm.access.kept import Restriction

UNKNOWN = "what it restricts of others was never noted, so none of it holds"
log = logging.getLogger(__name__)


Restrictions = Callable[[], Mapping[str, frozenset[Restriction]]]
"""Reads what the installed addons restrict on models of others."""


def build_what_works(
    catalog: Catalog,
    state: DatabaseState,
    builders: Sequence[Builder],
    *,
    restrictions: Restrictions,
    without: Collection[str] = (),
) -> Registry:
    """The registry of the installed addons, without those that are left out on request or do not work.

    What these restrict is restricted all the same (see `core/orm/access/kept.py`).
    """
    trials = _Trials(catalog, state, builders, cache(restrictions))
    missing = _not_there(catalog, state.addons, without)
    while True:
        try:
            return trials.build(missing)
        except Exception as why:
            addon = trials.culprit(missing, why)
            if addon is None:
                raise
            log.exception("the addon %s does not work and is left out", addon)
            missing[addon] = reason_of(why)


@dataclass(frozen=True)
class _Trials:
    """Tries to build the registry of one state of a database without some of its addons."""

    catalog: Catalog
    state: DatabaseState
    builders: Sequence[Builder]
    restrictions: Restrictions

    def present(self, missing: Mapping[str, str]) -> Sequence[str]:
        """The installed addons that neither miss nor need one that is missing."""
        standing = (name for name in self.state.addons if not needed(self.catalog, [name]) & missing.keys())
        return in_order(self.catalog, frozenset(standing))

    def build(self, missing: Mapping[str, str]) -> Registry:
        """The registry without those that are missing and those that need them. Raises what stands against it."""
        present = self.present(missing)
        absent = [name for name in self.state.addons if name not in present]
        known = self.restrictions() if absent else {}
        reasons = {name: missing.get(name, "") or _for_want_of(self.catalog, name, missing) for name in absent}
        return build_registry(
            [self.catalog.manifests[name] for name in present],
            generation=self.state.generation,
            demonstration=self.state.demonstration,
            builders=self.builders,
            missing={name: why if name in known else f"{why}; {UNKNOWN}" for name, why in reasons.items()},
            kept={name: known[name] for name in absent if name in known},
            quarantine=Quarantine(strict=False),
        )

    def culprit(self, missing: Mapping[str, str], why: Exception) -> str | None:
        """The addon that keeps a registry from being built: the one that failed, else one without which it works."""
        present = self.present(missing)
        found = addon_behind(why, present)
        if found in present:
            return found
        for name in reversed(present):
            try:
                self.build({**missing, name: ""})
            except Exception as other:
                log.debug("without %s it fails as well: %s", name, other)
            else:
                return name
        return None


def _not_there(catalog: Catalog, installed: Iterable[str], without: Collection[str]) -> dict[str, str]:
    reasons = {}
    for name in installed:
        if name in without:
            reasons[name] = "left out by --without"
        elif name in catalog.broken:
            reasons[name] = catalog.broken[name].error
        elif name not in catalog.manifests:
            reasons[name] = "its code is not there"
    return reasons


def _for_want_of(catalog: Catalog, name: str, missing: Mapping[str, str]) -> str:
    lacking = sorted(needed(catalog, [name]) & missing.keys())
    return "needs " + ", ".join(catalog.title_of(one) for one in lacking)
