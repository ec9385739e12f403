"""Options: switches on settings pages that addons offer in their manifests, shown before the addons are installed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from core.lifecycle.catalog import Catalog
from core.lifecycle.manifest import Option
from core.lifecycle.plan import unavailable
from core.orm.refused import Refused


@dataclass(frozen=True)
class OfferedOption:
    """An option with the addon that brings it. `available` is False where code is missing (SPEC MD-1)."""

    option: Option
    addon_title: str
    installed: bool
    available: bool


class OptionNeedsAddon(Refused):
    """An option was set whose addon is not installed (SPEC AS-11)."""

    def __init__(self, offered: OfferedOption) -> None:
        super().__init__(
            "The option {option} needs the module {module}. Turn it on from the team's settings page.",
            about=offered.option.field,
            option=offered.option.label,
            module=offered.addon_title,
        )
        self.offered = offered


def options_on(catalog: Catalog, installed: Collection[str], model: str, section: str = "") -> list[OfferedOption]:
    """The options that any addon offers on a model, installed or not, in the order of the page."""
    found = [
        OfferedOption(option, manifest.title, name in installed, not unavailable(name, catalog))
        for name, manifest in catalog.manifests.items()
        for option in manifest.options
        if option.on == model and section in ("", option.section)
    ]
    return sorted(found, key=lambda one: (one.option.section, one.option.order, one.option.addon, one.option.field))


def refuse_missing(catalog: Catalog, installed: Collection[str], model: str, fields: Iterable[str]) -> None:
    """Raises OptionNeedsAddon if one of these fields belongs to an option whose addon is not installed."""
    set_ = set(fields)
    problems = [
        OptionNeedsAddon(one)
        for one in options_on(catalog, installed, model)
        if one.option.field in set_ and not one.installed
    ]
    if problems:
        raise Refused.several(problems)
