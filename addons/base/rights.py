"""What a role may do, in words: the table on a role's page."""

from __future__ import annotations

from dataclasses import dataclass

from core import Env

OPERATIONS = {"read": "read", "create": "create", "write": "change", "delete": "delete"}


@dataclass(frozen=True)
class RightLine:
    """A line of the table: a model, what may be done with its records, the role that gives it, and which records."""

    model: str
    operations: tuple[str, ...]
    through: str
    rules: tuple[str, ...]


def rights_of(env: Env, role: str) -> list[RightLine]:
    """The rights of a role and of the roles that come with it, by model. Nothing for a role out of use."""
    policy = env.registry.policy
    held: dict[tuple[str, str], set[str]] = {}
    for (model, operation), roles in policy.rights.items():
        for giver in roles & policy.expand([role]):
            held.setdefault((model, giver), set()).add(operation)
    lines = [
        RightLine(
            model=env.info(model).titles,
            operations=tuple(word for operation, word in OPERATIONS.items() if operation in operations),
            through="" if giver == role else policy.roles[giver].title,
            rules=_rules(env, model, giver, operations),
        )
        for (model, giver), operations in held.items()
    ]
    return sorted(lines, key=lambda line: (line.model, line.through))


def _rules(env: Env, model: str, role: str, operations: set[str]) -> tuple[str, ...]:
    """The titles of the rules that narrow a right, those for everybody first."""
    policy = env.registry.policy
    titles: dict[str, None] = {}
    for operation in sorted(operations):
        for rule in policy.global_rules.get(model, {}).get(operation, ()):
            titles[rule.title] = None
        for rule in policy.role_rules.get(model, {}).get(operation, {}).get(role, ()):
            titles[rule.title] = None
    return tuple(titles)
