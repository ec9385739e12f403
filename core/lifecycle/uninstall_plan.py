"""Which addons go when some are uninstalled: computed from manifests alone, changing nothing (SPEC MD-13)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.lifecycle.catalog import Catalog
from core.lifecycle.errors import UninstallRefused
from core.lifecycle.plan import in_order, needed
from core.lifecycle.plan import unavailable as lacking
from core.orm.texts import Text, listed, word


@dataclass(frozen=True)
class LeavingAddon:
    """One addon that would go, and why. `reason` is empty for those that were asked for."""

    name: str
    title: str
    summary: str
    icon: str
    application: bool
    asked: bool
    reason: str


@dataclass(frozen=True)
class UninstallPlan:
    """What would be uninstalled, in this order: each addon before what it depends on."""

    asked: tuple[str, ...]
    steps: tuple[LeavingAddon, ...]
    fingerprint: str
    """Changes with the set of addons and their manifests: what the user saw against what is there now."""

    @property
    def names(self) -> tuple[str, ...]:
        """The addons that go, each before what it depends on."""
        return tuple(step.name for step in self.steps)

    @property
    def title(self) -> str:
        """The title of what was asked for: what messages call the act."""
        return ", ".join(step.title for step in self.steps if step.asked)

    @property
    def others(self) -> tuple[LeavingAddon, ...]:
        """Those that nobody asked for: they need one that goes."""
        return tuple(step for step in self.steps if not step.asked)


def plan_uninstall(
    catalog: Catalog, installed: Collection[str], wanted: Iterable[str], missing: Mapping[str, str] | None = None
) -> UninstallPlan:
    """The plan for uninstalling `wanted` and whatever needs them, bridges included.

    `missing` are installed addons that do not work here, with the reason. Raises UninstallRefused for what is not
    installed, and for what does not work: its models say what goes.
    """
    asked = tuple(dict.fromkeys(wanted))
    for name in asked:
        if name not in installed:
            raise UninstallRefused("Cannot uninstall {module}: it is not installed.", module=catalog.title_of(name))
    going = {name for name in installed if needed(catalog, [name]) & set(asked)}
    for name in sorted(going):
        if reason := _why_not(name, catalog, missing or {}):
            raise UninstallRefused(
                "Cannot uninstall {module}: {addon} does not work here ({reason}); its code says what goes.",
                module=", ".join(catalog.title_of(one) for one in asked),
                addon=catalog.title_of(name),
                reason=reason,
            )
    order = tuple(reversed(in_order(catalog, going)))
    steps = tuple(_leaving(catalog, name, asked, order) for name in order)
    known = "\n".join(f"{name} {catalog.manifests[name].digest}" for name in order)
    return UninstallPlan(asked, steps, hashlib.sha256(f"uninstall\n{known}".encode()).hexdigest()[:32])


def _why_not(name: str, catalog: Catalog, missing: Mapping[str, str]) -> str:
    if name in missing:
        return missing[name]
    return "its code is not there" if lacking(name, catalog) else ""


def _leaving(catalog: Catalog, name: str, asked: Collection[str], order: Sequence[str]) -> LeavingAddon:
    one = catalog.manifests[name]
    if name in asked:
        reason = ""
    elif one.is_bridge:
        reason = Text("connects {titles}", titles=listed(word(catalog.title_of(other)) for other in one.depends))
    else:
        titles = listed(word(catalog.title_of(other)) for other in one.depends if other in order)
        reason = Text("needs {titles}", titles=titles)
    return LeavingAddon(name, one.title, one.summary, one.icon, one.application, name in asked, reason)
