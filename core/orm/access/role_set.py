"""The policy as one set of roles sees it: conditions ready to be compiled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Mapper

from core.orm.access.denied import AccessDenied
from core.orm.layers import DeclarationError

if TYPE_CHECKING:
    from core.orm.access.criteria import AccessOption
    from core.orm.access.policy import Policy
    from core.orm.identity import Identity

_building: ContextVar[tuple[str, ...]] = ContextVar("_building", default=())
"""The models whose rules are being built right now, outermost first."""
_generic: ContextVar[bool] = ContextVar("_generic", default=False)
"""Whether a condition over documents of any model is being built."""
_looked_at: ContextVar[set[tuple[str, str]] | None] = ContextVar("_looked_at", default=None)
"""While rules are tried: the (model, operation) that they look at; else None."""
ANY_MODEL = "*"
"""Stands for every model among what a rule looks at."""


class Access:
    """What a set of roles may do. One per registry and role set, shared by threads.

    Rules hold no values: who the user is comes as parameters with each execution, so that a condition is built and
    compiled once for everybody with these roles, and a change of membership acts on the next statement.
    """

    USER: ClassVar[sa.BindParameter[int | None]] = sa.bindparam("env_user", type_=sa.Integer)
    CONTACT: ClassVar[sa.BindParameter[int | None]] = sa.bindparam("env_contact", type_=sa.Integer)
    COMPANIES: ClassVar[sa.BindParameter[Any]] = sa.bindparam("env_companies", type_=sa.Integer, expanding=True)
    DOCUMENT: ClassVar[sa.BindParameter[int]] = sa.bindparam("env_document", type_=sa.Integer)

    def __init__(self, policy: Policy, roles: frozenset[str], document_model: str = "") -> None:
        self.policy, self.roles, self.document_model = policy, roles, document_model
        self._about: dict[str, Access] = {}
        self._conditions: dict[tuple[str, str], Any] = {}
        self._entity_rules: dict[Mapper[Any], Any] = {}
        self._under_rules: WeakKeyDictionary[sa.Select[Any], sa.Select[Any]] = WeakKeyDictionary()
        self._probes: dict[tuple[tuple[str, str, bool], ...], sa.Select[Any]] = {}
        self.hidden = frozenset(field for field, allowed in policy.fields.items() if not allowed & roles)
        """(model, column) of fields that these roles may neither read nor write."""

    @staticmethod
    def parameters(user: Identity) -> dict[str, Any]:
        """The values of USER, CONTACT and COMPANIES for somebody."""
        return {"env_user": user.id, "env_contact": user.contact_id, "env_companies": list(user.company_ids)}

    def about(self, model: str) -> Access:
        """For reading what hangs on one document of `model` that is known to be open: the one that DOCUMENT names.

        Asking in general whether a document of any model is open makes a condition out of all rules there are.
        """
        if (narrowed := self._about.get(model)) is None:
            narrowed = self._about.setdefault(model, Access(self.policy, self.roles, model))
        return narrowed

    # --- asking -------------------------------------------------------------------------------------------------------

    def holds(self, role: str) -> bool:
        """Whether a role is among these."""
        return role in self.roles

    def allows(self, model: str, operation: str) -> bool:
        """Whether these roles may read, create, write or delete records of a model at all."""
        return not self.policy.rights.get((model, operation), frozenset()).isdisjoint(self.roles)

    def allows_field(self, model: str, name: str) -> bool:
        """Whether these roles may read and write a field, given that they may do so with the record."""
        return (model, self.policy.column_of(model, name)) not in self.hidden

    def need(self, model: str, operation: str) -> None:
        """Raises AccessDenied unless these roles may do this with the model at all."""
        if not self.allows(model, operation):
            raise self.policy.denied(operation, model)

    def need_field(self, model: str, operation: str, name: str) -> None:
        """Raises AccessDenied if the field is closed to these roles."""
        if not self.allows_field(model, name):
            info = self.policy.models.info(model)
            label = self.policy.label_of(model, name)
            titles = self.policy.titles(self.policy.fields[model, self.policy.column_of(model, name)])
            raise AccessDenied(operation, f"{label} of {info.titles}", titles)

    # --- for rules ----------------------------------------------------------------------------------------------------

    def columns(self, model: str) -> Any:
        """The columns of a model's table under a name of its own, for a rule's own EXISTS."""
        return self.policy.tables[model].alias().c

    def exists(self, columns: Any, *conditions: Any) -> Any:
        """There is a row of `columns`, which `columns()` gave, under these conditions beside the record asked about."""
        return sa.exists(sa.select(columns.id).where(*conditions).correlate_except(columns.id.table))

    def sees(self, model: str, id_column: Any, operation: str = "read") -> Any:
        """The record that `id_column` names is open under its own model's rules.

        EXISTS by primary key, not IN: SQLite would gather every visible id first.
        """
        table = self.policy.tables[model].alias()
        if (looked_at := _looked_at.get()) is not None:
            looked_at.add((model, operation))
            return sa.true()
        condition = self.condition(model, operation, table.c)
        found = sa.select(table.c.id).where(table.c.id == id_column)
        if condition is not None:
            found = found.where(condition)
        return sa.exists(found.correlate_except(table))

    def sees_record(self, model_column: Any, id_column: Any, operation: str = "read") -> Any:
        """The record of any model, named by a model's name and an id, is open under its own model's rules.

        For what hangs on documents of every kind: attachments, chatter, activities. Such records are no documents
        themselves: one that hangs on another one of this kind is closed.
        """
        if (looked_at := _looked_at.get()) is not None:
            looked_at.add((ANY_MODEL, operation))
            return sa.true()
        if _generic.get():
            return sa.false()
        if self.document_model and operation == "read":
            return sa.and_(model_column == self.document_model, id_column == self.DOCUMENT)
        everything, some = [], []
        with _set(_generic, True):
            for model in self.policy.tables:
                if not self.allows(model, operation) or model in _building.get():
                    continue
                if self.has_condition(model, operation):
                    some.append(sa.and_(model_column == model, self.sees(model, id_column, operation)))
                else:
                    everything.append(model)
        return sa.or_(model_column.in_(everything), *some)

    # --- conditions ---------------------------------------------------------------------------------------------------

    def has_condition(self, model: str, operation: str) -> bool:
        """Whether not every record of the model is open: what `condition` would say, without building it."""
        if operation in self.policy.global_rules.get(model, {}) or not self.allows(model, operation):
            return True
        return not self._is_free(model, operation)

    def same_records(self, model: str, one: str, other: str) -> bool:
        """Whether the same records of the model are open to both operations, because the same rules say so."""
        return self._rules_of(model, one) == self._rules_of(model, other)

    def _rules_of(self, model: str, operation: str) -> tuple[frozenset[int], frozenset[int] | None]:
        """The rules for everybody, and those of the roles; None where a role opens all. Named by identity."""
        for_everybody = frozenset(map(id, self.policy.global_rules.get(model, {}).get(operation, ())))
        if self._is_free(model, operation):
            return for_everybody, None
        by_role = self.policy.role_rules.get(model, {}).get(operation, {})
        holding = self._holding(model, operation)
        return for_everybody, frozenset(id(rule) for role in holding for rule in by_role[role])

    def condition(self, model: str, operation: str, columns: Any = None) -> Any:
        """Which records are open, over the model's table or over `columns` of an alias of it.

        None: every one; false(): none. Rules for everybody AND (the OR of the rules of the roles that hold the right);
        a role that holds the right and has no rule opens all.
        """
        if columns is not None:
            return self._build(model, operation, columns)
        key = (model, operation)
        if key not in self._conditions:
            self._conditions[key] = self._build(model, operation, self.policy.tables[model].c)
        return self._conditions[key]

    def entity_rule(self, mapper: Mapper[Any]) -> Any:
        """The condition for reading as the ORM adapts it: over the composed class."""
        if mapper not in self._entity_rules:
            self._entity_rules[mapper] = self._build(mapper.class_.__model__, "read", mapper.class_)
        return self._entity_rules[mapper]

    def _is_free(self, model: str, operation: str) -> bool:
        rules = self.policy.role_rules.get(model, {}).get(operation, {})
        return any(role not in rules for role in self._holding(model, operation))

    def _holding(self, model: str, operation: str) -> list[str]:
        return sorted(self.roles & self.policy.rights.get((model, operation), frozenset()))

    def _build(self, model: str, operation: str, columns: Any) -> Any:
        holding = self._holding(model, operation)
        if not holding:
            return sa.false()
        outer = _building.get()
        if model in outer:
            circle = " -> ".join((*outer[outer.index(model) :], model))
            raise DeclarationError(f"the record rules of {circle} look at each other in a circle")
        with _set(_building, (*outer, model)):
            for_everybody = self.policy.global_rules.get(model, {}).get(operation, ())
            must = [rule.condition(columns, self) for rule in for_everybody]
            if not self._is_free(model, operation):
                by_role = self.policy.role_rules[model][operation]
                must.append(sa.or_(*(rule.condition(columns, self) for role in holding for rule in by_role[role])))
        return sa.and_(*must) if must else None

    def probe(self, wanted: tuple[tuple[str, str, bool], ...]) -> sa.Select[Any]:
        """A statement that counts, for each (model, operation, whether it is one), how many of the ids are open.

        Its parameters `ids0`, `ids1`, … are lists of ids, or one id: that needs no statement for each length of a list.
        """
        if (statement := self._probes.get(wanted)) is None:
            statement = self._probes[wanted] = sa.select(*(self._count(n, *each) for n, each in enumerate(wanted)))
        return statement

    def _count(self, number: int, model: str, operation: str, alone: bool) -> Any:
        table = self.policy.tables[model].alias()
        condition = self.condition(model, operation, table.c)
        ids: Any = sa.bindparam(f"ids{number}", expanding=not alone, type_=table.c.id.type)
        counted = sa.select(sa.func.count()).select_from(table)
        counted = counted.where(table.c.id == ids if alone else table.c.id.in_(ids))
        return (counted if condition is None else counted.where(condition)).scalar_subquery()

    # --- for statements -----------------------------------------------------------------------------------------------

    @cached_property
    def options(self) -> tuple[AccessOption, AccessOption]:
        """The option that puts every rule into a statement: for statements of users, and for the ORM's own loads."""
        from core.orm.access.criteria import AccessOption

        return AccessOption(self, written_by_hand=True), AccessOption(self, written_by_hand=False)

    def under_rules(self, statement: sa.Select[Any]) -> sa.Select[Any]:
        """A user's statement with the rules in it; the same one each time, so that its key is worked out once."""
        if (known := self._under_rules.get(statement)) is None:
            known = self._under_rules[statement] = statement.options(self.options[0])
        return known

    @cached_property
    def hidden_columns(self) -> Sequence[sa.Column[Any]]:
        """The columns behind `hidden`."""
        return [self.policy.tables[model].c[name] for model, name in self.hidden]

    @cached_property
    def ruled(self) -> Mapping[Mapper[Any], str]:
        """The mappers of the models of which not every record may be read -> model name."""
        return {self.policy.models.mapper(m): m for m in self.policy.tables if self.has_condition(m, "read")}


@contextmanager
def trying() -> Iterator[set[tuple[str, str]]]:
    """While it lasts, rules are only asked which (model, operation) they look at, and not followed any further."""
    looked_at: set[tuple[str, str]] = set()
    with _set(_looked_at, looked_at):
        yield looked_at


@contextmanager
def _set(variable: ContextVar[Any], value: Any) -> Iterator[None]:
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)
