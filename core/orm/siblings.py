"""Links that are followed one by one are read together: the first one that is touched brings its siblings' along.

`for line in order.lines: line.product.name` is one statement for all products, whoever wrote the loop. Only records
that are in the session anyway are looked at, and what is read is an ordinary statement of the session, under its rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import IteratorResult, Result
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.orm import ORMExecuteState, RelationshipDirection

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_RECORDS = 2000
"""In a session with more records than this, looking through them takes longer than a statement."""
MOST_TOGETHER = 500
BROUGHT = "brought along"
"""Key in the `info` of a record's state: what was read on its behalf, which the session itself would not keep."""


def read_with_siblings(asked: ORMExecuteState) -> Result[Any] | None:
    """Answers the load of one many2one, and reads those of the record's siblings with it; None: not such a load."""
    if not asked.is_relationship_load:
        return None
    state: Any = asked.lazy_loaded_from
    if state is None or state.key is None:
        return None
    relation = _relation(asked)
    if relation is None or relation.direction is not RelationshipDirection.MANYTOONE:
        return None
    (column,) = relation.local_columns
    key = state.mapper.get_property_by_column(column).key
    target = relation.mapper.class_
    siblings = _siblings(asked.session, state, relation.key, key, target)
    if not siblings:
        return None
    mine = state.dict[key]
    wanted = sa.select(target).where(target.id.in_([mine, *siblings]))
    found = {one.id: one for one in asked.session.scalars(wanted, execution_options={"autoflush": False})}
    for id_, others in siblings.items():
        if id_ in found:
            for other in others:
                other.info.setdefault(BROUGHT, {})[relation.key] = found[id_]
    rows: Iterable[Any] = [(found[mine],)] if mine in found else []
    return IteratorResult(SimpleResultMetaData([relation.key]), iter(rows))


def _relation(asked: ORMExecuteState) -> Any:
    path = asked.loader_strategy_path
    return getattr(path, "prop", None) if path is not None else None


def _siblings(session: Any, state: Any, name: str, key: str, target: Any) -> dict[int, list[Any]]:
    """Id -> the states of the session whose link leads there, and that neither they nor the session have read yet."""
    known = session.identity_map
    found: dict[int, list[Any]] = {}
    if len(known) > MOST_RECORDS or key not in state.dict:
        return found
    for other in known.all_states():
        if other.mapper is not state.mapper or other is state or name in other.dict:
            continue
        id_ = other.dict.get(key)
        if id_ is None or id_ == state.dict[key] or session.identity_key(target, id_) in known:
            continue
        if id_ in found or len(found) < MOST_TOGETHER:
            found.setdefault(id_, []).append(other)
    return found
