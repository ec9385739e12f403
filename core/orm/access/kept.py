"""What an addon restricts on models of others, in a form that outlives its code.

Rules are functions, which go with their addon. What is known of them afterwards is which rights they narrowed: these
are withdrawn while the addon is left out. So nobody ever sees or changes more because an addon does not work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from core.orm.access.rules_file import Rule
from core.orm.fields import spec_of

if TYPE_CHECKING:
    from core.orm.composition import Composition, ModelInfo

Restriction = tuple[str, str, str]
"""(model, operation, role): a right that is narrowed to some records, or fields. No role: for everybody."""
Withdrawn = Mapping[tuple[str, str], Mapping[str, frozenset[str]]]
"""(model, operation) -> addon that is left out -> the roles that do without the right meanwhile."""
BY_FIELDS = ("read", "create", "write")
"""What is narrowed by a field that not everybody may see: whoever reads or writes a record may meet it."""


def restrictions_of(addon: str, rules: Iterable[Rule], models: Composition) -> frozenset[Restriction]:
    """What an addon restricts on models of others, by its rules and by their fields that it keeps to some roles."""
    of_others = [info for info in models.infos.values() if info.addon != addon]
    names = {info.name for info in of_others}
    own = [rule for rule in rules if rule.addon == addon and rule.model in names]
    by_rules = {(rule.model, operation, rule.role) for rule in own for operation in rule.operations}
    by_fields = {(info.name, operation, "") for info in of_others if _keeps(addon, info) for operation in BY_FIELDS}
    return frozenset(by_rules | by_fields)


def _keeps(addon: str, info: ModelInfo) -> bool:
    """Whether an addon's layers define fields of others anew and keep them to some roles."""
    return any(
        info.fields[attribute].addon != addon
        for layer in info.layers
        if layer.__addon__ == addon
        for attribute, value in vars(layer).items()
        if (spec := spec_of(value)) is not None and spec.roles
    )


def withdrawn(
    rights: Mapping[tuple[str, str], frozenset[str]],
    role_rules: Mapping[str, Mapping[str, Mapping[str, object]]],
    kept: Mapping[str, Iterable[Restriction]],
) -> Withdrawn:
    """The rights that nobody has while the addons in `kept`, with what they restrict, are left out.

    A rule for everybody takes the right from everybody. One for a role takes it from that role, unless other rules of
    the role are there: it is open what any of them opens, so that one less opens less.
    """
    found: dict[tuple[str, str], dict[str, frozenset[str]]] = {}
    for addon, restrictions in kept.items():
        for model, operation, role in restrictions:
            holding = rights.get((model, operation), frozenset())
            narrowed = role_rules.get(model, {}).get(operation, {})
            if lost := holding & _lose(holding, role, narrowed):
                by_addon = found.setdefault((model, operation), {})
                by_addon[addon] = by_addon.get(addon, frozenset()) | lost
    return found


def _lose(holding: frozenset[str], role: str, narrowed: Iterable[str]) -> frozenset[str]:
    return frozenset({role}).difference(narrowed) if role else holding


def without(
    rights: Mapping[tuple[str, str], frozenset[str]], taken: Withdrawn
) -> Mapping[tuple[str, str], frozenset[str]]:
    """The rights that are left."""
    return {right: roles.difference(*taken.get(right, {}).values()) for right, roles in rights.items()}


def narrowed_by(addon: str, taken: Withdrawn) -> Iterator[str]:
    """The models on which an addon that is left out holds rights back, each once."""
    yield from dict.fromkeys(model for (model, _), by_addon in taken.items() if addon in by_addon)
