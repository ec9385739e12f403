"""`makegood translate`: catalogues of translations, brought up to the sources."""

from __future__ import annotations

from typing import Annotated

import typer

from core.cli_output import FAILED, fail, out, show, show_json, told
from core.lifecycle.catalog import read_catalog
from core.lifecycle.translations import Standing, update
from core.settings import read_settings

HEADINGS = {"catalogue": "Catalogue", "texts": "Texts", "missing": "Missing", "wrong": "Wrong"}


def translate(
    language: Annotated[str, typer.Argument(help="Of which language: `de`, `pt_BR`.")],
    addon: Annotated[str, typer.Option(help="Only of this addon; `core` is the core.")] = "",
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit status 1 unless all is translated.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Takes the texts of the core and of every addon into catalogues (`locale/<language>/`), and says what is missing.

    Existing translations stay; texts that are gone go. Translate the .po files with any editor for them.
    """
    with told():
        found = read_catalog(read_settings().addon_folders)
    try:
        standings = update(found, language, addon, write=not check)
    except ValueError as why:
        fail(str(why))
    rows = [_row(one) for one in standings]
    if as_json:
        show_json(
            [{**row, "missing": one.missing, "wrong": one.wrong} for row, one in zip(rows, standings, strict=True)]
        )
    else:
        show(rows, HEADINGS, as_json=False, empty="There is nothing to translate.")
        _tell(standings)
    if check and any(one.missing or one.wrong or one.changed for one in standings):
        raise typer.Exit(FAILED)


def _row(one: Standing) -> dict[str, object]:
    return {"catalogue": str(one.file), "texts": one.texts, "missing": len(one.missing), "wrong": len(one.wrong)}


def _tell(standings: list[Standing]) -> None:
    for one in standings:
        for text in one.wrong:
            out.print(f"{one.file}: the places for values differ: {text}", markup=False, highlight=False)
