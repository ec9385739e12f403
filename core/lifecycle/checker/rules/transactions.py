"""Transactions."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from core.lifecycle.checker.declared import classes_of
from core.lifecycle.checker.findings import Problem, at, rule
from core.lifecycle.checker.sources import PythonFile, Source

NETWORK = {
    "requests", "httpx", "urllib.request", "urllib3", "aiohttp", "socket", "smtplib", "http.client", "ftplib",
    "imaplib", "poplib", "paramiko", "websockets",
}  # fmt: skip
PROCESSES = {"subprocess", "multiprocessing", "threading", "concurrent.futures", "asyncio", "os.system", "os.popen"}
WRITES = {"new", "add", "add_all", "delete", "flush", "take", "next_number", "post_note", "post_message"}


@rule("raw-sql")
def sql_is_written_in_python(addon: Source) -> Iterator[Problem]:
    """No SQL as text: statements are SQLAlchemy's.

    Why: text escapes the record rules, differs between SQLite and PostgreSQL, and invites injection.

    Mend: `sa.select(env[Model]).where(…)`; what SQLAlchemy cannot say belongs into a migration.
    """
    for file in addon.python:
        for call in file.calls():
            name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            if file.origin(call.func) in ("sqlalchemy.text", "sqlalchemy.sql.text"):
                yield at(file.path, call, "sa.text(…)")
            elif name in ("exec_driver_sql", "raw_connection"):
                yield at(file.path, call, f".{name}(…)")


@rule("ends-the-transaction")
def the_kernel_ends_transactions(addon: Source) -> Iterator[Problem]:
    """Addons do not commit, roll back or begin transactions.

    Why: a request is one unit of work: all of it is kept or nothing, and it may be run again from its start.

    Mend: leave it out; raise Refused to undo everything, use `begin_nested()` to try something.
    """
    for file in addon.python:
        for call in file.calls():
            if isinstance(call.func, ast.Attribute) and call.func.attr in ("commit", "rollback") and not call.args:
                yield at(file.path, call, f"{ast.unparse(call.func)}()")


@rule("network")
def nothing_leaves_before_commit(addon: Source) -> Iterator[Problem]:
    """Addon code talks to the network in errands only: in a file that declares one.

    Why: work of a transaction may be run again or undone; a mail that is sent cannot. And a slow host holds locks.

    Mend: make it an `@errand` in jobs.py, which runs after the commit and outside of any transaction.
    """
    errands = {file.path for file in addon.python if _declares_errand(file)}
    yield from (one for one in _imported(addon, NETWORK) if one.file not in errands)


def _declares_errand(file: PythonFile) -> bool:
    marks = (one for node in file.nodes if isinstance(node, ast.FunctionDef) for one in node.decorator_list)
    return any(file.origin(one.func if isinstance(one, ast.Call) else one) == "core.errand" for one in marks)


@rule("process")
def no_processes_or_threads(addon: Source) -> Iterator[Problem]:
    """Addon code starts no processes and no threads.

    Why: they outlive the request that started them, without its user, its rights and its transaction.

    Mend: make it a job.
    """
    yield from _imported(addon, PROCESSES)


def _imported(addon: Source, modules: set[str]) -> Iterator[Problem]:
    for file in addon.python:
        for node, name in file.imports():
            if any(name == one or name.startswith(one + ".") for one in modules):
                yield at(file.path, node, f"imports {name}")
        for call in file.calls():
            if file.origin(call.func) in modules:
                yield at(file.path, call, f"{file.origin(call.func)}(…)")


@rule("sleep")
def nobody_waits(addon: Source) -> Iterator[Problem]:
    """No code waits.

    Why: a worker has a few threads; one that sleeps serves nobody and holds its locks meanwhile.

    Mend: make it a job that runs later.
    """
    for file in addon.python:
        for call in file.calls():
            if file.origin(call.func) == "time.sleep":
                yield at(file.path, call, "time.sleep(…)")


@rule("system-without-reason")
def system_work_says_why(addon: Source) -> Iterator[Problem]:
    """Work as the system says why, in words.

    Why: it knows no rights; the reason stands in the audit log and answers the reviewer's first question.

    Mend: `with env.system("count what others may not see") as system:`
    """
    for file in addon.python:
        for call, reason in _system_calls(file):
            if reason is None or (isinstance(reason, ast.Constant) and not str(reason.value or "").strip()):
                yield at(file.path, call, "no reason is given")


def _system_calls(file: PythonFile) -> Iterator[tuple[ast.Call, ast.expr | None]]:
    for call in file.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr == "system":
            named = [one.value for one in call.keywords if one.arg == "why"]
            yield call, next(iter([*call.args, *named]), None)
        for one in call.keywords:
            if one.arg == "system" and isinstance(one.value, ast.Constant):
                yield call, one.value


@rule("yield-in-system")
def system_work_ends_where_it_began(addon: Source) -> Iterator[Problem]:
    """Nothing is yielded inside `with env.system(…)`.

    Why: the caller's code would run while rights are off, for as long as it likes.

    Mend: gather what is found in a list, leave the block, then yield.
    """
    for file in addon.python:
        for node in file.nodes:
            if isinstance(node, ast.With) and any(_is_system(item.context_expr) for item in node.items):
                for inner in _own_nodes(node):
                    if isinstance(inner, (ast.Yield, ast.YieldFrom)):
                        yield at(file.path, inner, "yields while rights are off")


def _is_system(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "system"


def _own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """What stands inside, without functions that are only declared there."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.Lambda)):
            yield child
            yield from _own_nodes(child)


@rule("computing-writes")
def computing_writes_nothing(addon: Source) -> Iterator[Problem]:
    """`opened`, `check`, reactions and computed fields work something out and store nothing.

    Why: they run at every request, also when nobody pressed a button: each look at the form would write.

    Mend: write in a method with `@button`, or in the method that an action `does`.
    """
    classes = classes_of(addon)
    for kind in ("wizard", "row", "model"):
        for one in classes.of(addon, kind):
            for method in one.methods:
                marks = {one.file.origin(d.func if isinstance(d, ast.Call) else d) for d in method.decorator_list}
                computing = "core.computed" in marks or (
                    kind != "model" and (method.name in ("opened", "check") or "core.reacts_to" in marks)
                )
                for call in one.file.calls(method) if computing else ():
                    if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES and _on_env(call.func.value):
                        yield at(one.file.path, call, f"{one.name}.{method.name} calls .{call.func.attr}(…)")


def _on_env(node: ast.expr) -> bool:
    """Whether something is called on an Env, its session, or the wizard's record."""
    words = ast.unparse(node).split(".")
    return words[-1] in ("env", "system", "session", "record")
