"""Imports."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator

from core.lifecycle.checker.findings import Edit, Problem, at, rule
from core.lifecycle.checker.sources import Source


@rule("undeclared-dependency")
def imports_are_declared(addon: Source) -> Iterator[Problem]:
    """An addon imports only addons that its manifest names, or that those need.

    Why: nothing says that the other addon is installed; where it is not, importing fails.

    Mend: add it to `depends` in addon.toml (`--fix` does), or do without it.
    """
    needed = addon.world.needed(addon)
    for file in addon.every_python:
        for node, name in file.imports():
            other = addon.world.addon_of(name)
            if other and other not in needed:
                text = f"imports {name}, and addon.toml does not name {other}"
                yield Problem(file.path, node.lineno, text, _depending_on(other), addon.manifest_file)


def _depending_on(other: str) -> Edit:
    def edit(text: str) -> str:
        found = re.search(r"^depends\s*=\s*\[(.*?)\]", text, re.M | re.S)
        if found is None or f'"{other}"' in found[1]:
            return text
        named = [*re.findall(r'"([^"]+)"', found[1]), other]
        return text[: found.start()] + f"depends = {json.dumps(named)}" + text[found.end() :]

    return edit


@rule("inside-of-core")
def only_the_package_core(addon: Source) -> Iterator[Problem]:
    """An addon imports the package `core`, nothing inside it.

    Why: what `core` exports stays as it is; its insides change from one version to the next.

    Mend: `from core import …` (`--fix` does where `core` exports the name); else ask for it to be exported.
    """
    for file in addon.python + addon.migrations:
        for node, name in file.imports():
            parts = name.split(".")
            if parts[0] == "core" and len(parts) > 2:
                edit = _from_core(node.lineno) if parts[-1] in addon.world.core_names else None
                yield at(file.path, node, f"imports {name}", edit)


def _from_core(line: int) -> Edit:
    def edit(text: str) -> str:
        lines = text.splitlines(keepends=True)
        lines[line - 1] = re.sub(r"from core\.[\w.]+ import", "from core import", lines[line - 1])
        return "".join(lines)

    return edit


@rule("unknown-core-name")
def core_exports_it(addon: Source) -> Iterator[Problem]:
    """What is imported from `core` is exported by it.

    Why: importing fails otherwise, and the addon is shown as broken.

    Mend: correct the name; `core/__init__.py` lists all of them.
    """
    for file in addon.python + addon.migrations:
        for node, name in file.imports():
            parts = name.split(".")
            if parts[0] == "core" and len(parts) == 2 and parts[1] not in addon.world.core_names:
                near = difflib.get_close_matches(parts[1], addon.world.core_names, n=1)
                yield at(file.path, node, f"core has no {parts[1]}" + (f"; do you mean {near[0]}?" if near else ""))


@rule("private-import")
def nothing_private_of_others(addon: Source) -> Iterator[Problem]:
    """No name that begins with an underscore is imported from another addon.

    Why: its owner may change it without telling anybody.

    Mend: use what the other addon offers: its models, values of its pages.py, its hooks.
    """
    for file in addon.python:
        for node, name in file.imports():
            owner = addon.world.addon_of(name)
            if owner and owner != addon.name and name.rpartition(".")[2].startswith("_"):
                yield at(file.path, node, f"imports {name}")
