"""The policy of a registry: what the access.toml files of its addons add up to. Immutable, like the registry."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from core.orm.access.denied import AccessDenied
from core.orm.access.kept import Restriction, Withdrawn, narrowed_by, restrictions_of, withdrawn, without
from core.orm.access.role_set import Access
from core.orm.access.rules_file import OPERATIONS, Addon, Declared, Role, Rule, read_rules_file
from core.orm.access.trial import try_rules
from core.orm.composition import Composition
from core.orm.layers import DeclarationError
from core.orm.sqlite_dialect import unindexed

COMPANY = "company_id"
"""A model with a column of this name is open only where it is empty or one of the user's companies (SPEC AR-6)."""


@dataclass(frozen=True, eq=False)
class Policy:
    """Roles, model rights, record rules and restricted fields of a registry. Deny by default: no right, no record."""

    models: Composition
    roles: Mapping[str, Role]
    rights: Mapping[tuple[str, str], frozenset[str]]
    """(model, operation) -> the roles that hold the right."""
    global_rules: Mapping[str, Mapping[str, Sequence[Rule]]]
    """Model -> operation -> rules for everybody."""
    role_rules: Mapping[str, Mapping[str, Mapping[str, Sequence[Rule]]]]
    """Model -> operation -> role -> rules for those whose right comes from that role."""
    fields: Mapping[tuple[str, str], frozenset[str]]
    """(model, column) -> the roles that may read and write it; only restricted ones."""
    kept: Mapping[str, frozenset[Restriction]] = field(default_factory=dict)
    """Addon that is left out -> what it restricts on models that are there."""
    withdrawn: Withdrawn = field(default_factory=dict)
    """What is missing in `rights` for that reason."""
    _accesses: dict[frozenset[str], Access] = field(default_factory=dict)
    _giving: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def access(self, roles: frozenset[str]) -> Access:
        """The policy as a set of roles (already expanded) sees it."""
        if (access := self._accesses.get(roles)) is None:
            access = self._accesses.setdefault(roles, Access(self, roles))
        return access

    def expand(self, roles: Iterable[str]) -> frozenset[str]:
        """These roles and all that they imply, without those that no installed addon declares."""
        expanded: set[str] = set()
        waiting = list(roles)
        while waiting:
            if (name := waiting.pop()) in self.roles and name not in expanded:
                expanded.add(name)
                waiting.extend(self.roles[name].implies)
        return frozenset(expanded)

    def giving(self, role: str) -> tuple[str, ...]:
        """The roles that give a role: itself, and those that imply it."""
        if (found := self._giving.get(role)) is None:
            found = self._giving[role] = tuple(name for name in self.roles if role in self.expand((name,)))
        return found

    def titles(self, roles: Iterable[str]) -> tuple[str, ...]:
        """The titles of roles, sorted."""
        return tuple(sorted(self.roles[name].title for name in roles if name in self.roles))

    def who_may(self, operation: str, model: str) -> tuple[str, ...]:
        """The titles of the roles that hold a right, sorted (SPEC AR-7)."""
        return self.titles(self.rights.get((model, operation), ()))

    def denied(self, operation: str, model: str) -> AccessDenied:
        """The exception that says so, with the roles that may."""
        info, held_back = self.models.info(model), self.withdrawn.get((model, operation), ())
        return AccessDenied(operation, info, self.who_may(operation, model), sorted(held_back))

    def restrictions_of(self, addon: str) -> frozenset[Restriction]:
        """What an addon restricts on models of others: what must hold on when it is left out (see `kept.py`)."""
        return restrictions_of(addon, self._rules(), self.models)

    def held_back_by(self, addon: str) -> tuple[str, ...]:
        """The titles of the models on which rights are held back because an addon is left out, sorted."""
        return tuple(sorted(self.models.info(model).titles for model in narrowed_by(addon, self.withdrawn)))

    def _rules(self) -> Iterable[Rule]:
        for by_operation in self.global_rules.values():
            yield from (rule for rules in by_operation.values() for rule in rules)
        for by_role in self.role_rules.values():
            yield from (rule for roles in by_role.values() for rules in roles.values() for rule in rules)

    def column_of(self, model: str, name: str) -> str:
        """The column that a field stands in: a many2one's foreign key, else the field itself."""
        info = self.models.info(model).fields.get(name)
        return info.column if info is not None and info.kind == "many2one" else name

    def label_of(self, model: str, name: str) -> str:
        """What users call a field; a foreign key by the label of its many2one."""
        fields = self.models.info(model).fields
        relation = next((one for one in fields.values() if one.kind == "many2one" and one.column == name), None)
        info = relation or fields.get(name)
        return info.label if info is not None and info.label else name

    @cached_property
    def tables(self) -> Mapping[str, sa.Table]:
        """The table of each model."""
        return {name: cls.__table__ for name, cls in self.models.models.items()}

    @cached_property
    def links(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Model -> (foreign key, model that it leads to), without those that may name a record one cannot see."""
        by_table = {table: model for model, table in self.tables.items()}
        return {
            model: [
                (column.key, by_table[key.column.table])
                for column in table.columns
                if not column.info.get("free")
                for key in column.foreign_keys
            ]
            for model, table in self.tables.items()
        }

    @cached_property
    def made_by_mappers(self) -> frozenset[int]:
        """Identities of the WHERE clauses that mappers make for `get` and `refresh`; they live as long as these."""
        mappers = [self.models.mapper(name) for name in self.models.models]
        return frozenset(id(mapper._get_clause[0]) for mapper in mappers)


def read_policy(
    models: Composition, manifests: Iterable[Addon], kept: Mapping[str, frozenset[Restriction]] | None = None
) -> Policy:
    """The policy of the addons, which come in dependency order: their access.toml, rules.py, and fields with `roles=`.

    `kept` is what addons that are left out restrict. Raises DeclarationError with every mistake, each with addon and
    file.
    """
    return add_up(models, [read_rules_file(addon, _functions(addon)) for addon in manifests], kept or {})


def add_up(models: Composition, files: Sequence[Declared], kept: Mapping[str, frozenset[Restriction]]) -> Policy:
    """What files say together. See `read_policy`."""
    roles = {role.name: role for file in files for role in file.roles}
    problems = [problem for file in files for problem in file.problems]
    _check_names(files, models, roles)
    rights = _rights(files)
    problems += [problem for file in files for problem in file.problems if problem not in problems]
    fields, wrong = _restricted_fields(models, roles)
    rules = [rule for file in files for rule in file.rules if rule.model in models.models]
    global_rules: dict[str, dict[str, list[Rule]]] = {}
    role_rules: dict[str, dict[str, dict[str, list[Rule]]]] = {}
    for rule in [*_company_rules(models), *rules]:
        for operation in rule.operations:
            if rule.role:
                by_role = role_rules.setdefault(rule.model, {}).setdefault(operation, {})
                by_role.setdefault(rule.role, []).append(rule)
            else:
                global_rules.setdefault(rule.model, {}).setdefault(operation, []).append(rule)
    taken = withdrawn(rights, role_rules, kept)
    policy = Policy(models, roles, without(rights, taken), global_rules, role_rules, fields, kept, taken)
    problems += [*wrong, *try_rules(policy, files)]
    if problems:
        raise DeclarationError("\n".join(problems))
    return policy


def _functions(addon: Addon) -> Mapping[str, Any]:
    has_rules = (addon.path / "rules.py").is_file() or (addon.path / "rules" / "__init__.py").is_file()
    return vars(importlib.import_module(f"{addon.package}.rules")) if has_rules else {}


def _rights(files: Iterable[Declared]) -> dict[tuple[str, str], frozenset[str]]:
    rights: dict[tuple[str, str], frozenset[str]] = {}
    for file in files:
        for right in file.rights:
            for operation in right.may:
                key = (right.model, operation)
                rights[key] = rights.get(key, frozenset()) | {right.role}
    return rights


def _check_names(files: Sequence[Declared], models: Composition, roles: Mapping[str, Role]) -> None:
    """Roles and models exist, in addons that the file's addon depends on; each role is declared once."""
    reach: dict[str, set[str]] = {}
    declared: set[str] = set()
    held = {(right.role, right.model, operation) for file in files for right in file.rights for operation in right.may}
    for file in files:
        addon = file.addon.name
        reach[addon] = {addon, "core"}.union(*(reach.get(one, {one}) for one in file.addon.depends))
        for role in file.roles:
            if role.name in declared:
                file.wrong(f"role {role.name}", "declared twice")
            declared.add(role.name)
            for implied in role.implies:
                _check_role(file, f"role {role.name}", implied, roles, reach[addon])
        for right in file.rights:
            entry = f"right of {right.role} on {right.model}"
            _check_role(file, entry, right.role, roles, reach[addon])
            _check_model(file, entry, right.model, models, reach[addon])
        for rule in file.rules:
            entry = f"rule {rule.title!r}"
            _check_model(file, entry, rule.model, models, reach[addon])
            if not rule.role:
                continue
            _check_role(file, entry, rule.role, roles, reach[addon])
            for operation in sorted(one for one in rule.operations if (rule.role, rule.model, one) not in held):
                file.wrong(entry, f"never applies: {rule.role} itself holds no right to {operation} {rule.model}")


def _check_role(file: Declared, entry: str, name: str, roles: Mapping[str, Role], reach: set[str]) -> None:
    if name not in roles:
        file.wrong(entry, f"there is no role {name}")
    elif roles[name].addon not in reach:
        file.wrong(entry, f"{name} is a role of an addon that `depends` does not name")


def _check_model(file: Declared, entry: str, name: str, models: Composition, reach: set[str]) -> None:
    if name not in models.models:
        file.wrong(entry, f"there is no model {name}")
    elif models.info(name).addon not in reach:
        file.wrong(entry, f"{name} is a model of an addon that `depends` does not name")


def _company_rules(models: Composition) -> Iterable[Rule]:
    for name, cls in models.models.items():
        if COMPANY in cls.__table__.columns:
            condition = _of_any_company if cls.__table__.columns[COMPANY].nullable else _of_company
            addon = models.infos[name].fields[COMPANY].addon
            yield Rule(name, "", frozenset(OPERATIONS), "Own companies", "", condition, addon)


def _of_company(columns: Any, access: Access) -> Any:
    return unindexed(columns.company_id).in_(access.COMPANIES)


def _of_any_company(columns: Any, access: Access) -> Any:
    return sa.or_(columns.company_id.is_(None), columns.company_id.in_(access.COMPANIES))


def _restricted_fields(
    models: Composition, roles: Mapping[str, Role]
) -> tuple[dict[tuple[str, str], frozenset[str]], list[str]]:
    """Restricted columns, and what is wrong with fields that say `roles=`."""
    restricted, problems = {}, []
    for name, info in models.infos.items():
        for one in info.fields.values():
            where = f"{one.addon}: {name}.{one.name}"
            problems += [f"{where}: there is no role {role}" for role in one.roles if role not in roles]
            if one.is_column and one.roles:
                restricted[name, one.name] = frozenset(one.roles)
            elif one.kind == "many2one" and set(one.roles) != set(info.fields[one.column].roles):
                problems.append(f"{where}: give it and its column {one.column} the same roles=")
            elif one.kind in ("one2many", "many2many") and one.roles:
                problems.append(f"{where}: roles= is for columns; the rights of {one.target} hold for what it lists")
    return restricted, problems


__all__ = ["Access", "AccessDenied", "Policy", "Role", "Rule", "read_policy"]
