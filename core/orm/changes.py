"""What changed in a transaction: tracked fields, collected at each flush, handed on once before commit.

Chatter and whoever else follows records get it through the hook `changes_flushed`, the audit log keeps it (SPEC XC-8).
Fields are tracked where they are declared with `tracked=True`: columns, many2one and many2many. What is written past
the records, by a bulk statement of system work, is not seen here; whoever does that notes it himself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm.base import NO_VALUE

from core.orm import audit

if TYPE_CHECKING:
    from core.orm.access.sessions import RecordSession
    from core.orm.composition import Composition
    from core.orm.env import Env
    from core.orm.flush import Pending

MAX_ROUNDS = 10
"""Who follows changes may make further ones, which are handed on too; this often at most."""
FOLLOWING = "tracked changes"
"""Why the work of those who follow changes is the system's. No reason of the changes themselves."""
_IDS_A_STATEMENT = 5000
_Key = tuple[str, int]
_Links = dict[str, tuple[set[int], set[int]]]
"""Many2many -> ids before and after."""


@dataclass(frozen=True)
class FieldChange:
    """A tracked field and its values before and after.

    Values of columns are as in Python; of a many2one the names of the records, with their ids beside them; of a
    many2many tuples of names.
    """

    field: str
    label: str
    kind: str
    old: Any
    new: Any
    old_id: int | None = None
    new_id: int | None = None


@dataclass(frozen=True)
class Change:
    """What a transaction did to a record of a model with tracked fields. `operation`: create, write or delete."""

    model: str
    id: int
    operation: str
    fields: Mapping[str, FieldChange]


@dataclass
class _Touched:
    """A record of which something changed: column -> first and last value, many2many -> ids that came and went."""

    operation: str
    old: dict[str, Any] = field(default_factory=dict)
    new: dict[str, Any] = field(default_factory=dict)
    links: dict[str, tuple[set[int], set[int]]] = field(default_factory=dict)


class Changes:
    """Collects the changes of one transaction from both its sessions."""

    def __init__(self) -> None:
        self._touched: dict[_Key, _Touched] = {}
        self._waiting: list[tuple[Any, str, dict[str, Any]]] = []
        self._links: list[tuple[Any, str, list[Any], list[Any]]] = []
        self._names: dict[_Key, str] = {}
        """What linked records are called, as far as they were there when a link to them was written."""
        self._savepoints: WeakKeyDictionary[Any, dict[_Key, _Touched]] = WeakKeyDictionary()

    def __bool__(self) -> bool:
        return bool(self._touched)

    # --- collecting ---------------------------------------------------------------------------------------------------

    def before_flush(self, session: RecordSession, pending: Pending) -> None:
        """Notes old values, while they are known."""
        models = session.env.models
        self._waiting, self._links = [], []
        for state in pending.changed if self._names else ():
            self._names.pop((state.class_.__model__, _id_of(state)), None)
        for state in pending.new:
            if models.infos[state.class_.__model__].tracked:
                self._waiting.append((state, "create", {}))
        for state, keys in pending.changed.items():
            if changed := [key for key in models.infos[state.class_.__model__].tracked if key in keys]:
                self._waiting.append((state, "write", _old_values(state, changed)))
        for state in pending.removed:
            if tracked := models.infos[state.class_.__model__].tracked:
                self._waiting.append((state, "delete", _old_values(state, tracked)))
        for state, relation, added, removed in pending.relinked:
            self._note_link(models, state, relation.key, added, removed)
            if relation.back_populates:
                for others, came in ((added, True), (removed, False)):
                    for other in others:
                        sides: tuple[list[Any], list[Any]] = ([state], []) if came else ([], [state])
                        self._note_link(models, other, relation.back_populates, *sides)
        waiting = [(state, old) for state, operation, old in self._waiting if operation != "create"]
        _read_missing(session.env, [(state.class_.__model__, _id_of(state), old) for state, old in waiting])

    def _note_link(self, models: Composition, state: Any, name: str, added: list[Any], removed: list[Any]) -> None:
        if name in models.infos[state.class_.__model__].tracked:
            self._links.append((state, name, added, removed))

    def after_flush(self, session: RecordSession) -> None:
        """Notes new values, and ids that are known only now."""
        models = session.env.models
        for state, operation, old in self._waiting:
            self._note_names(models, state)
            columns = models.infos[state.class_.__model__].tracked_columns
            touched = self._touch(state, operation)
            if touched.operation != "create":  # what was made in this transaction had no values before it
                touched.old = {**old, **touched.old}
            if operation == "delete":
                touched.new.clear()
            elif operation == "create":
                touched.new.update({key: _first_value(state, key) for key in columns})
            else:
                touched.new.update({key: state.dict.get(key, NO_VALUE) for key in old if key in columns})
        for state, name, added, removed in self._links:
            came, went = self._touch(state, "write").links.setdefault(name, (set(), set()))
            for states, here, there in ((added, came, went), (removed, went, came)):
                ids = {_id_of(one) for one in states}
                here |= ids - there
                there -= ids
        self._waiting, self._links = [], []

    def _note_names(self, models: Composition, state: Any) -> None:
        for one in models.infos[state.class_.__model__].tracked.values():
            target = state.dict.get(one.name) if one.kind == "many2one" else None
            if target is not None and (values := target.__dict__).keys() >= (its := models.infos[one.target]).needed:
                self._names[one.target, values["id"]] = its.name_of(values)

    def _touch(self, state: Any, operation: str) -> _Touched:
        key = (state.class_.__model__, _id_of(state))
        touched = self._touched.setdefault(key, _Touched(operation))
        if operation == "delete":
            touched.operation = "nothing" if touched.operation == "create" else "delete"
        elif operation == "create":
            touched.operation = "create"
        return touched

    def begin_savepoint(self, savepoint: Any) -> None:
        """Remembers what is collected so far."""
        self._savepoints[savepoint] = deepcopy(self._touched)

    def roll_back(self, savepoint: Any) -> None:
        """Forgets what was collected since."""
        if (touched := self._savepoints.pop(savepoint, None)) is not None:
            self._touched = touched
            self._names.clear()

    # --- handing on ---------------------------------------------------------------------------------------------------

    def take(self, system: Env) -> tuple[Change, ...]:
        """What was collected since this was asked last, in the order in which records were first touched."""
        touched, self._touched = self._touched, {}
        known = {key: one for key, one in touched.items() if one.operation != "nothing"}
        self._read_new(system, known)
        links = self._read_links(system, known)
        wanted: dict[str, set[Any]] = defaultdict(set)
        for key, one in known.items():
            for name, info in system.models.infos[key[0]].tracked.items():
                if info.kind == "many2one":
                    wanted[info.target].update((one.old.get(name), one.new.get(name)))
                elif info.kind == "many2many" and name in one.links:
                    wanted[info.target] |= links[key][name][0] | links[key][name][1]
        names = {model: self._names_of(system, model, ids - {None}) for model, ids in wanted.items()}
        changes = (self._change(system, key, one, links.get(key, {}), names) for key, one in known.items())
        return tuple(change for change in changes if change.fields or change.operation != "write")

    def _names_of(self, system: Env, model: str, ids: set[Any]) -> dict[int, str]:
        known = {id_: self._names[model, id_] for id_ in ids if (model, id_) in self._names}
        unknown = ids - known.keys()
        return known | _names(system, model, unknown) if unknown else known

    def _read_new(self, system: Env, known: Mapping[_Key, _Touched]) -> None:
        """New values that the database worked out."""
        _read_missing(system, [(*key, one.new) for key, one in known.items() if one.operation != "delete"])

    def _read_links(self, system: Env, known: Mapping[_Key, _Touched]) -> dict[_Key, _Links]:
        """The linked ids before and after. One statement a relation."""
        wanted: dict[tuple[str, str], list[int]] = defaultdict(list)
        for (model, id_), one in known.items():
            for name in one.links:
                wanted[model, name].append(id_)
        found: dict[_Key, _Links] = defaultdict(dict)
        for (model, name), ids in wanted.items():
            now: dict[int, set[int]] = defaultdict(set)
            relation: Any = system.models.mapper(model).attrs[name]
            near, far = relation.synchronize_pairs[0][1], relation.secondary_synchronize_pairs[0][1]
            for part in _parts(ids):
                for id_, other in system.transaction.connection.execute(sa.select(near, far).where(near.in_(part))):
                    now[id_].add(other)
            for id_ in ids:
                came, went = known[model, id_].links[name]
                found[model, id_][name] = ((now[id_] - came) | went, now[id_])
        return found

    def _change(
        self,
        system: Env,
        key: _Key,
        one: _Touched,
        links: _Links,
        names: Mapping[str, Mapping[int, str]],
    ) -> Change:
        fields = {}
        for name, info in system.models.infos[key[0]].tracked.items():
            before: Any
            after: Any
            if info.kind == "many2many":
                before, after = links.get(name, (set(), set()))
            else:
                before, after = one.old.get(name), one.new.get(name)
            if before == after:
                continue
            known = names.get(info.target, {})
            if info.kind == "many2many":
                old, new = _all_names(known, before), _all_names(known, after)
                fields[info.name] = FieldChange(info.name, info.label, info.kind, old, new)
            elif info.kind == "many2one":
                named = _name(known, before), _name(known, after)
                fields[info.name] = FieldChange(info.name, info.label, info.kind, *named, before, after)
            else:
                fields[info.name] = FieldChange(info.name, info.label, info.kind, before, after)
        return Change(key[0], key[1], one.operation, fields)


def hand_over(env: Env) -> None:
    """Calls the hook `changes_flushed` with what changed, and with what that changes in turn, and writes the audit log.

    Called by the unit of work last before commit, when everything is flushed; before that by what writes so much that
    it is not to be kept in memory.
    """
    changes = env.transaction.changes
    if not changes:
        return
    everything: list[Change] = []
    reasons = tuple(dict.fromkeys(env.transaction.system_work))
    with env.system(FOLLOWING) as system:
        for _ in range(MAX_ROUNDS):
            if not (found := changes.take(system)) and not changes:
                break
            everything += found
            if found:
                system.hook.changes_flushed(env=system, changes=found)
                system.session.flush()
        else:
            raise RuntimeError("changes are followed by changes without end")
        audit.write(system, everything, reasons)
    env.transaction.system_work = [why for why in env.transaction.system_work if why != FOLLOWING]


def _id_of(state: Any) -> int:
    return int(state.dict["id"] if "id" in state.dict else state.key[1][0])


def _first_value(state: Any, key: str) -> Any:
    """A new record's value; NO_VALUE where the database worked it out, None where nobody gave one."""
    return state.dict.get(key, NO_VALUE if key in state.expired_attributes else None)


def _old_values(state: Any, keys: Iterable[str]) -> dict[str, Any]:
    """Values before the change; NO_VALUE where the record does not know them."""
    columns = [key for key in keys if key in state.mapper.columns]
    return {key: state.committed_state.get(key, state.dict.get(key, NO_VALUE)) for key in columns}


def _read_missing(env: Env, records: Iterable[tuple[str, int, dict[str, Any]]]) -> None:
    """Fills in what is NO_VALUE in (model, id, column -> value). One statement a model and set of columns."""
    lacking: dict[tuple[str, tuple[str, ...]], dict[int, dict[str, Any]]] = defaultdict(dict)
    for model, id_, values in records:
        if missing := tuple(key for key, value in values.items() if value is NO_VALUE):
            lacking[model, missing][id_] = values
    for (model, columns), by_id in lacking.items():
        stored = _stored(env, model, list(by_id), columns)
        for id_, values in by_id.items():
            values.update(stored.get(id_, dict.fromkeys(columns)))


def _stored(env: Env, model: str, ids: Sequence[int], columns: Iterable[str]) -> dict[int, dict[str, Any]]:
    """Id -> values of columns as the database has them."""
    table: sa.Table = env.models.models[model].__table__
    names = list(columns)
    found: dict[int, dict[str, Any]] = {}
    for part in _parts(ids):
        wanted = sa.select(table.c.id, *(table.c[name] for name in names)).where(table.c.id.in_(part))
        for row in env.transaction.connection.execute(wanted):
            found[row[0]] = dict(zip(names, row[1:], strict=True))
    return found


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[first : first + _IDS_A_STATEMENT] for first in range(0, len(ids), _IDS_A_STATEMENT))


def _names(system: Env, model: str, ids: Iterable[int]) -> dict[int, str]:
    info = system.models.info(model)
    stored = _stored(system, model, sorted(ids), info.display_fields)
    return {id_: info.name_of(values) for id_, values in stored.items()}


def _all_names(names: Mapping[int, str], ids: Iterable[int]) -> tuple[str, ...]:
    return tuple(names.get(id_, f"#{id_}") for id_ in sorted(ids))


def _name(names: Mapping[int, str], id_: int | None) -> str | None:
    return None if id_ is None else names.get(id_, f"#{id_}")
