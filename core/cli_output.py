"""How the command line talks: tables for people, JSON for programs, progress bars, one line for errors."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from core.lifecycle.errors import AddonFailed, CatalogError, ManifestError, NotInitialised
from core.orm.layers import DeclarationError
from core.orm.refused import Refused
from core.settings import SettingsError

FAILED = 1
"""Exit status of what was refused or went wrong; 2 is for commands that cannot be understood."""

out, err = Console(), Console(stderr=True)


def show(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], *, as_json: bool, empty: str = "") -> None:
    """Prints rows: as JSON, else as a table of `columns` (key -> heading)."""
    if as_json:
        show_json(list(rows))
        return
    if not rows:
        out.print(empty)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in columns.values():
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(_text(row.get(key)) for key in columns))
    out.print(table)


def show_json(value: Any) -> None:
    """Prints JSON, and nothing else, on standard output."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n")


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar on standard error while something lasts; gives what is to be called with (what, done, total)."""
    if quiet:
        yield None
        return
    with Progress(TextColumn("{task.description}"), BarColumn(), console=err, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)


@contextmanager
def told() -> Iterator[None]:
    """Turns what people can act on into one line and exit status 1. Anything else is a bug and shows its traceback."""
    try:
        yield
    except (
        Refused, SettingsError, CatalogError, ManifestError, NotInitialised, AddonFailed, DeclarationError
    ) as why:  # fmt: skip
        fail(str(why))


def fail(text: str) -> NoReturn:
    """Prints an error and ends the program with status 1."""
    err.print(text, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(FAILED)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
