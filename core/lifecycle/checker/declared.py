"""Layers, wizards and their fields as the sources declare them: what the composer would find, without importing."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from weakref import WeakKeyDictionary

from core.lifecycle.checker.sources import PythonFile, Source, World

COLUMNS = (
    "text", "long_text", "rich_text", "integer", "decimal", "measured", "boolean", "choice", "day", "instant",
    "json_text", "foreign_key", "sealed",
)  # fmt: skip
RELATIONS = ("many2one", "one2many", "many2many")
FIELDS = (*COLUMNS, *RELATIONS)
KINDS = {"core.Model": "model", "core.PlainModel": "model", "core.Wizard": "wizard", "core.Row": "row"}
FIXED = frozenset({"company_id", "active"})
"""What rules and lists pin to one or two values: an index may begin with it."""
OF_EVERY_MODEL = frozenset({"id", "created_at", "created_by_id", "updated_at", "updated_by_id", "version"})


@dataclass(eq=False)
class Field:
    """A field of a layer: `kind` is the function of `core` that makes it."""

    name: str
    kind: str
    call: ast.Call

    def given(self, name: str, place: int = -1) -> ast.expr | None:
        """An argument by its name, or its place."""
        for one in self.call.keywords:
            if one.arg == name:
                return one.value
        return self.call.args[place] if 0 <= place < len(self.call.args) else None

    def says(self, name: str, value: object) -> bool:
        """Whether an argument is written out as this value."""
        given = self.given(name)
        return isinstance(given, ast.Constant) and given.value is value

    @property
    def link(self) -> str:
        """The column behind a many2one, "" for other kinds."""
        given = self.given("column", 1)
        return str(given.value) if self.kind == "many2one" and isinstance(given, ast.Constant) else ""


@dataclass(eq=False)
class Class:
    """A class that declares something: `kind` is model, wizard or row. `model` is the model of a layer."""

    addon: Source
    file: PythonFile
    node: ast.ClassDef
    kind: str = ""
    bases: list[Class] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name."""
        return self.node.name

    def keyword(self, name: str) -> ast.expr | None:
        """What the class statement gives by a name."""
        return next((one.value for one in self.node.keywords if one.arg == name), None)

    @property
    def declares(self) -> str:
        """The model that it declares, "" if it extends one."""
        given = self.keyword("model")
        return str(given.value) if isinstance(given, ast.Constant) else ""

    @property
    def is_abstract(self) -> bool:
        """Whether it is a mixin."""
        return isinstance(given := self.keyword("abstract"), ast.Constant) and given.value is True

    @cached_property
    def model(self) -> str:
        """The model that it is a layer of, "" for a mixin."""
        return self.declares or next((one.model for one in self.bases if one.model), "")

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The fields that stand in it."""
        found = {}
        for node in self.node.body:
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                target, value = node.target.id, node.value
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                target, value = node.targets[0].id, node.value
            else:
                continue
            if isinstance(value, ast.Call):
                origin = self.file.origin(value.func)
                if origin.removeprefix("core.") in FIELDS and origin.startswith("core."):
                    found[target] = Field(target, origin.removeprefix("core."), value)
        return found

    @cached_property
    def constraints(self) -> list[ast.Call]:
        """The calls of check, unique and index in its `constraints`."""
        for node in self.node.body:
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                if isinstance(target, ast.Name) and target.id == "constraints":
                    return [one for one in ast.walk(node.value) if isinstance(one, ast.Call)]
        return []

    @property
    def methods(self) -> Iterator[ast.FunctionDef]:
        """Its methods."""
        return (node for node in self.node.body if isinstance(node, ast.FunctionDef))

    def all_bases(self) -> Iterator[Class]:
        """It and everything it builds upon, as far as that is declared in addons."""
        yield self
        for base in self.bases:
            yield from base.all_bases()

    def mixins(self) -> Iterator[Class]:
        """What it builds upon that is no layer: its columns come with this one. Those of a layer came with that one."""
        for base in self.bases:
            if base.is_abstract:
                yield base
                yield from base.mixins()


class Classes:
    """All classes of a world's addons, by addon and name."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.found: dict[tuple[str, str], Class] = {}
        for addon in world.addons.values():
            for file in addon.python:
                for node in file.tree.body:
                    if isinstance(node, ast.ClassDef):
                        self.found.setdefault((addon.name, node.name), Class(addon, file, node))
        for one in self.found.values():
            self._settle(one, set())

    def _settle(self, one: Class, under_way: set[int]) -> str:
        if one.kind or id(one) in under_way:
            return one.kind
        under_way.add(id(one))
        for node in one.node.bases:
            origin = one.file.origin(node)
            kind = KINDS.get(origin, "")
            if (base := self.named(one.addon, origin)) is not None and base is not one:
                kind = self._settle(base, under_way)
                if base not in one.bases:
                    one.bases.append(base)
            one.kind = one.kind or kind
        return one.kind

    def named(self, addon: Source, origin: str) -> Class | None:
        """The class behind a dotted name as it is written in an addon."""
        owner = self.world.addon_of(origin) or ("" if "." in origin else addon.name)
        return self.found.get((owner, origin.rpartition(".")[2]))

    def of(self, addon: Source, kind: str) -> list[Class]:
        """The classes of an addon of one kind."""
        return [one for one in self.found.values() if one.addon is addon and one.kind == kind]

    def layers(self, addon: Source) -> list[Class]:
        """The layers of an addon: what it declares and extends, no mixins."""
        return [one for one in self.of(addon, "model") if one.model and not one.is_abstract]

    def model(self, name: str, within: Iterable[str] | None = None) -> list[Class]:
        """Every layer of a model and the mixins below them, those of the addons `within` only."""
        kept = None if within is None else set(within)
        layers = [one for one in self.found.values() if one.kind == "model" and one.model == name]
        every = {id(base): base for one in layers if kept is None or one.addon.name in kept for base in one.all_bases()}
        return [one for one in every.values() if one.kind == "model"]

    def fields(self, name: str, within: Iterable[str] | None = None) -> dict[str, Field]:
        """The fields of a model by name."""
        return {key: one for layer in self.model(name, within) for key, one in layer.fields.items()}

    def indexed(self, name: str, together: Iterable[str] = ()) -> set[str]:
        """The columns of a model by which an index finds rows, in a condition on all of `together` at least."""
        given = {*FIXED, *together}
        found, keys = {"id"}, list[list[str]]()
        for layer in self.model(name):
            for key, one in layer.fields.items():
                if one.says("index", True) or (one.kind == "foreign_key" and not one.says("index", False)):
                    found.add(key)
            for call in layer.constraints:
                made = layer.file.origin(call.func).removeprefix("core.")
                if made in ("index", "unique"):
                    keys.append([str(arg.value) for arg in call.args if isinstance(arg, ast.Constant)])
                    where = next((one.value for one in call.keywords if one.arg == "where"), None)
                    if isinstance(where, ast.Constant):
                        found |= {word for word in str(where.value).split() if word.isidentifier()}
        for columns in keys:
            for column in columns:
                found.add(column)
                if column not in given:
                    break
        return found


_known: WeakKeyDictionary[World, Classes] = WeakKeyDictionary()


def classes_of(addon: Source) -> Classes:
    """The classes of an addon's world, read once."""
    if addon.world not in _known:
        _known[addon.world] = Classes(addon.world)
    return _known[addon.world]
