"""What an addon's migrations make, as their sources say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from core.lifecycle.checker.sources import PythonFile, Source


@dataclass(frozen=True)
class Revision:
    """One migration: its name, and the one that it follows."""

    file: PythonFile
    revision: str
    after: str | None


def revisions(addon: Source) -> Iterator[Revision]:
    """The migrations of an addon, oldest first."""
    for file in addon.migrations:
        said = {
            ast.unparse(node.targets[0]): node.value.value
            for node in file.tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        }
        if "revision" in said:
            after = said.get("down_revision")
            yield Revision(file, str(said["revision"]), None if after is None else str(after))


def columns_made(addon: Source) -> dict[str, set[str]]:
    """Table -> columns, after all migrations. What raw SQL does is not seen, nor what `downgrade` would undo."""
    made: dict[str, set[str]] = {}
    for file in addon.migrations:
        undoes = {
            node
            for part in file.tree.body
            if isinstance(part, ast.FunctionDef) and part.name == "downgrade"
            for node in ast.walk(part)
        }
        for call in file.calls():
            if not isinstance(call.func, ast.Attribute) or call in undoes:
                continue
            words = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if call.func.attr in ("create_table", "add_column") and words:
                made.setdefault(words[0], set()).update(_columns(call))
            elif call.func.attr == "drop_column" and len(words) == 2:
                made.get(words[0], set()).discard(words[1])
            elif call.func.attr == "drop_table" and words:
                made.pop(words[0], None)
        for block in file.nodes:
            if isinstance(block, ast.With) and block not in undoes:
                _batched(block, made)
    return made


def _batched(block: ast.With, made: dict[str, set[str]]) -> None:
    """What `with op.batch_alter_table("…") as batch` adds and drops."""
    for item in block.items:
        call = item.context_expr
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
            continue
        table = call.args[0]
        if call.func.attr != "batch_alter_table" or not isinstance(table, ast.Constant):
            continue
        for node in ast.walk(block):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr == "add_column":
                    made.setdefault(str(table.value), set()).update(_columns(node))
                elif node.func.attr == "drop_column" and node.args and isinstance(node.args[0], ast.Constant):
                    made.get(str(table.value), set()).discard(str(node.args[0].value))


def _columns(call: ast.Call) -> Iterator[str]:
    for node in ast.walk(call):
        made = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
        if isinstance(node, ast.Call) and made == "Column" and node.args and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)
