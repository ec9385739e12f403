"""What a statement of a user's session may contain: nothing that the rules would not reach.

Rules are put where the ORM reads a model. A Core table, a Core column or a piece of text would go round them, and a
field that is closed to the user could be found out by filtering or sorting. All that is looked for in the dialect's
compiler, so it runs when a statement is met for the first time and costs nothing afterwards; the role set is part of
the compiled cache's key, so a verdict is never used for other roles.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import dml, elements, schema, selectable, visitors

from core.orm.access.criteria import AccessOption
from core.orm.access.denied import OutsideRules

if TYPE_CHECKING:
    from core.orm.access.role_set import Access

_MADE_BY_ORM = frozenset({"remote", "local", "foreign"})
"""Annotations of the conditions that join relations: the mapper wrote them."""
_PLAIN_LITERALS = ("*", "1")
_guarding = threading.Lock()


def guard_dialect(dialect: Dialect) -> None:
    """Makes a dialect check the statements of users' sessions. Does nothing the second time."""
    if getattr(dialect.statement_compiler, "checks_access", False):
        return
    with _guarding:
        if not getattr(dialect.statement_compiler, "checks_access", False):
            dialect.statement_compiler = _checking(dialect.statement_compiler)


def _checking(compiler: Any) -> Any:
    class CheckingCompiler(compiler):  # type: ignore[misc]
        checks_access = True

        def __init__(self, dialect: Dialect, statement: Any, *args: Any, **kw: Any) -> None:
            options = getattr(statement, "_with_options", ())
            option = next((one for one in options if isinstance(one, AccessOption)), None)
            if option is not None:
                check_statement(statement, option.access, written_by_hand=option.written_by_hand)
            super().__init__(dialect, statement, *args, **kw)
            if option is not None and option.access.hidden_columns:
                _check_result(self._result_columns or (), option.access)

    return CheckingCompiler


def check_statement(statement: Any, access: Access, *, written_by_hand: bool) -> None:
    """Raises OutsideRules or AccessDenied for what a user's statement may not contain.

    What the ORM made to load a relation may have Core tables in it, but neither text nor closed fields.
    """
    waiting, seen = [statement, *_conditions_in_options(statement)], set()
    while waiting:
        element = waiting.pop()
        if id(element) in seen:
            continue
        seen.add(id(element))
        annotations = getattr(element, "_annotations", {})
        waiting.extend(_behind(element, annotations))
        if not _MADE_BY_ORM.isdisjoint(annotations) or id(element) in access.policy.made_by_mappers:
            continue
        owner = annotations.get("parententity") or annotations.get("parentmapper")
        if owner is not None:
            if key := annotations.get("proxy_key"):
                access.need_field(owner.mapper.class_.__model__, "read", key)
            continue
        if _joins_link_table(element):
            continue
        _check_element(element, written_by_hand)
        waiting.extend(_children(element))


def _check_element(element: Any, written_by_hand: bool) -> None:
    if isinstance(element, (elements.TextClause, selectable.TextualSelect)):
        raise OutsideRules(f"text() in a user's statement: {element}")
    if isinstance(element, dml.UpdateBase):
        raise OutsideRules("INSERT, UPDATE or DELETE within a user's SELECT")
    if not written_by_hand:
        return
    if isinstance(element, schema.Table) and not _is_link_table(element):
        raise OutsideRules(f"the Core table {element.name} in a user's statement: use env[…]")
    if isinstance(element, elements.ColumnClause):
        if isinstance(getattr(element, "table", None), schema.Table):
            raise OutsideRules(f"the Core column {element} in a user's statement: use env[…]")
        if element.is_literal and element.name not in _PLAIN_LITERALS:
            raise OutsideRules(f"the literal column {element} in a user's statement")


def _behind(element: Any, annotations: Any) -> Iterator[Any]:
    """The subquery, CTE or alias that a column or an entity is of: it need be written nowhere else in the statement."""
    source = element if isinstance(element, selectable.AliasedReturnsRows) else getattr(element, "table", None)
    if isinstance(source, selectable.AliasedReturnsRows):
        of_entity = "parententity" in annotations
        if not (of_entity and isinstance(source.element, schema.Table)):
            yield source.element


def _is_link_table(table: Any) -> bool:
    """Whether a table only links others, as that of a many2many: `Team.members.any()` has it among its FROMs.

    Also under the name of its own that it has where a statement joins along `Team.members`.
    """
    named = table.element if isinstance(table, selectable.Alias) else table
    return isinstance(named, schema.Table) and "id" not in named.c


def _joins_link_table(element: Any) -> bool:
    """Whether a condition joins a link table to what it links, which the ORM does not annotate on the far side."""
    if not isinstance(element, elements.BinaryExpression):
        return False
    left, right = element.left, element.right
    if not (isinstance(left, schema.Column) and isinstance(right, schema.Column)):
        return False
    link, other = (left, right) if _is_link_table(left.table) else (right, left)
    return _is_link_table(link.table) and bool(link.references(other))


def _children(element: Any) -> Any:
    if isinstance(element, selectable.Select):
        # Its get_children adds the FROMs that follow from the columns, which nobody wrote.
        return visitors.HasTraverseInternals.get_children(element, omit_attrs=("_correlate", "_correlate_except"))
    return element.get_children()


def _conditions_in_options(statement: Any) -> Iterator[Any]:
    """What stands in `selectinload(Team.tickets.and_(…))`."""
    for option in getattr(statement, "_with_options", ()):
        for part in getattr(option, "context", ()):
            yield from part._extra_criteria


def _check_result(entries: Any, access: Access) -> None:
    """A closed field among what a statement returns: asked for, or undeferred by a loader option."""
    for entry in entries:
        for made_of in entry.objects:
            if isinstance(made_of, sa.Column):
                for (model, name), column in zip(access.hidden, access.hidden_columns, strict=True):
                    if made_of.shares_lineage(column):
                        access.need_field(model, "read", name)
