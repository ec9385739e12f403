"""Tries every record rule once when a registry is built, so that its mistakes stop an installation and not a user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

from core.orm.access.role_set import ANY_MODEL, trying
from core.orm.access.rules_file import Declared, Rule

if TYPE_CHECKING:
    from core.orm.access.policy import Policy

_Node = tuple[str, str]
"""(model, operation)."""


def try_rules(policy: Policy, files: Sequence[Declared]) -> Iterator[str]:
    """What is wrong with rules: those that fail or give no condition, and those that look at each other in a circle."""
    access = policy.access(frozenset(policy.roles))
    seen: dict[_Node, set[_Node]] = {}
    generic: set[str] = set()
    for file in files:
        for rule in file.rules:
            if rule.model not in policy.tables:
                continue
            try:
                with trying() as looked_at:
                    made = rule.condition(policy.tables[rule.model].alias().c, access)
                if not isinstance(made, sa.ColumnElement):
                    raise TypeError(f"gives {made!r}, which is no SQL condition")
            except Exception as why:
                yield _failure(file, rule, why)
                continue
            if any(model == ANY_MODEL for model, _ in looked_at):
                generic.add(rule.model)
            for operation in rule.operations:
                seen.setdefault((rule.model, operation), set()).update(looked_at)
    yield from _circles({node: set(_real(targets, policy, generic)) for node, targets in seen.items()})


def _failure(file: Declared, rule: Rule, why: Exception) -> str:
    where = f"{file.addon.name}: {file.addon.path / 'rules.py'}: {rule.where} (rule {rule.title!r})"
    return f"{where}: {type(why).__name__}: {why}"


def _real(targets: Iterable[_Node], policy: Policy, generic: set[str]) -> Iterator[_Node]:
    """What a rule over documents of any model looks at: every model but those with such a rule themselves."""
    for model, operation in targets:
        if model == ANY_MODEL:
            yield from ((one, operation) for one in policy.tables if one not in generic)
        else:
            yield model, operation


def _circles(seen: Mapping[_Node, set[_Node]]) -> Iterator[str]:
    done: set[_Node] = set()

    def walk(node: _Node, path: tuple[_Node, ...]) -> Iterator[str]:
        if node in path:
            models = " -> ".join(model for model, _ in (*path[path.index(node) :], node))
            yield f"record rules look at each other in a circle: {models}"
        elif node not in done:
            done.add(node)
            for target in sorted(seen.get(node, ())):
                yield from walk(target, (*path, node))

    for node in sorted(seen):
        yield from walk(node, ())
