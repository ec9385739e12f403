"""`makegood reference`: the pages of the documentation that are written from the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from core.cli_output import out, told
from core.lifecycle.catalog import Catalog, read_catalog
from core.lifecycle.reference import GENERATED, hooks_page, options_page, roles_page
from core.lifecycle.reference_names import names_page
from core.lifecycle.reference_rules import rules_page
from core.settings import read_settings
from core.web.api.problems import status_table


def reference(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where to write them.")] = Path("docs"),
) -> None:
    """Writes the reference: hooks, commands, options, roles, rules and names, as the code says them."""
    with told():
        pages = reference_pages(read_catalog(read_settings().addon_folders), context.find_root().command)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8")
            out.print(str(folder / name), soft_wrap=True)


def reference_pages(catalog: Catalog, command: Any) -> Mapping[str, str]:
    """Every page by the name of its file. `command` is the whole of the command line, as Typer makes it."""
    return {
        "hooks.md": hooks_page(catalog),
        "api-statuses.md": statuses_page(),
        "commands.md": commands_page(command),
        "options.md": options_page(catalog),
        "roles.md": roles_page(catalog),
        "rules.md": rules_page(),
        "names.md": names_page(),
    }


def statuses_page() -> str:
    """docs/api-statuses.md: what the API answers with."""
    told = [
        "# Status codes of the API", "", GENERATED, "",
        "`type` is the address of this explanation on your own server, `/api-reference#…`. See",
        "[use the API](use-the-api.md) for what an error looks like.", "",
    ]  # fmt: skip
    return "\n".join([*told, *status_table()]) + "\n"


def commands_page(command: Any) -> str:
    """docs/commands.md: every command with what it is given."""
    lines = [
        "# Commands", "", GENERATED, "",
        "Every command reads the environment and `addons.toml` ([administer](administer.md)). Exit status: 0 done,",
        "1 refused or failed, 2 misunderstood. `--json` prints JSON and nothing else on standard output.",
    ]  # fmt: skip
    for name, one in _commands(command, "makegood"):
        arguments = [given for given in one.params if given.param_type_name == "argument"]
        options = [given for given in one.params if given.param_type_name == "option" and "--help" not in given.opts]
        usage = [name, *(_argument(given) for given in arguments), *(["[options]"] if options else [])]
        lines += ["", f"## {name}", "", "```", " ".join(usage), "```", "", " ".join((one.help or "").split())]
        if arguments or options:
            lines += ["", "| given | means |", "| --- | --- |"]
        lines += [f"| `{_argument(given)}` | {given.help or ''}{_default(given)} |" for given in arguments]
        lines += [f"| `{_option(given)}` | {given.help or ''}{_default(given)} |" for given in options]
    return "\n".join(lines) + "\n"


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    for word, one in command.commands.items():
        if hasattr(one, "commands"):
            yield from _commands(one, f"{name} {word}")
        else:
            yield f"{name} {word}", one


def _argument(given: Any) -> str:
    word = given.name.upper() + (" …" if given.nargs == -1 else "")
    return word if given.required else f"[{word}]"


def _option(given: Any) -> str:
    value = "" if given.is_flag else f" {given.name.upper()}"
    return ", ".join(given.opts) + value


def _default(given: Any) -> str:
    """The default in words, where there is one to speak of."""
    if given.required or given.default in (None, "", False) or not isinstance(given.default, (str, int, Path)):
        return ""
    return f" Default: `{given.default}`."
