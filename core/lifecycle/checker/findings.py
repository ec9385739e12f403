"""What a rule is, and what it finds.

A rule is a function of an addon that yields problems. Its docstring is its documentation: the first paragraph says what
is right, `Why:` why that is so, `Mend:` what to do about it. The reference and the command print just that.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.lifecycle.checker.sources import Source

    Check = Callable[[Source], Iterable["Problem"]]

RULES: dict[str, Rule] = {}
"""Rules by name, in the order of their families."""
WHOLE_FILE = 0
"""The line of what concerns a file, or its absence, as a whole."""

Edit = Callable[[str], str]
"""Text of a file ("" where there is none) -> the text without the problem."""


@dataclass(frozen=True)
class Problem:
    """Something that a rule does not allow: where, in words, and how a machine would mend it, if it could."""

    file: Path
    line: int
    text: str
    edit: Edit | None = field(default=None, compare=False)
    edits: Path | None = None
    """The file that `edit` changes, where it is not the one with the problem."""


@dataclass(frozen=True)
class Finding:
    """A problem with the name of its rule."""

    rule: str
    addon: str
    problem: Problem

    @property
    def line(self) -> int:
        """The line to look at."""
        return max(1, self.problem.line)

    @property
    def order(self) -> tuple[str, str, int]:
        """Findings are told by addon, file and line."""
        return self.addon, str(self.problem.file), self.line


@dataclass(frozen=True)
class Rule:
    """A rule by its name. `family` is the title of the file that it stands in."""

    name: str
    family: str
    what: str
    why: str
    how: str
    check: Check = field(repr=False, compare=False)


def rule(name: str) -> Callable[[Check], Check]:
    """Makes a function a rule. Raises ValueError if its docstring does not teach."""

    def mark(function: Check) -> Check:
        what, why, how = _taught(function)
        family = (function.__globals__.get("__doc__") or "").split("\n", 1)[0].rstrip(".")
        RULES[name] = Rule(name, family, what, why, how, function)
        return function

    return mark


def _taught(function: Check) -> tuple[str, str, str]:
    parts = [" ".join(part.split()) for part in (function.__doc__ or "").split("\n\n")]
    said = {part.partition(": ")[0]: part.partition(": ")[2] for part in parts[1:]}
    if set(said) != {"Why", "Mend"}:
        raise ValueError(f"the docstring of the rule {function.__name__} needs the paragraphs `Why:` and `Mend:`")
    return parts[0], said["Why"], said["Mend"]


def at(file: Path, where: ast.AST | int, text: str, edit: Edit | None = None) -> Problem:
    """A problem at a node or a line of a file."""
    line = where if isinstance(where, int) else int(getattr(where, "lineno", WHOLE_FILE))
    return Problem(file, line, text, edit)


def without_repeats(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Each problem once: rules that walk a tree meet some nodes twice."""
    return iter(dict.fromkeys(problems))
