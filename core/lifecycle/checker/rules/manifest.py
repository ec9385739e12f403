"""The manifest."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator

from core.lifecycle.checker.declared import classes_of
from core.lifecycle.checker.findings import WHOLE_FILE, Problem, rule
from core.lifecycle.checker.sources import Source, text_of
from core.lifecycle.data import DEMO
from core.lifecycle.errors import ManifestError
from core.lifecycle.manifest import read_manifest


def line_with(addon: Source, *words: str) -> int:
    """The first line of the manifest in which all these words stand, else that of the whole file."""
    try:
        lines = text_of(addon.manifest_file).splitlines()
    except (OSError, UnicodeDecodeError):
        return WHOLE_FILE
    return next((n for n, line in enumerate(lines, start=1) if all(word in line for word in words)), WHOLE_FILE)


@rule("manifest")
def manifest_can_be_read(addon: Source) -> Iterator[Problem]:
    """The manifest has the keys title, summary, version and depends, no unknown ones, and values of the right kind.

    Why: the Apps page shows an addon by its manifest alone; a wrong one is shown as broken and cannot be installed.

    Mend: correct the key that is named; "The manifest" in docs/write-an-addon.md lists all of them.
    """
    try:
        read_manifest(addon.path, addon.package, addon.name)
    except ManifestError as why:
        for part in str(why).removeprefix(f"{addon.manifest_file}: ").split("; "):
            yield Problem(addon.manifest_file, line_with(addon, part.split(" ", 1)[0]), part)


@rule("unknown-dependency")
def dependencies_are_here(addon: Source) -> Iterator[Problem]:
    """Every addon in `depends` is in a folder of addons.toml, beside this one, or in an installed package.

    Why: an addon whose dependency is not here cannot be planned, let alone installed.

    Mend: correct the name, or add the folder that holds the addon to `folders` in addons.toml.
    """
    for name in addon.depends:
        if name not in addon.world.addons:
            yield Problem(addon.manifest_file, line_with(addon, "depends"), f"there is no addon {name} here")


@rule("summary")
def summary_is_a_sentence(addon: Source) -> Iterator[Problem]:
    """The summary is one sentence with a full stop.

    Why: it stands on the addon's card, beside the sentences of the others.

    Mend: say in one sentence what the addon is for (`--fix` adds the full stop).
    """
    summary = addon.manifest.get("summary")
    if isinstance(summary, str) and summary.strip() and not summary.rstrip().endswith("."):
        line = line_with(addon, "summary")
        mended = summary.rstrip() + "."
        yield Problem(
            addon.manifest_file, line, "the summary does not end with a full stop",
            lambda text: text.replace(f'"{summary}"', f'"{mended}"', 1),
        )  # fmt: skip


@rule("option-without-field")
def options_have_their_fields(addon: Source) -> Iterator[Problem]:
    """Each option names a boolean field that a layer of this addon adds to the model `on`.

    Why: the switch on the settings page stores its state there; without it nothing could be switched.

    Mend: add `field: Mapped[bool] = boolean("Label")` to a layer of that model in models.py.
    """
    classes = classes_of(addon)
    for option in addon.manifest.get("option", []):
        if not isinstance(option, dict) or not isinstance(option.get("field"), str):
            continue
        on, name = str(option.get("on", "")), option["field"]
        line = line_with(addon, "field", f'"{name}"')
        own = {key: one for layer in classes.layers(addon) if layer.model == on for key, one in layer.fields.items()}
        if name not in own:
            yield Problem(addon.manifest_file, line, f"no layer of {on} in this addon has the field {name}")
        elif own[name].kind != "boolean":
            yield Problem(addon.manifest_file, line, f"{on}.{name} is {own[name].kind}, not boolean")


@rule("option-unused")
def options_are_asked(addon: Source) -> Iterator[Problem]:
    """The field of each option is asked for somewhere in the addon's code.

    Why: a switch that nothing asks for does nothing, which a user finds out by trying.

    Mend: give it to what it rules (`Action(…, option=TeamX.use_x, via=…)`), or take the option out.
    """
    asked = {node.attr for file in addon.python for node in file.nodes if isinstance(node, ast.Attribute)}
    words = {node.value for file in addon.python for node in file.nodes
             if isinstance(node, ast.Constant) and isinstance(node.value, str)}  # fmt: skip
    for option in addon.manifest.get("option", []):
        name = option.get("field") if isinstance(option, dict) else None
        if isinstance(name, str) and name not in asked | words:
            yield Problem(addon.manifest_file, line_with(addon, "field", f'"{name}"'), f"nothing asks for {name}")


@rule("data-files")
def data_files_can_be_read(addon: Source) -> Iterator[Problem]:
    """data.toml, demo.toml and access.toml are TOML, and each record of data has a `key`.

    Why: a record without a key would be loaded anew at every upgrade.

    Mend: give the record `key = "…"`, unique within the addon and the model.
    """
    for name in ("data.toml", f"{DEMO}.toml", "access.toml"):
        file = addon.path / name
        if not file.is_file():
            continue
        try:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
            yield Problem(file, WHOLE_FILE, str(why))
            continue
        for model, records in table.items() if name != "access.toml" else ():
            for number, record in enumerate(records if isinstance(records, list) else (), start=1):
                if isinstance(record, dict) and not record.get("key"):
                    yield Problem(file, WHOLE_FILE, f"{model} {number} has no key")
