"""The files of addons as text and trees, and which name in them means what. Nothing is imported."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from core.lifecycle.catalog import GROUP, PACKAGE
from core.lifecycle.loading import CORE, KERNEL_MODELS, ROOT
from core.lifecycle.manifest import FILE

MIGRATIONS, TESTS = "migrations", "tests"
REEXPORTED = {"core.datetime": "datetime.datetime", "core.date": "datetime.date"}
"""What `core` hands on from elsewhere."""


def text_of(file: Path) -> str:
    """What stands in a file, whatever it is: a rule that reads one finds what is wrong, and does not fail itself."""
    return file.read_text(encoding="utf-8", errors="replace")


@dataclass(eq=False)
class PythonFile:
    """One Python file. `names` says what the names that it imports stand for."""

    path: Path
    package: str

    @cached_property
    def text(self) -> str:
        """What stands in it."""
        return text_of(self.path)

    @cached_property
    def lines(self) -> list[str]:
        """Its lines."""
        return self.text.splitlines()

    @cached_property
    def _parsed(self) -> tuple[ast.Module, SyntaxError | None]:
        try:
            return ast.parse(self.path.read_bytes()), None
        except SyntaxError as why:
            return ast.Module([], []), why
        except ValueError as why:
            return ast.Module([], []), SyntaxError(str(why))

    @property
    def tree(self) -> ast.Module:
        """Its tree, an empty one where Python cannot read it: another rule says so."""
        return self._parsed[0]

    @property
    def error(self) -> SyntaxError | None:
        """Why Python cannot read it."""
        return self._parsed[1]

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of its tree."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Local name -> dotted origin: `sa` -> `sqlalchemy`, `Ticket` -> `addons.helpdesk.models.Ticket`."""
        found: dict[str, str] = {}
        for node in self.nodes:
            if isinstance(node, ast.Import):
                for one in node.names:
                    found[one.asname or one.name.partition(".")[0]] = one.name if one.asname else one.name.split(".")[0]
            elif isinstance(node, ast.ImportFrom):
                module = self.module_of(node)
                found |= {one.asname or one.name: f"{module}.{one.name}" for one in node.names}
        return found

    def module_of(self, node: ast.ImportFrom) -> str:
        """The module that an import names, also one that is relative to this file."""
        if not node.level:
            return node.module or ""
        parts = self.package.split(".")
        above = parts[: len(parts) - node.level + 1]
        return ".".join([*above, *([node.module] if node.module else [])])

    def origin(self, node: ast.AST | None) -> str:
        """What a name or attribute stands for, dotted; "" for anything else."""
        if isinstance(node, ast.Name):
            named = self.names.get(node.id, node.id)
        elif isinstance(node, ast.Attribute) and (before := self.origin(node.value)):
            named = f"{before}.{node.attr}"
        else:
            return ""
        for known, real in REEXPORTED.items():
            if named == known or named.startswith(known + "."):
                return real + named.removeprefix(known)
        return named

    def calls(self, within: ast.AST | None = None) -> Iterator[ast.Call]:
        """Every call in the file, or in a part of it."""
        return (node for node in (ast.walk(within) if within is not None else self.nodes) if isinstance(node, ast.Call))

    def imports(self) -> Iterator[tuple[ast.Import | ast.ImportFrom, str]]:
        """(statement, what it imports, dotted) of every import."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node, one.name) for one in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((node, f"{self.module_of(node)}.{one.name}") for one in node.names)


@dataclass(eq=False)
class Source:
    """An addon as its files say. `world` are the addons around it."""

    name: str
    path: Path
    package: str
    world: World = field(repr=False)

    @property
    def manifest_file(self) -> Path:
        """Its addon.toml."""
        return self.path / FILE

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """Its manifest; empty where it cannot be read."""
        return _toml(self.manifest_file)

    @cached_property
    def access(self) -> Mapping[str, Any]:
        """Its access.toml; empty where it has none."""
        return _toml(self.path / "access.toml")

    @property
    def depends(self) -> tuple[str, ...]:
        """What its manifest names."""
        named = self.manifest.get("depends", [])
        return tuple(one for one in named if isinstance(one, str)) if isinstance(named, list) else ()

    @cached_property
    def every_python(self) -> list[PythonFile]:
        """All its Python files."""
        files = sorted(file for file in self.path.rglob("*.py") if "__pycache__" not in file.parts)
        return [PythonFile(file, self._package_of(file)) for file in files]

    @cached_property
    def python(self) -> list[PythonFile]:
        """Its Python files without migrations and tests, which keep rules of their own."""
        own = (self.path / MIGRATIONS, self.path / TESTS)
        return [one for one in self.every_python if not any(folder in one.path.parents for folder in own)]

    @cached_property
    def migrations(self) -> list[PythonFile]:
        """Its history, oldest first."""
        return [one for one in self.every_python if one.path.parent == self.path / MIGRATIONS]

    @cached_property
    def templates(self) -> list[Path]:
        """Its HTML files."""
        return sorted((self.path / "templates").rglob("*.html"))

    def file(self, name: str) -> PythonFile | None:
        """One of its Python files, by its path inside the addon."""
        return next((one for one in self.every_python if one.path == self.path / name), None)

    def _package_of(self, file: Path) -> str:
        inside = file.relative_to(self.path).parent.parts
        return ".".join([self.package, *inside])


class World:
    """The addons that are checked and those around them, by name."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.addons: dict[str, Source] = {}
        for folder in folders:
            for file in sorted(folder.glob(f"*/{FILE}")):
                self.take(file.parent)
        for point in entry_points(group=GROUP):
            self._take_announced(point.name, point.value)

    def take(self, path: Path) -> Source:
        """The addon of a folder."""
        return self.addons.setdefault(path.name, Source(path.name, path, f"{PACKAGE}.{path.name}", self))

    def _take_announced(self, name: str, package: str) -> None:
        from importlib.util import find_spec

        spec = find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec is not None else ():
            self.addons.setdefault(name, Source(name, Path(place), package, self))

    def addon_of(self, module: str) -> str:
        """The addon that a dotted name belongs to; "" for none."""
        first, _, rest = module.partition(".")
        if first == PACKAGE:
            return rest.partition(".")[0]
        return first if first in self.addons and self.addons[first].package == first else ""

    def needed(self, addon: Source) -> set[str]:
        """The names of an addon and of everything that it depends on, as far as that is here."""
        found, ahead = set[str](), [addon.name]
        while ahead:
            if (name := ahead.pop()) not in found:
                found.add(name)
                ahead += self.addons[name].depends if name in self.addons else ()
        return found

    @cached_property
    def core_names(self) -> frozenset[str]:
        """What `core` lets addons import."""
        for node in ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                return frozenset(ast.literal_eval(node.value))
        raise AssertionError("core has no __all__")

    @cached_property
    def kernel_models(self) -> frozenset[str]:
        """The names of the models that the kernel declares itself."""
        found = set()
        for module in KERNEL_MODELS:
            file = ROOT.parent / Path(*module.split(".")).with_suffix(".py")
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    found |= {one.value.value for one in node.keywords if one.arg == "model" and _is_text(one.value)}  # type: ignore[attr-defined]
        return frozenset(found)


def kernel_file(name: str) -> PythonFile:
    """A file of the kernel."""
    return PythonFile(ROOT / name, CORE)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _toml(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text_of(file))
    except (OSError, tomllib.TOMLDecodeError):
        return {}  # the rules about the file itself say so
