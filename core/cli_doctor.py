"""`makegood doctor`: looks one database over."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from core.cli_kernel import kernel
from core.cli_output import FAILED, show, told
from core.lifecycle.doctor import examine


def doctor(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Checks the database: tables, migrations, keys, changed files, broken addons. Status 1 if something is wrong."""
    with told(), kernel() as opened:
        found = examine(opened)
    headings = {"wrong": "Wrong", "check": "Check", "addon": "Addon", "text": "Finding"}
    show([asdict(one) for one in found], headings, as_json=as_json, empty="Everything is as it should be.")
    if any(one.wrong for one in found):
        raise typer.Exit(FAILED)
