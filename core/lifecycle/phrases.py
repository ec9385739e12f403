"""Finds the texts for people in the sources of the core or an addon, without importing them.

Where they stand: in calls that make labelled things (`Action("Post", …)`), in the tables of choices, in whole sentences
anywhere in the code, in `_("…")` of templates, and in the titles of the TOML files. What is put together while running
cannot be found: it is a template with values, as `Text("{n} days left", n=3)` (`makegood check` holds that).
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIRST = (
    "Action", "Filter", "Group", "Heading", "Menu", "Notice", "Panel", "Printout", "Refused", "SmartButton", "State",
    "Tab", "TableRow", "Text", "Crumb",
    "begin", "boolean", "button", "calendar", "choice", "computed", "day", "decimal", "entry", "instant", "integer",
    "json_text", "long_text", "many2many", "many2one", "measured", "money", "number", "one2many", "one_of", "pick",
    "pick_many", "post_message", "post_note", "rich_text", "say", "shows", "text", "tick", "word", "words", "TryLater",
)  # fmt: skip
PLACES: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(FIRST, (0,)), **dict.fromkeys(("AskDay", "AskOne", "AskRecord"), (1,)),
    **dict.fromkeys(("AccessDenied", "choice", "Closed", "InstallWarning", "one_of", "PortalTable"), (0, 1)),
    **dict.fromkeys(("growing", "HttpProblem", "PortalAction", "Problem", "rows"), (1,)), "list_of": (2,),
    "Notice": (0, 4), "PortalDocument": (2,), "PortalFact": (0,),
}  # fmt: skip
"""What is called with texts -> at which places."""
KEYWORDS = frozenset((
    "asks", "confirm", "documents_title", "done", "empty", "empty_text", "empty_title", "explain", "help", "inexact",
    "label", "link_text", "next_step", "page_label", "problem", "required", "said", "section", "steps", "subtitle",
    "summary", "text", "title", "titles", "unnamed",
))  # fmt: skip
"""What texts are called where they are named."""
SENTENCE = re.compile(r"[A-Z“{][^\n]*\s[^\n]*[.?!…:]")
A_NAME = re.compile(r"[a-z0-9]*([._/-][a-z0-9]+)+|[a-z0-9]+[._-]")
"""What code calls things: no text."""
TEMPLATE_TEXT = re.compile(
    r"""\b(?:_|count)\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')(?:\s*,\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,)?"""
)
TEMPLATE_CONTEXT = re.compile(r"""\b_in\(\s*("(?:[^"\\]|\\.)*")\s*,\s*("(?:[^"\\]|\\.)*")\s*\)""")
NOT_FOR_PEOPLE = (
    "cli", "commands.py", "checker", "scaffold", "testing", "migrations", "demo", "description.py", "reference",
    "schemas.py", "style", "makemigration.py", "metrics.py", "problems.py", "restorer.py", "archive.py", "doctor.py",
    "invariants.py", "postgresql_copy.py", "phrases.py", "translations.py",
)  # fmt: skip
"""Files and folders whose sentences are for programmers and administrators at a terminal, or are made-up records."""

Phrase = tuple[str, str | None, str | None]
"""(text, plural, context)."""


def phrases_of(folder: Path) -> dict[Phrase, list[str]]:
    """Text -> the files that it is from, of everything in a folder of the core or an addon."""
    found: dict[Phrase, list[str]] = {}
    for file in sorted(folder.rglob("*")):
        place = file.relative_to(folder)
        if any(part.startswith(NOT_FOR_PEOPLE) for part in place.parts) or "locale" in place.parts:
            continue
        for phrase in _phrases(file):
            if phrase[0].strip() and str(place) not in found.setdefault(phrase, []):
                found[phrase].append(str(place))
    return found


def _phrases(file: Path) -> Iterator[Phrase]:
    if file.suffix == ".py":
        yield from ((text, None, None) for text in sorted(_Sources(file).found))
    elif file.suffix == ".html":
        yield from _in_template(file.read_text(encoding="utf-8"))
    elif file.name in ("addon.toml", "access.toml"):
        yield from ((text, None, None) for text in _in_toml(tomllib.loads(file.read_text(encoding="utf-8"))))


def _in_template(source: str) -> Iterator[Phrase]:
    for one, many in TEMPLATE_TEXT.findall(source):
        yield ast.literal_eval(one), ast.literal_eval(many) if many else None, None
    for context, text in TEMPLATE_CONTEXT.findall(source):
        yield ast.literal_eval(text), None, ast.literal_eval(context)


def _in_toml(table: dict[str, Any]) -> Iterator[str]:
    for name in ("title", "summary"):
        if name in table:
            yield table[name]
    for option in table.get("option", ()):
        yield from (option[name] for name in ("section", "label", "help") if option.get(name))
    for role in table.get("role", ()):
        yield from (role[name] for name in ("title", "help") if role.get(name))


class _Sources(ast.NodeVisitor):
    """The texts of one Python file."""

    def __init__(self, file: Path) -> None:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        self.found: set[str] = set()
        self.constants = dict(_constants(tree))
        self.docstrings = {id(one) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
        self.visit(tree)

    def visit_Expr(self, node: ast.Expr) -> None:
        """Docstrings are for programmers."""
        if not (isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)):
            self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """`class Ticket(Model, title="Ticket", titles="Tickets")`, and `unnamed = "Draft"` in it."""
        for given in node.keywords:
            if given.arg in KEYWORDS:
                self.take(given.value)
        for one in node.body:
            if isinstance(one, ast.Assign) and any(isinstance(t, ast.Name) and t.id in KEYWORDS for t in one.targets):
                self.take(one.value)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """Labels of things, by the name of what makes them."""
        name = _called(node.func)
        for place in PLACES.get(name, ()):
            if place < len(node.args):
                self.take(node.args[place])
        for named in node.keywords:
            if named.arg in KEYWORDS or named.arg == "choices":
                self.take(named.value)
        self.generic_visit(node)

    def visit_Yield(self, node: ast.Yield) -> None:
        """`yield "price", "The price cannot be negative"`, as checks say it."""
        if isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
            self.take(node.value.elts[1])
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """Whole sentences, wherever they stand."""
        if isinstance(node.value, str) and SENTENCE.fullmatch(node.value) and "\\" not in node.value:
            self.found.add(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """What is put together is no text of its own."""

    def visit_Assign(self, node: ast.Assign) -> None:
        """Tables of words: {"draft": "Draft"}, in capitals at the top of a module."""
        names = [target.id for target in node.targets if isinstance(target, ast.Name) and target.id.isupper()]
        if names and isinstance(node.value, ast.Dict) and (names[0].endswith("WORDS") or _is_words(node.value)):
            self.take(node.value)
        self.generic_visit(node)

    def take(self, node: ast.expr | None) -> None:
        """A text that is written here, or that a constant of the module names."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if any(one.isalpha() for one in node.value) and not A_NAME.fullmatch(node.value):
                self.found.add(node.value)
        elif isinstance(node, ast.Dict):
            for value in node.values:
                self.take(value)
        elif isinstance(node, ast.IfExp):
            self.take(node.body)
            self.take(node.orelse)
        elif isinstance(node, (ast.BoolOp, ast.Tuple)):
            for value in node.values if isinstance(node, ast.BoolOp) else node.elts:
                self.take(value)
        elif isinstance(node, ast.Name) and node.id in self.constants:
            self.take(self.constants[node.id])


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What names at the top of a module stand for."""
    for one in tree.body:
        if not isinstance(one, ast.Assign):
            continue
        for target in one.targets:
            if isinstance(target, ast.Name):
                yield target.id, one.value
            elif isinstance(target, ast.Tuple) and isinstance(one.value, ast.Tuple):
                pairs = zip(target.elts, one.value.elts, strict=False)
                yield from ((name.id, value) for name, value in pairs if isinstance(name, ast.Name))


def _called(function: ast.expr) -> str:
    """The name of what is called; nothing for what only has the same name, as `sa.text`."""
    if isinstance(function, ast.Attribute):
        return "" if isinstance(function.value, ast.Name) and function.value.id in ("sa", "re") else function.attr
    return getattr(function, "id", "")


def _is_words(node: ast.Dict) -> bool:
    """Whether a table's values are labels: text that begins with a capital letter."""
    values = [one.value if isinstance(one, ast.Constant) else None for one in node.values]
    return bool(values) and all(isinstance(one, str) and re.match(r"[A-Z][a-z]*( |$|[^_.:/]*$)", one) for one in values)
