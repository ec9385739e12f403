"""Rights and record rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from core.lifecycle.checker.declared import classes_of
from core.lifecycle.checker.findings import WHOLE_FILE, Problem, at, rule
from core.lifecycle.checker.sources import Source, text_of
from core.orm.access.rules_file import FILE, OPERATIONS


def _entries(addon: Source, kind: str) -> Iterator[dict[str, object]]:
    entries = addon.access.get(kind, [])
    yield from (one for one in entries if isinstance(one, dict)) if isinstance(entries, list) else ()


def _line(file: Path, number: int, kind: str) -> int:
    """The line of the n-th entry of a kind."""
    lines = text_of(file).splitlines()
    heads = [n for n, line in enumerate(lines, start=1) if line.strip() == f"[[{kind}]]"]
    return heads[number] if number < len(heads) else WHOLE_FILE


@rule("model-without-rights")
def somebody_may_read_it(addon: Source) -> Iterator[Problem]:
    """Every model has a right in access.toml, of this addon or another one.

    Why: nobody may do anything that no access.toml allows; its pages answer "not found" to everybody.

    Mend: add a [[right]]; or `# makegood: allow model-without-rights because only … reads it` at the class.
    """
    named = {one.get("model") for other in addon.world.addons.values() for one in _entries(other, "right")}
    for layer in classes_of(addon).layers(addon):
        if layer.declares and layer.declares not in named:
            yield at(layer.file.path, layer.node, f"nobody has a right to {layer.declares}")


@rule("unknown-right")
def rights_name_what_is_there(addon: Source) -> Iterator[Problem]:
    """Rights and rules name models, roles, operations and functions that are there.

    Why: a wrong name would be a right that nobody has; building a registry refuses it.

    Mend: correct the name. Roles are called <addon>.<role>; functions of rules stand in rules.py.
    """
    needed = addon.world.needed(addon)
    classes, file = classes_of(addon), addon.path / FILE
    models = {one.declares for one in classes.found.values() if one.addon.name in needed} | addon.world.kernel_models
    roles = {one.get("name") for name in needed if name in addon.world.addons
             for one in _entries(addon.world.addons[name], "role")}  # fmt: skip
    rules = addon.file("rules.py")
    functions = {node.name for node in rules.tree.body if isinstance(node, ast.FunctionDef)} if rules else set()
    functions |= set(rules.names) if rules else set()
    for kind in ("right", "rule"):
        for number, entry in enumerate(_entries(addon, kind)):
            given = str(entry.get("may" if kind == "right" else "for", ""))
            wrong = []
            if entry.get("model") not in models:
                wrong.append(f"there is no model {entry.get('model')}")
            if entry.get("role") and entry["role"] not in roles:
                wrong.append(f"there is no role {entry['role']}")
            wrong += [f"{word} is no operation" for word in given.split() if word not in OPERATIONS]
            if kind == "rule" and entry.get("where") not in functions:
                wrong.append(f"rules.py has no function {entry.get('where')}")
            yield from (Problem(file, _line(file, number, kind), text) for text in wrong)


@rule("unindexed-rule")
def rules_are_served_by_indexes(addon: Source) -> Iterator[Problem]:
    """The columns by which a record rule finds records have an index, unless they have a handful of values.

    Why: a rule is part of every list, search and count of that model.

    Mend: `index=True` at the field, or an `index(…)` that begins with the column; then makemigration.
    """
    classes, file = classes_of(addon), addon.file("rules.py")
    if file is None:
        return
    functions = {node.name: node for node in file.tree.body if isinstance(node, ast.FunctionDef)}
    for entry in _entries(addon, "rule"):
        function, model = functions.get(str(entry.get("where"))), str(entry.get("model"))
        if function is None or not function.args.args:
            continue
        row, fields = function.args.args[0].arg, classes.fields(model)
        asked = {
            node.attr: node
            for node in ast.walk(function)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == row
        }
        indexed = classes.indexed(model, together=asked)
        for name, node in asked.items():
            if name in fields and fields[name].kind not in ("boolean", "choice") and name not in indexed:
                yield at(file.path, node, f"{model}.{name} has no index")
