"""What a new addon joins: another addon's model, the places on its form, who works with it. Read, not imported."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from core.lifecycle.checker.declared import Class, Classes, classes_of
from core.lifecycle.checker.sources import PythonFile, World
from core.lifecycle.scaffold.wanted import CannotWrite


@dataclass(frozen=True)
class Place:
    """A name that an addon's pages.py exports."""

    name: str
    module: str


@dataclass(frozen=True)
class Target:
    """A model that the addon extends: its class, its module, and the places on its form by what they take."""

    model: str
    cls: str
    addon: str
    module: str
    places: dict[str, Place]
    options: str = ""
    """The section of its option cards, "" if it has none."""

    @property
    def attribute(self) -> str:
        """What a link to it is called."""
        return self.model.partition(".")[2]


@dataclass(frozen=True)
class Switch:
    """Where the option stands, and the field by which the extended model leads there."""

    target: Target
    via: str


def targets(world: World) -> Iterator[Target]:
    """Every model with a form that has places for others."""
    for addon in world.addons.values():
        for layer in classes_of(addon).layers(addon):
            if layer.declares and (target := _target(layer)).places:
                yield target


def target(world: World, model: str) -> Target:
    """The model of this name. Raises CannotWrite."""
    for addon in world.addons.values():
        for layer in classes_of(addon).layers(addon):
            if layer.declares == model:
                return _target(layer)
    known = ", ".join(sorted(one.model for one in targets(world)))
    raise CannotWrite(f"There is no model {model}. With places for others: {known or 'none'}.")


def _target(layer: Class) -> Target:
    addon, places, section = layer.addon, dict[str, Place](), ""
    pages = addon.file("pages.py")
    if pages is not None:
        slots = dict(_slots(pages))
        for form in _forms_of(pages, layer.name):
            for node in ast.walk(form):
                if isinstance(node, ast.Name) and node.id in slots:
                    places.setdefault(slots[node.id], Place(node.id, f"{addon.package}.pages"))
                elif isinstance(node, ast.Call) and pages.origin(node.func) == "core.OptionCards":
                    given = [*node.args, *(one.value for one in node.keywords if one.arg == "section")]
                    section = next((str(one.value) for one in given if isinstance(one, ast.Constant)), "")
    return Target(layer.declares, layer.name, addon.name, f"{addon.package}.models", places, section)


def _slots(pages: PythonFile) -> Iterator[tuple[str, str]]:
    """(name, what it takes) of every place that a pages.py exports."""
    for node in pages.tree.body:
        made = node.value if isinstance(node, ast.Assign) else None
        if isinstance(made, ast.Call) and pages.origin(made.func) == "core.Slot":
            takes = next((one.value for one in made.keywords if one.arg == "takes"), None)
            yield ast.unparse(node.targets[0]), pages.origin(takes).removeprefix("core.")  # type: ignore[attr-defined]


def _forms_of(pages: PythonFile, cls: str) -> Iterator[ast.Call]:
    for call in pages.calls():
        of = pages.origin(call.args[0]) if call.args else ""
        if pages.origin(call.func) == "core.Form" and of.rpartition(".")[2] == cls:
            yield call


def switch_for(world: World, on: Target) -> Switch:
    """A settings page that a record of `on` leads to. Raises CannotWrite if there is none."""
    classes: Classes = classes_of(world.addons[on.addon])
    fields = classes.fields(on.model, within=[on.addon])
    for name, one in fields.items():
        if one.link and (column := fields.get(one.link)) is not None:
            given = column.given("target", 0)
            model = str(given.value) if isinstance(given, ast.Constant) else ""
            if model and (there := target(world, model)).options:
                return Switch(there, name)
    raise CannotWrite(f"{on.model} leads to no settings page with options, such as the team of a ticket.")


def workers_of(world: World, model: str) -> str:
    """The role that works with a model: the first that may write it, by its own addon before others.

    Raises CannotWrite.
    """
    own = model.partition(".")[0]
    for _, source in sorted(world.addons.items(), key=lambda one: one[0] != own):
        for right in source.access.get("right", []):
            if right.get("model") == model and "write" in str(right.get("may")).split():
                return str(right["role"])
    raise CannotWrite(f"No role may write {model}.")


def internal_role(world: World) -> tuple[str, str]:
    """(the role that most others imply, its addon), ("", "") where there are no roles."""
    roles = [role for source in world.addons.values() for role in source.access.get("role", [])]
    implied = Counter(str(one) for role in roles for one in role.get("implies", []))
    for name, _ in implied.most_common(1):
        return name, name.partition(".")[0]
    return "", ""
