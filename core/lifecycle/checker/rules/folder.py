"""Files and folders."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from core.lifecycle.checker.findings import WHOLE_FILE, Problem, at, rule
from core.lifecycle.checker.sources import MIGRATIONS, TESTS, Source, text_of
from core.lifecycle.data import DEMO
from core.lifecycle.loading import MODULES as LOADED

MODULES = (*LOADED, "commands")
"""Python modules that are read by their name: with the addon, and by the command line."""
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
READ = ("addon.toml", "access.toml", "data.toml", f"{DEMO}.toml", "README.md", "LICENSE", "py.typed")
"""Files that are read by their name, besides Python modules."""
FOLDERS = (MIGRATIONS, TESTS, "templates", "static", "locale", "docs", "images")
POOR = re.compile(r"^(utils?|helpers?|common|misc|managers?|tools|functions)$")
OTHER_HOUSES = {
    "__manifest__.py": "addon.toml", "manifest.json": "addon.toml", "tryton.cfg": "addon.toml", "views.py": "pages.py",
    "views": "pages.py", "controllers": "routes.py", "controllers.py": "routes.py", "wizard": "wizards.py",
    "wizard.py": "wizards.py", "security": "access.toml", "i18n": "locale", "report": "templates",
    "model.py": "models.py", "hook.py": "plugin.py", "tasks.py": "jobs.py", "urls.py": "routes.py",
}  # fmt: skip
"""What such a file is called elsewhere -> here."""


@rule("syntax")
def python_can_read_it(addon: Source) -> Iterator[Problem]:
    """Every Python file can be read by Python.

    Why: an addon that cannot be imported is shown as broken, and the other rules see nothing of the file.

    Mend: correct the line.
    """
    for file in addon.every_python:
        if file.error is not None:
            yield at(file.path, file.error.lineno or WHOLE_FILE, file.error.msg)


@rule("missing-file")
def required_files_are_there(addon: Source) -> Iterator[Problem]:
    """An addon has an `__init__.py` whose docstring says what it is, and a README.md for the administrator.

    Why: Python imports the one, and the other is shown on the addon's page under Apps.

    Mend: write them (`--fix` makes both from the manifest).
    """
    title = str(addon.manifest.get("title") or addon.name)
    summary = str(addon.manifest.get("summary") or title).rstrip(" .") + "."
    init, readme = addon.path / "__init__.py", addon.path / "README.md"
    opened = addon.file("__init__.py")
    if opened is None or ast.get_docstring(opened.tree) is None:
        text = "there is no __init__.py" if opened is None else "it has no docstring"
        yield Problem(init, WHOLE_FILE, text, lambda old: f'"""{summary}"""\n' + (f"\n{old}" if old else ""))
    if not readme.is_file():
        words = f"# {title}\n\n{summary}\n\n## What it adds\n\n## Uninstalling\n\nRemoves what it stored.\n"
        yield Problem(readme, WHOLE_FILE, "there is no README.md", lambda old: words)
    elif "ninstall" not in text_of(readme):
        yield Problem(readme, WHOLE_FILE, "it does not say what uninstalling keeps")


@rule("code-in-init")
def init_holds_its_docstring(addon: Source) -> Iterator[Problem]:
    """`__init__.py` of an addon holds its docstring and nothing else.

    Why: it is imported before everything else, when nothing can be expected to be there.

    Mend: move the code to the file that it belongs to: models.py, plugin.py …
    """
    file = addon.file("__init__.py")
    for node in file.tree.body if file is not None else ():
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            yield at(addon.path / "__init__.py", node, "code in __init__.py")
            return


@rule("missing-tests")
def it_has_tests(addon: Source) -> Iterator[Problem]:
    """An addon with code has tests: in its folder `tests`, or in a `tests` folder beside or above `addons`.

    Why: the free tests (`pytest --addon`) know that its pages open, not that it does what it is for.

    Mend: write tests/test_<what it does>.py; docs/write-an-addon.md shows how.
    """
    if len(addon.python) <= 2:
        return  # `__init__.py`, and perhaps a plugin.py: it gathers other addons
    if any((addon.path / TESTS).rglob("test_*.py")):
        return
    for above in (addon.path.parent.parent, addon.path.parent.parent.parent):
        for folder in (above, above / TESTS):
            for name in (f"test_{addon.name}*.py", f"{addon.name}/test_*.py", f"addons/{addon.name}/test_*.py"):
                if any(folder.glob(name)):
                    return
    yield Problem(addon.manifest_file, WHOLE_FILE, "it has no tests")


@rule("unread-file")
def every_file_is_read(addon: Source) -> Iterator[Problem]:
    """Files have the fixed names that the kernel reads, or are imported by one that has.

    Why: a file of another name is never read, and nobody is told: a `views.py` shows nothing.

    Mend: give it the name from "Files" in docs/write-an-addon.md, or import it.
    """
    imported = {name for file in addon.every_python for _, name in file.imports()}
    for path in sorted(addon.path.iterdir()):
        if path.name.startswith((".", "__pycache__")):
            continue
        known = path.name in READ if path.is_file() else path.name in FOLDERS
        module = path.name.removesuffix(".py")
        if known or module in (*MODULES, "__init__", DEMO) and (path.is_dir() or path.suffix == ".py"):
            continue
        dotted = f"{addon.package}.{module}"
        if any(name == dotted or name.startswith(dotted + ".") for name in imported):
            continue
        yield Problem(path, WHOLE_FILE, f"nothing reads {path.name}{_meant(path)}")


def _meant(path: Path) -> str:
    if here := OTHER_HOUSES.get(path.name):
        return f": here it is called {here}"
    near = difflib.get_close_matches(path.name, [*READ, *(f"{one}.py" for one in MODULES), *FOLDERS], n=1)
    return f": do you mean {near[0]}?" if near else ""


@rule("poor-name")
def names_say_what_is_inside(addon: Source) -> Iterator[Problem]:
    """No file is called utils, helpers, common, misc or manager.

    Why: such a file has no subject, so everything fits into it.

    Mend: name it after what it is about.
    """
    for file in addon.every_python:
        if POOR.match(file.path.stem):
            yield Problem(file.path, WHOLE_FILE, f"{file.path.stem} says nothing of what is inside")


@rule("long-file")
def files_have_one_subject(addon: Source) -> Iterator[Problem]:
    """No file is longer than 400 lines.

    Why: a reader can hold one subject in mind, and a longer file has several.

    Mend: make a package of it: `models/` with a file a concept, and an `__init__.py` that names them.
    """
    for file in addon.every_python:
        if file not in addon.migrations and len(file.lines) > LONGEST_FILE:
            yield Problem(file.path, WHOLE_FILE, f"{len(file.lines)} lines")


@rule("long-function")
def functions_fit_a_screen(addon: Source) -> Iterator[Problem]:
    """No function is longer than 60 lines.

    Why: it cannot be seen as a whole, and its parts cannot be tested or overridden.

    Mend: give its steps names of their own.
    """
    for file in addon.python:
        for node in file.nodes:
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
                yield at(file.path, node, f"{node.name} has {(node.end_lineno or 0) - node.lineno + 1} lines")
