"""The house rules that a machine can hold: sizes, directions, names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAX_FILE, MAX_FUNCTION = 400, 60
ORDER = ["orm", "lifecycle", "ui", "exchange", "web", "cli"]
MAY_IMPORT = {part: set(ORDER[: rank + 1]) for rank, part in enumerate(ORDER)} | {"jobs": {"orm", "jobs"}}
for part in ("web", "cli"):
    MAY_IMPORT[part].add("jobs")
EVERYWHERE = {"settings", "hooks"}
POOR_NAMES = re.compile(r"^(utils?|helpers?|common|base_.*|managers?|misc)$")


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def written_by_hand(*folders: str) -> list[Path]:
    """Without migrations: `makegood makemigration` writes those, a function a table, and a table has as many columns
    as its model. Nobody reads one from top to bottom, and one that has run must never be split."""
    return [path for path in python_files(*folders) if path.parent.name != "migrations"]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def typing_only(path: Path) -> set[str]:
    """What is imported for the type checker alone says nothing about the direction of the running program."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            for inner in ast.walk(node):
                if isinstance(inner, ast.ImportFrom) and inner.module:
                    found |= {inner.module, *(f"{inner.module}.{alias.name}" for alias in inner.names)}
    return found


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {
        shown(path): lines
        for path in written_by_hand("core", "addons", "tests")
        if (lines := len(path.read_text().splitlines())) > MAX_FILE
    }
    assert not long


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{shown(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in written_by_hand("core", "addons")
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION
    }
    assert not long


def test_imports_inside_core_point_one_way() -> None:
    wrong = []
    for path in python_files("core"):
        part = path.relative_to(ROOT / "core").parts[0].removesuffix(".py")
        part = "cli" if part.startswith("cli") else part
        if part not in MAY_IMPORT:
            continue
        for name in set(imports(path)) - typing_only(path):
            pieces = name.split(".")
            if pieces[0] != "core" or len(pieces) < 2:
                continue
            target = "cli" if pieces[1].startswith("cli") else pieces[1]
            if target not in MAY_IMPORT[part] | EVERYWHERE:
                wrong.append(f"{shown(path)} imports {name}")
    assert not wrong


def test_core_names_no_addon() -> None:
    addons = {path.parent.name for path in (ROOT / "addons").glob("*/addon.toml")}
    assert addons
    wrong = []
    for path in python_files("core"):
        if any(name == "addons" or name.startswith("addons.") for name in imports(path)):
            wrong.append(f"{shown(path)} imports an addon")
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                model, dot, thing = node.value.partition(".")
                if dot and model in addons and re.fullmatch(r"[a-z_]+", thing):
                    wrong.append(f"{shown(path)}:{node.lineno} names {node.value!r}")
    assert not wrong


def test_no_import_circle_in_core() -> None:
    graph: dict[str, set[str]] = {}
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in python_files("core")
    }
    for module, path in modules.items():
        at_import = {
            name
            for node in tree_of(path).body
            if isinstance(node, ast.ImportFrom) and node.module
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
        }
        graph[module] = {name for name in at_import if name in modules and name not in ("core", module)}
    done: set[str] = set()

    def visit(module: str, trail: list[str]) -> None:
        assert module not in trail, " > ".join([*trail[trail.index(module) :], module])
        if module not in done:
            for other in sorted(graph[module]):
                visit(other, [*trail, module])
            done.add(module)

    for module in graph:
        visit(module, [])


def test_names_say_what_a_thing_is() -> None:
    poor = [
        shown(path)
        for folder in ("core", "addons", "tests")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in ("", ".py", ".js", ".css", ".html") and POOR_NAMES.match(path.stem)
    ]
    poor += [
        f"{shown(path)}:{node.name}"
        for path in python_files("core", "addons")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and re.search(r"(Utils?|Helper|Manager|Mixin)$", node.name)
    ]
    assert not poor


def test_public_things_of_core_are_documented() -> None:
    bare = []
    for path in python_files("core"):
        if "migrations" in path.parts:
            continue
        if ast.get_docstring(tree_of(path)) is None:
            bare.append(shown(path))
        for node in ast.iter_child_nodes(tree_of(path)):
            if (
                isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef))
                and not node.name.startswith("_")
                and ast.get_docstring(node) is None
            ):
                bare.append(f"{shown(path)}:{node.name}")
    assert not bare


@pytest.mark.parametrize("word", [r"\bTODO\b", r"\bFIXME\b", r"\bXXX\b", r"pragma: no cover"])
def test_nothing_is_left_for_later_in_the_code(word: str) -> None:
    left = [shown(path) for path in python_files("core", "addons") if re.search(word, path.read_text())]
    assert not left
