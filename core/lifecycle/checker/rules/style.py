"""Plain mistakes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.lifecycle.checker.findings import Problem, at, rule
from core.lifecycle.checker.sources import Source

LEFT_OVER = {"print", "breakpoint", "pdb.set_trace", "pprint.pprint"}


@rule("swallowed-exception")
def exceptions_are_told(addon: Source) -> Iterator[Problem]:
    """An exception is caught by its name, and not thrown away.

    Why: the kernel undoes the whole request for what it knows of; a caught mistake leaves half of it done.

    Mend: name the one exception that you expect and do something about it; let the others pass.
    """
    for file in addon.python:
        for node in file.nodes:
            if not isinstance(node, ast.ExceptHandler):
                continue
            caught = "" if node.type is None else ast.unparse(node.type)
            raised = any(isinstance(one, ast.Raise) for one in ast.walk(node))
            if not caught or (caught in ("Exception", "BaseException") and not raised):
                yield at(file.path, node, f"{f'except {caught}'.strip()} catches everything")
            elif caught == "Refused" and all(isinstance(one, ast.Pass) for one in node.body):
                yield at(file.path, node, "a refusal is thrown away")


@rule("print")
def nothing_is_printed(addon: Source) -> Iterator[Problem]:
    """Nothing is printed, and no debugger is left behind.

    Why: a server's output is its log; a debugger stops the worker for everybody.

    Mend: leave it out; what an administrator should know belongs into the chatter or the log.
    """
    for file in addon.python:
        for call in file.calls():
            if file.origin(call.func) in LEFT_OVER:
                yield at(file.path, call, f"{file.origin(call.func)}(…)")


@rule("mutable-default")
def defaults_are_not_shared(addon: Source) -> Iterator[Problem]:
    """No list, dict or set is the default of a parameter.

    Why: there is one of it for all calls, in all requests and for all users of a worker.

    Mend: a tuple, or None and `given or []`.
    """
    for file in addon.python:
        for node in file.nodes:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                for one in (*node.args.defaults, *node.args.kw_defaults):
                    made = isinstance(one, ast.Call) and file.origin(one.func) in ("list", "dict", "set")
                    if made or isinstance(one, (ast.List, ast.Dict, ast.Set)):
                        yield at(file.path, one or node, f"{node.name} has a default that calls share")


@rule("shared-state")
def modules_keep_no_state(addon: Source) -> Iterator[Problem]:
    """No function changes a module's variables.

    Why: several databases, threads and registries share a process; what one writes the others would see.

    Mend: keep it in the database, or in `env.remember`.
    """
    for file in addon.python:
        for node in file.nodes:
            if isinstance(node, ast.Global):
                yield at(file.path, node, f"global {', '.join(node.names)}")


@rule("async")
def endpoints_are_plain(addon: Source) -> Iterator[Problem]:
    """Addon code is plain `def`.

    Why: the kernel calls it in a thread, with a session that belongs to that thread (decision 8).

    Mend: leave `async` and `await` out.
    """
    for file in addon.python:
        for node in file.nodes:
            if isinstance(node, ast.AsyncFunctionDef):
                yield at(file.path, node, f"async def {node.name}")
