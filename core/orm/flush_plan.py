"""The unit of work's plan, kept short: it is made of the links that change, and of nothing else.

SQLAlchemy looks at every link of every record that it writes, changed or not, and orders tables by them. A link of a
model to itself, `return_of` for one, makes a circle of that, which it breaks up record by record: planning took longer
than writing. But ids never change, and the key of a stored record is known before the flush: only links to new records,
and deletions, need an order.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import RelationshipDirection
from sqlalchemy.orm.base import INCLUDE_PENDING_MUTATIONS, PASSIVE_NO_INITIALIZE
from sqlalchemy.orm.dependency import _ManyToManyDP, _ManyToOneDP, _OneToManyDP

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapper, registry

PASSIVE = PASSIVE_NO_INITIALIZE | INCLUDE_PENDING_MUTATIONS


@dataclass
class _Doings:
    """What a flush is about, as far as its order depends on it."""

    touched: dict[Mapper[Any], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Mapper -> attributes that were set on any of its records."""
    going: set[Mapper[Any]] = field(default_factory=set)
    """Mappers of which records may be deleted."""

    @classmethod
    def of(cls, uow: Any) -> _Doings:
        """Worked out once a flush, when the first of its records is looked at."""
        found: _Doings = uow.memo(cls, lambda: cls.in_session(uow.session))
        return found

    @classmethod
    def in_session(cls, session: Any) -> _Doings:
        made, going = cls(), list(session._deleted)
        for state in (*session._new, *session._dirty_states):
            made.touched[state.mapper].update(state.committed_state, state._pending_mutations)
            if state.key and state.mapper._is_orphan(state):
                going.append(state)
        for state in going:
            made._goes(state.mapper)
        return made

    def _goes(self, mapper: Mapper[Any]) -> None:
        """With a record go those that live and die with it."""
        if mapper not in self.going:
            self.going.add(mapper)
            for relation in mapper.relationships:
                if relation.cascade.delete:
                    self._goes(relation.mapper)

    def end(self, relation: Any) -> bool:
        """Whether records at either end of a relation go."""
        return relation.parent in self.going or relation.mapper in self.going


class _Planned:
    """What the three kinds of relations share."""

    def per_property_preprocessors(self: Any, uow: Any) -> None:
        doings = _Doings.of(uow)
        if self.key in doings.touched[self.parent] or doings.end(self):
            uow.register_preprocessor(self, True)

    def prop_has_changes(self: Any, uow: Any, states: Any, isdelete: bool) -> bool:
        if isdelete or _Doings.of(uow).end(self):
            return bool(super().prop_has_changes(uow, states, isdelete))  # type: ignore[misc]
        histories = ((state, uow.get_attribute_history(state, self.key, PASSIVE)) for state in states)
        changed = [(state, one) for state, one in histories if one and (one.added or one.deleted)]
        return bool(changed and self.needs_order(uow, changed))


class _Many2one(_Planned, _ManyToOneDP):
    """Sets keys of stored records at once; links to new ones need an order."""

    def needs_order(self, uow: Any, changed: list[tuple[Any, Any]]) -> bool:
        if any(target is not None and target.key is None for _, history in changed for target in history.added or ()):
            return True
        self.process_saves(uow, [state for state, _ in changed])  # type: ignore[no-untyped-call]
        return False


class _One2many(_Planned, _OneToManyDP):
    """Leaves the keys to the other side, at which every change of this one shows."""

    def needs_order(self, uow: Any, changed: list[tuple[Any, Any]]) -> bool:
        return any(history.deleted for _, history in changed)


class _Many2many(_Planned, _ManyToManyDP):
    """Rows of links come after the records that they link."""

    def needs_order(self, uow: Any, changed: list[tuple[Any, Any]]) -> bool:
        return True


_OURS = {
    RelationshipDirection.MANYTOONE: _Many2one,
    RelationshipDirection.ONETOMANY: _One2many,
    RelationshipDirection.MANYTOMANY: _Many2many,
}


def shorten_plans(mappers: registry) -> None:
    """Makes the flushes of these mappers plan less. Called once they are configured, before the first flush."""
    for mapper in mappers.mappers:
        # They look for stored records whose ids changed, which no id ever does.
        mapper._dependency_processors.clear()
        for relation in mapper.relationships:
            if not relation.viewonly:
                made: Any = relation._dependency_processor
                made.__class__ = _OURS[relation.direction]
