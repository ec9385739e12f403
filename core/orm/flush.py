"""What happens to every record that is written, whoever writes it: it is validated, and stamped with who and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.orm import RelationshipDirection, RelationshipProperty, Session
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from core.orm.layers import Model, PlainModel
from core.orm.refused import Refused
from core.orm.sequences import Numbering, next_ids, next_numbers
from core.orm.settling import settle

if TYPE_CHECKING:
    from core.orm.env import Env

MANY = 20
"""So many new records of one model are worth a statement of their own for their ids."""
MAX_ROUNDS = 10
"""Validating may change records, which are then validated too; this often at most."""


@dataclass
class Pending:
    """What a flush will write. Members are SQLAlchemy's states of records."""

    new: list[Any] = field(default_factory=list)
    changed: dict[Any, set[str]] = field(default_factory=dict)
    """State -> columns and own many2many that change."""
    linked: list[Any] = field(default_factory=list)
    """Records whose links change because the other side was changed."""
    removed: list[Any] = field(default_factory=list)
    touched: list[Any] = field(default_factory=list)
    """Every stored record that the session holds as changed, in truth or not."""
    relinked: list[tuple[Any, Any, list[Any], list[Any]]] = field(default_factory=list)
    """(state, many2many, states that came, states that went), from either side."""


def pending_of(session: Session) -> Pending:
    """What a flush of the session would write now."""
    found, private = Pending(), cast("Any", session)
    found.new = list(private._new)
    for state in found.new:
        found.relinked += _relinked(state)
    found.removed = list(private._deleted)
    for state in private._dirty_states:
        if state in private._deleted:
            continue
        found.touched.append(state)
        if state.mapper._is_orphan(state):
            found.removed.append(state)
            continue
        if keys := _keys_of(state):
            found.changed[state] = keys
        for link in _relinked(state):
            found.relinked.append(link)
            if link[1].info.get("mirror"):
                found.linked += [other for other in (*link[2], *link[3]) if other.key]
    return found


def _keys_of(state: Any) -> set[str]:
    """The columns and own many2many of a stored record that a flush will write."""
    keys: set[str] = set()
    for key in list(state.committed_state):
        attribute = state.mapper.attrs[key]
        is_relation = isinstance(attribute, RelationshipProperty)
        if is_relation and attribute.direction is RelationshipDirection.ONETOMANY:
            continue  # the other side's foreign key tells
        history = state.get_history(key, PASSIVE_NO_INITIALIZE)
        if not history.has_changes():
            continue
        if not is_relation:
            keys.add(key)
        elif attribute.secondary is None:
            # Its column is set during the flush only.
            keys.update(state.mapper.get_property_by_column(column).key for column in attribute.local_columns)
        elif not attribute.info.get("mirror"):
            keys.add(key)  # a link is a change of the side that owns it
    return keys


def _relinked(state: Any) -> Iterator[tuple[Any, Any, list[Any], list[Any]]]:
    """The many2many links of a record that a flush will write."""
    for key in state.class_.__composition__.infos[state.class_.__model__].links:
        if key in state.committed_state:
            history = state.get_history(key, PASSIVE_NO_INITIALIZE)
            if history.added or history.deleted:
                added, deleted = ([one._sa_instance_state for one in some] for some in (history.added, history.deleted))
                yield state, state.mapper.attrs[key], added, deleted


def validate(session: Session, pending: Pending) -> Pending:
    """Asks `settle()` and `check()` of every record that will be written. Returns what is pending after that.

    Raises Refused with every problem of every record.
    """
    if settle(pending):
        pending = pending_of(session)
    problems: list[Refused] = []
    checked: set[Any] = set()
    for _ in range(MAX_ROUNDS):
        waiting = [state for state in (*pending.new, *pending.changed) if state not in checked and _is_checked(state)]
        if not waiting:
            break
        checked.update(waiting)
        for state in waiting:
            problems += _problems_of(state.obj())
        pending = pending_of(session)
    if problems:
        raise Refused.several(problems)
    return pending


def _is_checked(state: Any) -> bool:
    return state.class_.check is not PlainModel.check


def _problems_of(record: PlainModel) -> Iterator[Refused]:
    for problem in record.check():
        refused = problem if isinstance(problem, Refused) else Refused(problem[1], problem[0])
        for single in refused.problems:
            single.record = single.record or record
        yield refused


def stamp(env: Env, pending: Pending) -> None:
    """Notes who made and changed the records, and when. System work may give older dates: imports, demonstrations."""
    now = who = None
    for state in _stamped(pending.new):
        now, who = now or env.now(), env.user.id
        record = state.obj()
        kept = record.created_at if env.is_system else None
        record.created_at, record.created_by_id = kept or now, who
        record.updated_at, record.updated_by_id = kept or now, who
    for state in _stamped(pending.changed):
        now, who = now or env.now(), env.user.id
        record = state.obj()
        record.updated_at, record.updated_by_id = now, who


def give_numbers(env: Env, pending: Pending) -> None:
    """Takes the numbers of all new records that want one, by one statement a sequence."""
    waiting: dict[Numbering, list[Any]] = defaultdict(list)
    for state in pending.new:
        if state.class_.numbering is not PlainModel.numbering:
            record = state.obj()
            if not record.number and (wanted := record.numbering()) is not None:
                waiting[wanted].append(record)
    for wanted, records in waiting.items():
        numbers = next_numbers(env.transaction.connection, wanted.sequence, len(records))
        for record, number in zip(records, numbers, strict=True):
            record.number = wanted.written(number)


def give_ids(env: Env, pending: Pending) -> None:
    """PostgreSQL: takes the ids of many new records of a model by one statement, before they are written.

    Then their INSERT need not return anything, and the driver sends the rows one after the other without waiting:
    five times faster than a statement with all of them in it.
    """
    if env.transaction.connection.dialect.name != "postgresql":
        return
    waiting: dict[str, list[Any]] = defaultdict(list)
    for state in pending.new:
        if state.dict.get("id") is None:
            waiting[state.mapper.local_table.name].append(state.obj())
    for table, records in waiting.items():
        if len(records) >= MANY:
            for record, id_ in zip(records, next_ids(env.transaction.connection, table, len(records)), strict=True):
                record.id = id_


def _stamped(states: Iterable[Any]) -> Iterator[Any]:
    return (state for state in states if issubclass(state.class_, Model))
