"""docs/names.md: what addons import from `core`, as its sources say it, and the keys of a manifest."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from core.lifecycle.loading import ROOT
from core.lifecycle.manifest import KINDS, OPTION_KINDS, OPTION_REQUIRED, REQUIRED
from core.lifecycle.reference import GENERATED

PARTS = {
    "orm.fields": "Fields of models", "orm.layers": "Models", "orm.env": "The Env", "orm": "Records",
    "ui.asks": "Fields of pop-ups", "ui.wizard": "Pop-ups", "ui.pages": "Pages", "ui.parts": "Parts of pages",
    "ui": "Screens",
    "web": "HTTP", "jobs": "Background jobs", "hooks": "Hooks",
}  # fmt: skip
"""The beginning of a module's name -> the heading under which its names stand; the first that fits."""
KIND_WORDS = {str: "text", list: "list", bool: "true or false", int: "whole number"}


def names_page() -> str:
    """Every name of `core.__all__` with its signature and the first paragraph of its docstring."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, module in sorted(_exported(), key=lambda one: one[0].lower()):
        found[_heading(module)] += _lines(name, module)
    lines = [
        "# Names", "", GENERATED, "",
        "What addons import from `core`: the field functions, the parts of pages, and all the rest; and the keys of a",
        "manifest. [How to](how-to.md) shows most of them in use.",
    ]  # fmt: skip
    for heading in dict.fromkeys([*PARTS.values(), "From elsewhere"]):
        if found[heading]:
            lines += ["", f"## {heading}", *found[heading]]
    lines += ["", "## Keys of addon.toml", "", "| key | value | needed |", "| --- | --- | --- |"]
    lines += [f"| `{key}` | {KIND_WORDS[kind]} | {'yes' if key in REQUIRED else ''} |" for key, kind in KINDS.items()]
    lines += ["", "Each `[[option]]` has:", "", "| key | value | needed |", "| --- | --- | --- |"]
    lines += [
        f"| `{key}` | {KIND_WORDS[kind]} | {'yes' if key in OPTION_REQUIRED else ''} |"
        for key, kind in OPTION_KINDS.items()
    ]
    return "\n".join(lines) + "\n"


def _exported() -> Iterator[tuple[str, str]]:
    """(name, module) of everything that `core` imports for addons."""
    for node in ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module not in (None, "__future__"):
            yield from ((one.asname or one.name, str(node.module)) for one in node.names)


def _heading(module: str) -> str:
    inside = module.removeprefix("core.")
    if inside == module:
        return "From elsewhere"
    return next((heading for start, heading in PARTS.items() if inside.startswith(start)), "Records")


def _lines(name: str, module: str) -> Iterator[str]:
    yield ""
    yield f"### {name}"
    if not module.startswith("core."):
        yield from ("", f"From `{module}`.")
        return
    node = _declared(name, module)
    if isinstance(node, ast.FunctionDef):
        yield from ("", "```python", f"{name}({ast.unparse(_plain(node.args))})", "```")
    elif isinstance(node, ast.ClassDef):
        made = next((one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "__init__"), None)
        if made is not None:
            made.args.args = made.args.args[1:]
            yield from ("", "```python", f"{name}({ast.unparse(_plain(made.args))})", "```")
    if node is not None and (said := ast.get_docstring(node)):
        yield from ("", " ".join(said.split("\n\n")[0].split()))


def _plain(arguments: ast.arguments) -> ast.arguments:
    """Without annotations: names and defaults are what one looks up."""
    for one in (*arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg):
        if one is not None:
            one.annotation = None
    return arguments


def _declared(name: str, module: str) -> ast.FunctionDef | ast.ClassDef | None:
    """Where a name is made: in its module, or in one that the module has it from."""
    path = ROOT.parent / Path(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    body = ast.parse(file.read_text(encoding="utf-8")).body
    own = [one for one in body if isinstance(one, (ast.FunctionDef, ast.ClassDef)) and one.name == name]
    if own:
        return own[-1]  # overloads come first
    for one in body:
        if isinstance(one, ast.ImportFrom) and str(one.module).startswith("core."):
            for alias in one.names:
                if (alias.asname or alias.name) == name:
                    return _declared(alias.name, str(one.module))
    return None
