"""The manifest of an addon: its `addon.toml`, readable without importing any of the addon's code."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.lifecycle.errors import ManifestError

FILE = "addon.toml"
NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")
RESERVED = frozenset({"core", "addons", "tests"})
KINDS: Mapping[str, type] = {
    "title": str, "summary": str, "version": str, "depends": list, "application": bool, "auto_install": bool,
    "icon": str, "option": list, "essential": bool,
}  # fmt: skip
REQUIRED = ("title", "summary", "version", "depends")
OPTION_KINDS: Mapping[str, type] = {
    "on": str, "section": str, "field": str, "label": str, "help": str, "order": int,
}  # fmt: skip
OPTION_REQUIRED = ("on", "section", "field", "label")


@dataclass(frozen=True)
class Option:
    """A switch on a settings page that an addon brings: a boolean field of the model `on` (SPEC AS-2, AS-6)."""

    addon: str
    on: str
    section: str
    field: str
    label: str
    help: str = ""
    order: int = 100


@dataclass(frozen=True)
class Manifest:
    """What is known of an addon before any of its code runs. `package` is what Python imports it as."""

    name: str
    title: str
    summary: str
    version: str
    depends: tuple[str, ...]
    application: bool
    auto_install: bool
    icon: str
    options: tuple[Option, ...]
    package: str
    path: Path = field(compare=False)
    digest: str = field(compare=False)
    essential: bool = False
    """Whether signing in and the Apps page need it: it stays with `makegood serve --core-only`."""

    @property
    def is_bridge(self) -> bool:
        """Whether it installs itself as soon as everything it depends on is installed (SPEC MD-4)."""
        return self.auto_install


def read_manifest(path: Path, package: str, name: str | None = None) -> Manifest:
    """The manifest in the addon folder `path`. `name` is the folder's unless given.

    Raises ManifestError naming the file and all that is wrong with it.
    """
    name = path.name if name is None else name
    file = path / FILE
    wrong = list(_problems_of_name(name))
    try:
        content = file.read_bytes()
        table = tomllib.loads(content.decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
        raise ManifestError(f"{file}: {why}") from why
    wrong += _problems_of(table, KINDS, REQUIRED)
    options = table.get("option", [])
    for number, option in enumerate(options if isinstance(options, list) else (), start=1):
        if not isinstance(option, dict):
            wrong.append(f"option {number} is not a table; write [[option]]")
            continue
        wrong += [f"option {number}: {problem}" for problem in _problems_of(option, OPTION_KINDS, OPTION_REQUIRED)]
    wrong += _problems_of_depends(name, table)
    if wrong:
        raise ManifestError(f"{file}: " + "; ".join(wrong))
    return Manifest(
        name=name,
        title=table["title"],
        summary=table["summary"],
        version=table["version"],
        depends=tuple(table["depends"]),
        application=table.get("application", False),
        auto_install=table.get("auto_install", False),
        icon=table.get("icon", "package"),
        options=tuple(Option(addon=name, **option) for option in options),
        package=package,
        path=path,
        digest=hashlib.sha256(content).hexdigest(),
        essential=table.get("essential", False),
    )


def _problems_of_name(name: str) -> list[str]:
    if not NAME.fullmatch(name) or name in RESERVED:
        return [f"{name!r} is no name for an addon: use a-z, 0-9 and _, begin with a letter, 2 to 41 in all"]
    return []


def _problems_of(table: Mapping[str, Any], kinds: Mapping[str, type], required: tuple[str, ...]) -> list[str]:
    wrong = [f"{key} is missing" for key in required if key not in table]
    for key, value in table.items():
        if key not in kinds:
            wrong.append(f"{key} is unknown (known: {', '.join(kinds)})")
        elif type(value) is not kinds[key]:
            wrong.append(f"{key} must be {_words(kinds[key])}, not {value!r}")
        elif key in required and isinstance(value, str) and not value.strip():
            wrong.append(f"{key} is empty")
    return wrong


def _problems_of_depends(name: str, table: Mapping[str, Any]) -> list[str]:
    depends = table.get("depends")
    if not isinstance(depends, list):
        return []
    wrong = [f"depends names {other!r}, which is no addon's name" for other in depends if not _is_name(other)]
    if name in depends:
        wrong.append("depends names the addon itself")
    if len(set(map(str, depends))) < len(depends):
        wrong.append("depends names an addon twice")
    if table.get("auto_install") is True and not depends:
        wrong.append("auto_install needs something in depends: a bridge connects other addons")
    return wrong


def _is_name(value: object) -> bool:
    return isinstance(value, str) and NAME.fullmatch(value) is not None and value not in RESERVED


def _words(kind: type) -> str:
    return {str: "a text", list: "a list", bool: "true or false", int: "a whole number"}[kind]
