"""Writing a new addon: the files of `scaffold/addon`, filled in, and its first migration."""

from __future__ import annotations

import importlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from core.lifecycle.catalog import PACKAGE, read_catalog
from core.lifecycle.checker.sources import World
from core.lifecycle.scaffold.around import Target, internal_role, switch_for, target, workers_of
from core.lifecycle.scaffold.wanted import CannotWrite, Wanted
from core.settings import FILE as SETTINGS
from core.settings import Settings

SUFFIX = ".jinja"
GAP = re.compile(r"\n{4,}")
FILES = Path(__file__).with_name("addon")


def begin(folder: Path, settings: Settings, addon: str) -> list[Path]:
    """Makes `folder` a place for addons of one's own: an addons.toml that names the kernel's, and a folder `addons`.

    What is there already is left alone; gives what was made.
    """
    made = []
    file, addons = folder / SETTINGS, folder / PACKAGE
    if not file.is_file():
        shown = [_near(one, folder) for one in settings.addon_folders]
        texts = {
            "folders": [*shown, PACKAGE], "install": settings.install,
            "demonstration": [*settings.demonstration, addon],
        }  # fmt: skip
        lines = [f"{key} = {json.dumps(list(values), ensure_ascii=False)}\n" for key, values in texts.items()]
        file.write_text("".join(lines), encoding="utf-8")
        made.append(file)
    if not addons.is_dir():
        addons.mkdir()
        made.append(addons)
    return made


def take_back(made: Iterable[Path]) -> None:
    """Undoes what `begin` made, where nothing came of it."""
    for path in made:
        if path.is_file():
            path.unlink()
        elif path.is_dir():
            path.rmdir()


def _near(path: Path, folder: Path) -> str:
    """A path as somebody would write it there."""
    relative = os.path.relpath(path, folder)
    return relative if relative.count("..") <= 2 else str(path)


def write_addon(wanted: Wanted, into: Path, folders: Iterable[Path]) -> list[Path]:
    """Writes an addon into a folder of addons; gives its files. Nothing is left if it cannot be written whole.

    Raises CannotWrite.
    """
    addon = into / wanted.name
    if into.name != PACKAGE or (into / "__init__.py").exists():
        raise CannotWrite(f"A folder of addons must be called {PACKAGE} and hold no __init__.py: {into}.")
    if addon.exists():
        raise CannotWrite(f"{addon} is there already.")
    around = list(dict.fromkeys([*(one.resolve() for one in folders), into.resolve()]))
    world = World(around)
    if wanted.name in world.addons:
        raise CannotWrite(f"There is an addon {wanted.name} already: {world.addons[wanted.name].path}.")
    values = _values(wanted, world)
    rendered = {name: text for name, text in _rendered(values) if text.strip()}
    try:
        for name, text in rendered.items():
            file = addon / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        if "models.py" in rendered:
            _write_migration(around, wanted.name)
    except BaseException:
        shutil.rmtree(addon, ignore_errors=True)
        raise
    return sorted(file for file in addon.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def _write_migration(folders: Iterable[Path], name: str) -> None:
    from core.lifecycle.makemigration import make_migration

    importlib.invalidate_caches()
    make_migration(read_catalog(folders), name)


def _rendered(values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """(path in the addon, text) of every file; the empty ones are of parts that nobody asked for."""
    jinja = Environment(
        loader=FileSystemLoader(FILES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, autoescape=False,
    )  # fmt: skip
    for file in sorted(FILES.rglob(f"*{SUFFIX}")):
        name = file.relative_to(FILES).as_posix()
        shown = name.removesuffix(SUFFIX).replace("__name__", str(values["name"]))
        yield shown, GAP.sub("\n\n\n", jinja.get_template(name).render(values)).lstrip("\n")


def _values(wanted: Wanted, world: World) -> dict[str, Any]:
    """What the files are filled with."""
    on = target(world, wanted.on) if wanted.on else None
    switch = switch_for(world, on) if wanted.option and on is not None else None
    role, owner = (workers_of(world, on.model), "") if on is not None else internal_role(world)
    depends = [on.addon] if on is not None else [owner] if owner else []
    title = wanted.title or wanted.name.replace("_", " ").capitalize()
    thing = wanted.model or wanted.name
    words = thing.replace("_", " ")
    plural = words + ("es" if words.endswith(("s", "x", "ch", "sh")) else "s")
    camel = "".join(part.capitalize() for part in thing.split("_"))
    return {
        "name": wanted.name, "title": title, "summary": wanted.summary or _summary(wanted, title, on, plural),
        "model": wanted.model, "on": on, "switch": switch, "depends": depends, "role": role,
        "own_role": on is None and bool(wanted.model),
        "Thing": camel, "thing": thing, "things": plural.replace(" ", "_"),
        "Label": words.capitalize(), "Labels": plural.capitalize(), "words": words, "plural": plural,
        "extension": f"{on.cls}{camel}" if on is not None else "",
        "settings_extension": f"{switch.target.cls}{camel}" if switch is not None else "",
        "wizard": wanted.wizard, "option": wanted.option, "smart_button": wanted.smart_button, "field": wanted.field,
        "job": wanted.job, "demo": wanted.demo, "at": _places(wanted, on),
    }  # fmt: skip


def _summary(wanted: Wanted, title: str, on: Target | None, plural: str) -> str:
    if wanted.model and on is not None:
        return f"Keep {plural} of a {on.attribute.replace('_', ' ')}."
    return f"Keep {plural}." if wanted.model else f"{title}."


def _places(wanted: Wanted, on: Target | None) -> dict[str, str]:
    """What is put into which place of the other form: Action, SmartButton, Show or Tab -> its name."""
    found = {}
    wishes = (
        (wanted.wizard, ("Action",)),
        (wanted.smart_button, ("SmartButton",)),
        (wanted.field, ("Show", "Tab")),
    )
    for asked, kinds in wishes:
        if asked and on is not None:
            place = next((kind for kind in kinds if kind in on.places), "")
            if not place:
                raise CannotWrite(f"The form of {on.model} has no place for {' or '.join(kinds)}.")
            found[place] = on.places[place].name
    return found
