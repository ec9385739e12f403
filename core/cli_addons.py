"""Commands that addons bring: those of `commands` in an addon's `commands.py`, a Typer application.

Which addons are installed is known to the database alone, so a command is there as soon as its addon is in a folder,
and says itself what it needs. An addon whose commands cannot be imported has none, and every other command works.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from core.cli_output import err
from core.lifecycle.catalog import read_catalog
from core.lifecycle.errors import AddonFailed, CatalogError
from core.lifecycle.loading import has_module, load_module
from core.settings import SettingsError, read_settings

FILE = "commands"
"""The module of an addon that holds them; it is imported by every command that is not the kernel's own."""


class CommandLine(TyperGroup):
    """The kernel's commands, and those of addons where the kernel has none of that name."""

    def __init__(self, **given: Any) -> None:
        self._own: MutableMapping[str, Any] = {}
        super().__init__(**given)

    @property
    def commands(self) -> MutableMapping[str, Any]:
        """All of them by name."""
        return {**self._own, **{name: one for name, one in _of_addons().items() if name not in self._own}}

    @commands.setter
    def commands(self, own: MutableMapping[str, Any]) -> None:
        self._own = own

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """One of the kernel's is there without looking at addons."""
        return self._own.get(cmd_name) or super().get_command(ctx, cmd_name)


def _of_addons() -> dict[str, Any]:
    try:
        return _in_folders(read_settings().addon_folders)
    except (SettingsError, CatalogError):
        return {}  # the command itself says what is wrong


@cache
def _in_folders(folders: tuple[Path, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    manifests = read_catalog(folders).manifests
    for name in sorted(manifests):
        if not has_module(manifests[name], FILE):
            continue
        try:
            brought = getattr(load_module(manifests[name], FILE), FILE, None)
        except AddonFailed as why:
            err.print(str(why), style="red", markup=False, highlight=False, soft_wrap=True)
            continue
        if isinstance(brought, typer.Typer):
            group: Any = typer.main.get_group(brought)
            for word, command in group.commands.items():
                found.setdefault(word, command)
    return found
