"""Locking records: whoever works on the same one waits, and goes on with what the other made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.orm.layers import Model

if TYPE_CHECKING:
    from core.orm.composition import Composition
    from core.orm.env import Env
    from core.orm.layers import PlainModel

ID = "env_id"


@dataclass(frozen=True)
class Locking:
    """Locks the row ID of a model and gives its version; for `Env.once`."""

    model: str

    def __call__(self, models: Composition) -> sa.Select[Any]:
        """The SELECT, of the table itself."""
        table: sa.Table = models.models[self.model].__table__
        return sa.select(table.c.version).where(table.c.id == sa.bindparam(ID)).with_for_update()


def lock(env: Env, record: PlainModel) -> None:
    """See `Env.lock`."""
    session = env.session
    session.flush()
    known = sa.inspect(record).dict.get("version")
    if not env.is_system or not isinstance(record, Model) or known is None:
        session.refresh(record, with_for_update=True)
        return
    found = env.transaction.connection.execute(env.once(Locking(record.__model__)), {ID: record.id}).scalar()
    if found != known:
        session.refresh(record, with_for_update=True)
    _forget_parts(env, record)


def _forget_parts(env: Env, record: PlainModel) -> None:
    """Its lists and the records that are parts of it: a change of theirs does not raise its version."""
    session, mapper = env.session, sa.inspect(type(record))
    lists = [one for one in mapper.relationships if one.uselist]
    parts = {one.mapper: one.synchronize_pairs[0][1].key for one in lists if one.cascade.delete_orphan}
    if loaded := [one.key for one in lists if one.key in sa.inspect(record).dict]:
        session.expire(record, loaded)
    for state in session.identity_map.all_states() if parts else ():
        if state.mapper in parts and state.dict.get(parts[state.mapper]) == record.id:
            session.expire(state.obj())
