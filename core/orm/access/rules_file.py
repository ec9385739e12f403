"""An addon's `access.toml`: roles, rights and record rules, as an administrator can read them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

FILE = "access.toml"
OPERATIONS = ("read", "create", "write", "delete")
_KEYS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "role": (("name", "title"), ("implies",)),
    "right": (("role", "model", "may"), ()),
    "rule": (("model", "where", "title"), ("role", "for")),
}
"""Kind of entry -> the keys it must have and those it may have besides."""

RuleFunction = Callable[[Any, Any], Any]
"""(columns of the model, Access) -> SQL condition."""


class Addon(Protocol):
    """What is needed of a manifest here."""

    @property
    def name(self) -> str:
        """The addon's name."""

    @property
    def package(self) -> str:
        """What Python imports it as."""

    @property
    def path(self) -> Path:
        """Its folder."""

    @property
    def depends(self) -> tuple[str, ...]:
        """The addons that it builds upon."""


@dataclass(frozen=True)
class Role:
    """A role of users. Whoever has it has the roles that it `implies`, too."""

    name: str
    title: str
    addon: str
    implies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Right:
    """What a role may do with a model at all."""

    role: str
    model: str
    may: frozenset[str]


@dataclass(frozen=True)
class Rule:
    """Which records: for everybody (`role` empty), or for those whose right comes from `role`."""

    model: str
    role: str
    operations: frozenset[str]
    title: str
    where: str
    condition: RuleFunction = field(compare=False)
    addon: str


@dataclass
class Declared:
    """What one file says. `problems` is what is wrong with it, each with addon and file."""

    addon: Addon
    roles: list[Role] = field(default_factory=list)
    rights: list[Right] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def wrong(self, entry: str, problem: str) -> None:
        """Notes a mistake in an entry of the file."""
        self.problems.append(f"{self.addon.name}: {self.addon.path / FILE}: {entry}: {problem}")


def read_rules_file(addon: Addon, functions: Mapping[str, Any]) -> Declared:
    """Reads an addon's access.toml; an absent file says nothing. `functions` are the names in its rules.py.

    Raises nothing: what is wrong stands in `problems`.
    """
    declared, file = Declared(addon), addon.path / FILE
    if not file.is_file():
        return declared
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
        declared.wrong("the file", str(why))
        return declared
    for unknown in table.keys() - _KEYS.keys():
        declared.wrong(f"[{unknown}]", f"unknown (known: {', '.join(f'[[{kind}]]' for kind in _KEYS)})")
    for entry, given in _entries(declared, table, "role"):
        implies = given.get("implies", [])
        if not isinstance(implies, list) or not all(isinstance(one, str) for one in implies):
            declared.wrong(entry, "implies must be a list of role names")
            implies = []
        if given["name"].partition(".")[0] != addon.name or not given["name"].partition(".")[2]:
            declared.wrong(entry, f"{given['name']!r} must be named {addon.name}.<role>")
        declared.roles.append(Role(given["name"], given["title"], addon.name, tuple(implies)))
    for entry, given in _entries(declared, table, "right"):
        declared.rights.append(Right(given["role"], given["model"], _operations(declared, entry, "may", given["may"])))
    for entry, given in _entries(declared, table, "rule"):
        where, role = given["where"], given.get("role", "")
        condition = functions.get(where)
        if not callable(condition):
            declared.wrong(entry, f"rules.py has no function {where!r}")
            continue
        operations = _operations(declared, entry, "for", given.get("for", " ".join(OPERATIONS)))
        declared.rules.append(Rule(given["model"], role, operations, given["title"], where, condition, addon.name))
    return declared


def _entries(declared: Declared, table: Mapping[str, Any], kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The entries of a kind that have what they need, each with what to call it in a message."""
    required, optional = _KEYS[kind]
    entries = table.get(kind, [])
    if not isinstance(entries, list):
        declared.wrong(f"[{kind}]", f"write [[{kind}]]")
        return
    for number, given in enumerate(entries, start=1):
        entry = f"{kind} {number}"
        unknown = [key for key in given if key not in (*required, *optional)]
        texts = [key for key in given if key != "implies" and key not in unknown and not isinstance(given[key], str)]
        lacking = [key for key in required if not given.get(key)]
        for problem, keys in (("unknown", unknown), ("must be a text", texts), ("missing", lacking)):
            if keys:
                declared.wrong(entry, f"{', '.join(keys)}: {problem}")
        if not texts and not lacking:
            yield entry, given


def _operations(declared: Declared, entry: str, key: str, given: str) -> frozenset[str]:
    operations = frozenset(given.split())
    if unknown := operations - set(OPERATIONS):
        declared.wrong(entry, f"{key}: {', '.join(sorted(unknown))} unknown (known: {', '.join(OPERATIONS)})")
    return operations & set(OPERATIONS)
