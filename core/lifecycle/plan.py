"""What installing some addons means: computed from manifests alone, changing nothing (SPEC MD-2, MD-4, MD-5, MD-10)."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.lifecycle.catalog import Catalog
from core.lifecycle.errors import InstallRefused
from core.lifecycle.manifest import Manifest
from core.orm.texts import Text, listed, word


@dataclass(frozen=True)
class PlannedAddon:
    """One addon that would be installed, and why. `reason` is empty for those that were asked for."""

    name: str
    title: str
    summary: str
    icon: str
    application: bool
    asked: bool
    reason: str


@dataclass(frozen=True)
class Plan:
    """What would be installed, in this order. Empty where everything asked for is installed already."""

    asked: tuple[str, ...]
    steps: tuple[PlannedAddon, ...]
    fingerprint: str
    """Changes with the set of addons and their manifests: what the user saw against what is there now (SPEC MD-9)."""

    def __bool__(self) -> bool:
        return bool(self.steps)

    @property
    def names(self) -> tuple[str, ...]:
        """The addons to install, each after what it depends on."""
        return tuple(step.name for step in self.steps)

    @property
    def applications(self) -> tuple[PlannedAddon, ...]:
        """The applications among them (SPEC MD-7)."""
        return tuple(step for step in self.steps if step.application)

    @property
    def title(self) -> str:
        """The title of what was asked for: what messages call the installation."""
        return ", ".join(step.title for step in self.steps if step.asked) or ", ".join(self.asked)


class AddonState(StrEnum):
    """How an addon stands (SPEC MD-1)."""

    UNINSTALLED = "uninstalled"
    INSTALLED = "installed"
    TO_INSTALL = "to_install"
    TO_UPGRADE = "to_upgrade"
    TO_REMOVE = "to_remove"
    UNAVAILABLE = "unavailable"


def state_of(name: str, catalog: Catalog, installed: Mapping[str, str], plan: Plan | None = None) -> AddonState:
    """The state of an addon, given the installed ones (name -> version) and what is planned."""
    if unavailable(name, catalog):
        return AddonState.UNAVAILABLE
    if name in installed:
        current = catalog.manifests[name].version == installed[name]
        return AddonState.INSTALLED if current else AddonState.TO_UPGRADE
    return AddonState.TO_INSTALL if plan is not None and name in plan.names else AddonState.UNINSTALLED


def unavailable(name: str, catalog: Catalog, above: tuple[str, ...] = ()) -> str:
    """The first addon that is missing or broken among `name` and all it needs; empty if there is none."""
    if name not in catalog.manifests:
        return name
    for other in catalog.manifests[name].depends:
        if other not in above and (missing := unavailable(other, catalog, (*above, name))):
            return missing
    return ""


def plan_install(catalog: Catalog, installed: Collection[str], wanted: Iterable[str]) -> Plan:
    """The plan for installing `wanted` where `installed` is there already.

    Raises InstallRefused for a missing addon or a circle of dependencies (SPEC MD-10).
    """
    asked = tuple(dict.fromkeys(wanted))
    missing = [name for name in asked if name not in installed]
    added: dict[str, None] = {}
    for name in missing:
        _need(name, catalog, installed, added, asked=name, trail=())
    if missing:
        _add_bridges(catalog, installed, added)
    order = [name for name in in_order(catalog, {*installed, *added}) if name in added]
    reasons = _reasons(catalog, order, asked)
    steps = tuple(_planned(catalog.manifests[name], name in asked, reasons[name]) for name in order)
    known = "\n".join(f"{name} {catalog.manifests[name].digest}" for name in order)
    return Plan(asked, steps, hashlib.sha256(known.encode()).hexdigest()[:32])


def _need(
    name: str,
    catalog: Catalog,
    installed: Collection[str],
    added: dict[str, None],
    *,
    asked: str,
    trail: tuple[str, ...],
) -> None:
    if name in trail:
        circle = " > ".join(catalog.title_of(one) for one in (*trail[trail.index(name) :], name))
        raise InstallRefused(
            "Cannot install {module}: circular dependency {circle}.", module=catalog.title_of(asked), circle=circle
        )
    if name in installed or name in added:
        return
    if name not in catalog.manifests:
        raise _not_available(name, catalog, asked)
    for other in catalog.manifests[name].depends:
        _need(other, catalog, installed, added, asked=asked, trail=(*trail, name))
    added[name] = None


def _not_available(name: str, catalog: Catalog, asked: str) -> InstallRefused:
    if name != asked:
        return InstallRefused(
            "Cannot install {module}: the module {dependency} it needs is not available.",
            module=catalog.title_of(asked),
            dependency=name,
        )
    if name in catalog.broken:
        return InstallRefused("Cannot install {module}: {error}", module=name, error=catalog.broken[name].error)
    return InstallRefused("Cannot install {module}: it is not available.", module=name)


def _add_bridges(catalog: Catalog, installed: Collection[str], added: dict[str, None]) -> None:
    """To a fixpoint: a bridge may be what another bridge waits for (SPEC MD-4).

    Only where something new makes it complete: one that was uninstalled does not come back with the next installation.
    """
    bridges = [one for _, one in sorted(catalog.manifests.items()) if one.is_bridge and one.name not in installed]
    grown = True
    while grown:
        grown = False
        for bridge in bridges:
            complete = all(other in installed or other in added for other in bridge.depends)
            if bridge.name not in added and complete and any(other in added for other in bridge.depends):
                added[bridge.name] = None
                grown = True


def _reasons(catalog: Catalog, order: Sequence[str], asked: Collection[str]) -> dict[str, str]:
    """Why each addon comes along. What installs itself because others are there is no reason for those others."""
    reasons: dict[str, str] = {}
    by_itself: set[str] = set()
    for name in reversed(order):
        one = catalog.manifests[name]
        needing = [
            other for other in order if name in catalog.manifests[other].depends and other not in by_itself
        ]  # fmt: skip
        if name in asked:
            reasons[name] = ""
        elif needing:
            titles = listed(word(catalog.title_of(other)) for other in needing)
            reasons[name] = Text("needed by {titles}", titles=titles)
        else:
            by_itself.add(name)
            titles = listed(word(catalog.title_of(other)) for other in one.depends)
            reasons[name] = Text("connects {titles}", titles=titles)
    return reasons


def _planned(one: Manifest, asked: bool, reason: str) -> PlannedAddon:
    return PlannedAddon(one.name, one.title, one.summary, one.icon, one.application, asked, reason)


def in_order(catalog: Catalog, names: Collection[str]) -> tuple[str, ...]:
    """Each addon after what it depends on, ties broken by name: the order of installing must not matter.

    Names without a manifest, and dependencies outside `names`, are left out.
    """
    waits = {
        name: {other for other in catalog.manifests[name].depends if other in names}
        for name in names
        if name in catalog.manifests
    }
    ready = [name for name, others in waits.items() if not others]
    heapq.heapify(ready)
    order: list[str] = []
    while ready:
        name = heapq.heappop(ready)
        order.append(name)
        for other, others in waits.items():
            if name in others:
                others.discard(name)
                if not others:
                    heapq.heappush(ready, other)
    return tuple(order)


def needed(catalog: Catalog, names: Iterable[str]) -> frozenset[str]:
    """`names` and everything they depend on, as far as manifests are known."""
    found: set[str] = set()
    ahead = list(names)
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            if name in catalog.manifests:
                ahead += catalog.manifests[name].depends
    return frozenset(found)
