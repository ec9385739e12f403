"""The registry that serves: of what is installed, as far as it works here.

A broken addon must break itself only: it is left out with the reason, together with those that need it, and everything
else starts.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence

from core.lifecycle.catalog import Catalog
from core.lifecycle.errors import addon_behind, reason_of
from core.lifecycle.plan import in_order, needed
from core.lifecycle.quarantine import Quarantine
from core.lifecycle.registry import Builder, Registry, build_registry
from core.lifecycle.state import DatabaseState

log = logging.getLogger(__name__)


def build_what_works(
    catalog: Catalog, state: DatabaseState, builders: Sequence[Builder], *, without: Collection[str] = ()
) -> Registry:
    """The registry of the installed addons, without those that are left out on request or do not work."""
    missing = _not_there(catalog, state.addons, without)
    while True:
        present = in_order(catalog, _standing(catalog, state.addons, missing))
        try:
            return _build(catalog, state, builders, present, missing)
        except Exception as why:
            addon = _culprit(catalog, state, builders, present, missing, why)
            if addon is None:
                raise
            log.exception("the addon %s does not work and is left out", addon)
            missing[addon] = reason_of(why)


def _build(
    catalog: Catalog,
    state: DatabaseState,
    builders: Sequence[Builder],
    present: Sequence[str],
    missing: Mapping[str, str],
) -> Registry:
    absent = [name for name in state.addons if name not in present]
    return build_registry(
        [catalog.manifests[name] for name in present],
        generation=state.generation,
        demonstration=state.demonstration,
        builders=builders,
        missing={name: missing.get(name, "") or _for_want_of(catalog, name, missing) for name in absent},
        quarantine=Quarantine(strict=False),
    )


def _culprit(
    catalog: Catalog,
    state: DatabaseState,
    builders: Sequence[Builder],
    present: Sequence[str],
    missing: Mapping[str, str],
    why: Exception,
) -> str | None:
    """The addon that keeps a registry from being built: the one that failed, else one without which it works."""
    found = addon_behind(why, present)
    if found in present:
        return found
    for name in reversed(present):
        less = {**missing, name: ""}
        try:
            _build(catalog, state, builders, in_order(catalog, _standing(catalog, state.addons, less)), less)
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


def _standing(catalog: Catalog, installed: Iterable[str], missing: Mapping[str, str]) -> frozenset[str]:
    """The installed addons that neither miss nor need one that is missing."""
    return frozenset(name for name in installed if not needed(catalog, [name]) & missing.keys())
