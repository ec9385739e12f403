"""`makegood check`: what the rules find, told so that the reader learns them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer

from core.cli_output import FAILED, err, fail, out, show_json, told
from core.lifecycle.catalog import read_catalog
from core.lifecycle.checker import RULES, Finding, check, mend
from core.lifecycle.checker.run import NothingToCheck, missing_migrations
from core.settings import read_settings


def check_command(
    path: Annotated[
        list[Path] | None, typer.Argument(help="Folders of addons, or of one. Default: those of addons.toml.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended without thinking.")] = False,
    migrations: Annotated[
        bool, typer.Option("--migrations", help="Compare migrations with models in every detail; imports the addons.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Checks addons by the rules that every addon keeps, and teaches them. Imports nothing; exit status 1 on findings.

    A comment `# makegood: allow RULE because …` on a line, or above it, makes an exception.
    """
    with told():
        folders = read_settings().addon_folders
    paths = [one.resolve() for one in path or folders]
    mended = 0
    try:
        if fix:
            mended, report = mend(paths, folders)
        else:
            report = check(paths, folders)
    except NothingToCheck as why:
        fail(str(why))
    lacking = _lacking(folders, paths, report.addons) if migrations else []
    if as_json:
        unmade = [{"rule": "migrations", "addon": addon, "missing": steps} for addon, steps in lacking]
        show_json([*map(_as_row, report.findings), *unmade])
    else:
        _teach(report.findings)
        for addon, steps in lacking:
            told_of = f"{addon}: run `makegood makemigration {addon}`; it would write:\n{steps}"
            err.print(told_of, markup=False, highlight=False)
        _sum_up(report.addons, len(report.findings) + len(lacking), report.allowed, mended)
    if report.findings or lacking:
        raise typer.Exit(FAILED)


def _teach(findings: Iterable[Finding]) -> None:
    """By rule: what it says, why, how to mend it, and where."""
    for name, found in groupby(sorted(findings, key=lambda one: (one.rule, one.order)), key=lambda one: one.rule):
        rule = RULES[name]
        out.print(name, style="bold red", highlight=False)
        for text in (rule.what, f"Why: {rule.why}", f"Mend: {rule.how}"):
            out.print(f"  {text}", markup=False, highlight=False, soft_wrap=True)
        for one in found:
            out.print(f"    {_shown(one.problem.file)}:{one.line}: {one.problem.text}", markup=False, soft_wrap=True)
        out.print()


def _sum_up(addons: tuple[str, ...], wrong: int, allowed: int, mended: int) -> None:
    checked = f"{len(addons)} addon{'s' if len(addons) != 1 else ''}, {len(RULES)} rules"
    said = [f"{wrong} to mend" if wrong else "nothing to mend"]
    said += [f"{mended} mended"] if mended else []
    said += [f"{allowed} allowed with a reason"] if allowed else []
    out.print(f"{checked}: {', '.join(said)}.", highlight=False)


def _as_row(one: Finding) -> dict[str, Any]:
    rule = RULES[one.rule]
    return {
        "rule": one.rule, "addon": one.addon, "file": _shown(one.problem.file), "line": one.line,
        "text": one.problem.text, "what": rule.what, "why": rule.why, "mend": rule.how,
        "fixable": one.problem.edit is not None,
    }  # fmt: skip


def _lacking(folders: Iterable[Path], paths: Iterable[Path], addons: Iterable[str]) -> list[tuple[str, str]]:
    from core.lifecycle.makemigration import MigrationError

    own = [one.parent if (one / "addon.toml").is_file() else one for one in paths]
    own = [one if one.name == "addons" else one / "addons" for one in own]
    with told():
        try:
            return missing_migrations(read_catalog(dict.fromkeys([*folders, *own])), addons)
        except MigrationError as why:
            fail(str(why))


def _shown(file: Path) -> str:
    here = Path.cwd()
    return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)
