"""View models of importing: the file is chosen, its columns are understood, it is checked, it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.ui.views import Choice, Crumb, Problem


@dataclass
class ImportLine:
    """An import of before: the file, when, what it did, and where that is shown."""

    file: str
    at: str
    text: str
    url: str


@dataclass
class ImportView:
    """`import.html`: posts a `file` to `address`. `templates` are (kind, address) of empty files to fill in."""

    title: str
    address: str
    token: str
    templates: Sequence[tuple[str, str]]
    limits: tuple[str, str]
    """How large a file may be, and how many rows it may have."""
    latest: Sequence[ImportLine] = ()
    crumbs: list[Crumb] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class ColumnLine:
    """A column of the file: its title, some of its cells, and what it may mean, in groups of (title, choices)."""

    name: str
    title: str
    samples: Sequence[str]
    groups: Sequence[tuple[str, Sequence[Choice]]]
    chosen: bool


@dataclass
class ColumnsView:
    """`import_columns.html`: what the columns mean, how the file is read. Posts to `address` and below it.

    `keys` are what records may be found by. `encodings` and `separators` are empty for a workbook. `creates` names what
    may be made where it is not there.
    """

    title: str
    file: str
    rows: str
    address: str
    token: str
    columns: Sequence[ColumnLine]
    keys: Sequence[Choice]
    decimals: Sequence[Choice]
    orders: Sequence[Choice]
    encodings: Sequence[Choice] = ()
    separators: Sequence[Choice] = ()
    creates: Sequence[str] = ()
    create: bool = False
    cancel: str = ""
    crumbs: list[Crumb] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class ImportProblem:
    """What stands against a row, at a column."""

    row: str
    column: str
    text: str


@dataclass
class ImportResultView:
    """`import_result.html`: what a check found, or an import did. `counts` are (what, how many).

    `good` is how many rows can be imported, `bad` how many cannot. `left_out` is the address of a file with those.
    `records` leads to the list of what was made and changed.
    """

    title: str
    file: str
    done: bool
    address: str
    token: str
    counts: Sequence[tuple[str, str]]
    good: int
    bad: int
    lines: Sequence[ImportProblem] = ()
    more: str = ""
    left_out: str = ""
    records: str = ""
    again: str = ""
    crumbs: list[Crumb] = field(default_factory=list)
