"""`makegood new`: asks what an addon should have, and writes it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from core.cli_output import fail, out, told
from core.lifecycle.checker.sources import World
from core.lifecycle.scaffold import CannotWrite, Wanted, begin, take_back, write_addon
from core.lifecycle.scaffold.around import targets
from core.settings import FILE, Settings, read_settings


def new(
    name: Annotated[str, typer.Argument(help="What it is called: a-z, 0-9 and _.")],
    title: Annotated[str, typer.Option(help="What people read. Default: made of the name.")] = "",
    model: Annotated[str, typer.Option(help="What it stores, such as loan: with list, form, rights and menu.")] = "",
    on: Annotated[str, typer.Option(help="A model of another addon that it extends.")] = "",
    wizard: Annotated[bool, typer.Option("--wizard", help="A button on that model whose pop-up makes one.")] = False,
    option: Annotated[bool, typer.Option("--option", help="A switch, for example of the team, that rules it.")] = False,
    smart_button: Annotated[bool, typer.Option("--smart-button", help="A count of them on that model.")] = False,
    field: Annotated[bool, typer.Option("--field", help="A field on that model.")] = False,
    job: Annotated[bool, typer.Option("--job", help="Something that is done every night.")] = False,
    demo: Annotated[bool, typer.Option("--demo", help="Records for a demonstration.")] = False,
    into: Annotated[Path | None, typer.Option(help="The folder of addons. Default: addons, here.")] = None,
) -> None:
    """Writes a new addon: manifest, models, pages, rights, migration, README and tests. Overwrites nothing.

    In a folder without an addons.toml it writes that, too. On a terminal, and without options, it asks.
    """
    with told():
        settings = read_settings()
        try:
            wanted = Wanted(name, title=title, model=model, on=on, wizard=wizard, option=option,
                            smart_button=smart_button, field=field, job=job, demo=demo)  # fmt: skip
            if sys.stdin.isatty() and wanted == Wanted(name, title=title):
                wanted = _asked(wanted, settings)
            made = begin(Path.cwd(), settings, name) if into is None else []
            settings = read_settings() if made else settings
            try:
                made += write_addon(wanted, (into or Path("addons")).resolve(), settings.addon_folders)
            except BaseException:
                take_back(made)
                raise
        except CannotWrite as why:
            fail(str(why))
    _tell(name, made)


def _asked(wanted: Wanted, settings: Settings) -> Wanted:
    """What somebody answers, question by question. Raises CannotWrite."""
    title = typer.prompt("Title", default=wanted.name.replace("_", " ").capitalize())
    model = typer.prompt("What does it store (a word like loan; empty: nothing)", default="").strip()
    known = sorted(one.model for one in targets(World(settings.addon_folders)))
    out.print("Models that have places for others: " + ", ".join(known), highlight=False, soft_wrap=True)
    on = typer.prompt("Which of them does it extend (empty: none)", default="").strip()
    both = bool(on and model)
    wizard = both and typer.confirm(f"A button there whose pop-up makes a {model}?", default=True)
    return replace(
        wanted,
        title=title,
        model=model,
        on=on,
        wizard=wizard,
        option=wizard and typer.confirm("A switch that rules the button, such as the team's?", default=True),
        smart_button=both and typer.confirm("A smart button that counts them?", default=True),
        field=bool(on) and typer.confirm("A field there?", default=False),
        job=bool(model) and typer.confirm("Something that is done every night?", default=False),
        demo=bool(model) and typer.confirm("Records for a demonstration?", default=True),
    )


def _tell(name: str, made: list[Path]) -> None:
    here = Path.cwd()
    for file in made:
        out.print(str(file.relative_to(here) if file.is_relative_to(here) else file), highlight=False, soft_wrap=True)
    own = next((file.parent for file in made if file.name == "addon.toml"), Path("addons") / name)
    shown = own.relative_to(here) if own.is_relative_to(here) else own
    out.print("\nNext:", highlight=False)
    for command in (f"makegood check {shown}", f"pytest --addon {shown}", "makegood init --demo", "makegood serve"):
        out.print(f"  {command}", highlight=False, soft_wrap=True)
    if not any(file.name == FILE for file in made):
        out.print(f"In a database that exists already: makegood install {name}", highlight=False)
