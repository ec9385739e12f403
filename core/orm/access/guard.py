"""Checks what a user's session writes: model rights and closed fields before, record rules before and after the flush.

One statement before (may these rows be changed, as they stand?) and one after (may they be as they are now?), whatever
the number of models and rows. The last net: a row was written that the guard has not seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm.exc import StaleDataError

from core.orm.access.denied import OutsideRules
from core.orm.flush import Pending

if TYPE_CHECKING:
    from core.orm.access.sessions import AccessSession

IDS_A_STATEMENT = 5000
CHECKS_A_STATEMENT = 5
Wanted = dict[tuple[str, str], list[Any]]
"""(model, operation) -> states or ids."""


@dataclass
class Checks:
    """What the guard keeps between the beginning and the end of a flush."""

    after: Wanted = field(default_factory=lambda: defaultdict(list))
    seen: set[Any] = field(default_factory=set)
    links: dict[Any, set[str] | None] = field(default_factory=dict)
    """State -> its foreign keys that are written; None: all."""


def model_of(state: Any) -> str:
    """The model of a record's state."""
    return str(state.class_.__model__)


def check_rights(session: AccessSession, pending: Pending) -> None:
    """Model rights and closed fields, without a statement. Raises AccessDenied."""
    access = session.access
    for operation, states in (
        ("create", pending.new),
        ("write", pending.changed),
        ("write", pending.linked),
        ("delete", pending.removed),
    ):
        for model in {model_of(state) for state in states}:
            access.need(model, operation)
    if access.hidden:
        for state in pending.new:
            _check_fields(session, state, state.dict.keys() & state.mapper.columns.keys())
        for state, keys in pending.changed.items():
            _check_fields(session, state, keys)


def _check_fields(session: AccessSession, state: Any, keys: Iterable[str]) -> None:
    model = model_of(state)
    for key in keys:
        if (model, key) in session.access.hidden:
            session.access.need_field(model, "write", key)


def check_before(session: AccessSession, pending: Pending) -> Checks:
    """The rows that will be changed or deleted stand under their rules now. Raises AccessDenied or StaleDataError."""
    checks, before = Checks(), defaultdict(list)
    for state in pending.new:
        checks.after[model_of(state), "create"].append(state)
        checks.links[state] = None
    for state, keys in pending.changed.items():
        before[model_of(state), "write"].append(state)
        checks.after[model_of(state), "write"].append(state)
        checks.links[state] = keys
    for state in pending.linked:
        before[model_of(state), "write"].append(state)
    for state in pending.removed:
        before[model_of(state), "delete"].append(state)
    checks.seen.update(pending.new, pending.touched, pending.removed)
    _hold(session, before, stored=True)
    return checks


def check_after(session: AccessSession, checks: Checks, written: Iterable[Any]) -> None:
    """The rows stand under their rules as they are now, and lead to records that the user sees. Raises AccessDenied."""
    if any(state not in checks.seen for state in written):
        raise OutsideRules("a record was written that the guard has not seen")
    wanted: Wanted = dict(checks.after)
    targets: dict[tuple[str, str], set[int]] = defaultdict(set)
    models = session.access.policy.models.models
    made = {(model_of(state), id_of(state)) for state, keys in checks.links.items() if keys is None}
    for state, keys in checks.links.items():
        for key, target in session.access.policy.links[model_of(state)]:
            if keys is not None and key not in keys:
                continue
            value = state.dict.get(key)
            if value is None or (target, value) in made:
                continue
            # What is in the user's session was read under the rules.
            if (models[target], (value,), None) not in session.identity_map:
                targets[target, "read"].add(value)
    for (target, _), ids in targets.items():
        session.access.need(target, "read")
        wanted[target, "read"] = [*wanted.get((target, "read"), ()), *ids]
    _hold(session, wanted)


def is_open(session: AccessSession, model: str, operation: str, id_: int) -> bool:
    """Whether one stored record stands under the rules for an operation."""
    return not _closed(session, [(model, operation, [id_])])


def _hold(session: AccessSession, wanted: Wanted, *, stored: bool = False) -> None:
    """Raises AccessDenied unless all rows stand under their rules, StaleDataError for `stored` rows that are gone."""
    access = session.access
    checks = []
    for (model, operation), rows in wanted.items():
        if access.has_condition(model, operation):
            ids = sorted({row if isinstance(row, int) else id_of(row) for row in rows})
            checks += [(model, operation, ids[n : n + IDS_A_STATEMENT]) for n in range(0, len(ids), IDS_A_STATEMENT)]
    for model, operation, ids in _closed(session, checks):
        table = access.policy.tables[model]
        there = sa.select(sa.func.count()).select_from(table).where(table.c.id.in_(ids))
        if stored and session.env.transaction.connection.scalar(there) != len(ids):
            raise StaleDataError(f"a record of {model} was deleted meanwhile")
        raise access.policy.denied(operation, model)


def _closed(session: AccessSession, checks: Sequence[tuple[str, str, list[int]]]) -> list[tuple[str, str, list[int]]]:
    """Those of the checks in which not every row is open."""
    closed = []
    for first in range(0, len(checks), CHECKS_A_STATEMENT):
        part = checks[first : first + CHECKS_A_STATEMENT]
        statement = session.access.probe(tuple((model, operation, len(ids) == 1) for model, operation, ids in part))
        given = {f"ids{number}": ids[0] if len(ids) == 1 else ids for number, (_, _, ids) in enumerate(part)}
        values = {**session.values, **given}
        counts = session.env.transaction.connection.execute(statement, values).one()
        closed += [check for check, counted in zip(part, counts, strict=True) if counted != len(check[2])]
    return closed


def id_of(state: Any) -> int:
    """The id of a stored record, also of one whose values are forgotten."""
    return int(state.dict["id"] if "id" in state.dict else state.key[1][0])
