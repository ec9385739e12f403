"""Hooks."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator

from core.lifecycle.checker.findings import Problem, at, rule
from core.lifecycle.checker.sources import PythonFile, Source, kernel_file


def _marked(file: PythonFile, marker: str) -> Iterator[ast.FunctionDef]:
    for node in file.nodes:
        if isinstance(node, ast.FunctionDef):
            for one in node.decorator_list:
                name = file.origin(one.func if isinstance(one, ast.Call) else one)
                if name in (marker, f"core.{marker}", f"core.hooks.{marker}"):
                    yield node


def _declared(addon: Source) -> dict[str, ast.FunctionDef]:
    """The hooks that an addon can implement: of the kernel, and of what it needs."""
    world = addon.world
    sources = [world.addons[name] for name in world.needed(addon) if name in world.addons]
    files = [kernel_file("hooks.py"), *(file for one in sources if (file := one.file("hooks.py")) is not None)]
    return {node.name: node for file in files for node in _marked(file, "hookspec")}


@rule("hook-outside-plugin")
def hooks_stand_in_plugin(addon: Source) -> Iterator[Problem]:
    """Hook implementations stand in plugin.py.

    Why: plugin.py is what the kernel asks; a hook in another file is never called.

    Mend: move the function there; let it call what it needs.
    """
    for file in addon.python:
        if file.path != addon.path / "plugin.py":
            for node in _marked(file, "hookimpl"):
                yield at(file.path, node, f"{node.name} is never called here")


@rule("code-in-plugin")
def plugin_holds_hooks_only(addon: Source) -> Iterator[Problem]:
    """plugin.py holds hook implementations and nothing else.

    Why: it is the front door: one look says what the addon takes part in. A forgotten @hookimpl is seen by it, too.

    Mend: mark it with `@hookimpl`, or move it to a file of its own.
    """
    file = addon.file("plugin.py")
    if file is None:
        return
    hooks = {node.name for node in _marked(file, "hookimpl")}
    for node in file.tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name not in hooks:
            yield at(file.path, node, f"{node.name} is no hook implementation")


@rule("unknown-hook")
def hooks_are_declared(addon: Source) -> Iterator[Problem]:
    """A hook implementation is called as a hook of the kernel, or of an addon that this one depends on.

    Why: nothing calls it otherwise; building a registry refuses it.

    Mend: correct the name (docs/hooks.md lists them), or add the addon that declares it to `depends`.
    """
    known = _declared(addon)
    for file in addon.python:
        for node in _marked(file, "hookimpl"):
            if node.name not in known:
                near = difflib.get_close_matches(node.name, known, n=1)
                meant = f"; do you mean {near[0]}?" if near else ""
                yield at(file.path, node, f"there is no hook {node.name}{meant}")


@rule("hook-parameter")
def hooks_take_what_is_given(addon: Source) -> Iterator[Problem]:
    """The parameters of a hook implementation are among those of the hook.

    Why: arguments are given by name; one of another name has no value.

    Mend: name them as docs/hooks.md does; leave out those that you do not need.
    """
    known = _declared(addon)
    for file in addon.python:
        for node in _marked(file, "hookimpl"):
            given = {one.arg for one in known[node.name].args.args} if node.name in known else None
            for one in node.args.args if given is not None else ():
                if one.arg not in (given or ()):
                    yield at(file.path, node, f"{node.name} is not given {one.arg}")


@rule("undocumented-hook")
def hooks_promise_something(addon: Source) -> Iterator[Problem]:
    """A hook that an addon declares has a docstring: when it is called, and what its answer does.

    Why: it is a promise to addons that nobody here knows.

    Mend: write it; `makegood reference` puts it into docs/hooks.md.
    """
    if (file := addon.file("hooks.py")) is not None:
        for node in _marked(file, "hookspec"):
            if ast.get_docstring(node) is None:
                yield at(file.path, node, f"{node.name} has no docstring")
