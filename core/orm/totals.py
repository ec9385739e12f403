"""Running totals: raised or given back by one conditional UPDATE, which is built once for each of them.

System work. Rows are changed past the records that the session holds, which say what is stored all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa
from sqlalchemy.orm.attributes import set_committed_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.orm.access.sessions import SystemSession
    from core.orm.composition import Composition
    from core.orm.env import Env
    from core.orm.layers import PlainModel

Limit = str | Decimal | int
"""A column's name, or a number."""
ID, AMOUNT, MOST = "env_id", "env_amount", "env_most"
"""Parameters. A parameter of an UPDATE that is called like a column would be written to it."""


@dataclass(frozen=True)
class Taking:
    """Adds AMOUNT to the total of the record ID; for `Env.once`.

    `at_most` is the column that limits it, "" where MOST does; nothing limits what `gives_back`. `shows`: it gives what
    the row then says.
    """

    model: str
    total: str
    at_most: str
    gives_back: bool
    shows: bool = False

    @classmethod
    def of(cls, model: str, total: str, amount: Decimal | int, at_most: Limit, *, shows: bool = False) -> Taking:
        """How `amount` is taken from a total that a column or a number limits."""
        return cls(model, total, at_most if isinstance(at_most, str) else "", amount <= 0, shows)

    def values(self, id: int, amount: Decimal | int, at_most: Limit) -> dict[str, Any]:  # noqa: A002
        """The parameters."""
        return {ID: id, AMOUNT: amount, **({} if self.at_most or self.gives_back else {MOST: at_most})}

    def __call__(self, models: Composition) -> sa.Update:
        """The UPDATE, of the table itself: whoever executes it tells the session."""
        table: sa.Table = models.models[self.model].__table__
        total = table.c[self.total]
        raised: Any = total + sa.bindparam(AMOUNT, type_=total.type)
        values = {self.total: raised}
        if "version" in table.c:
            values["version"] = table.c.version + 1
        statement = sa.update(table).where(table.c.id == sa.bindparam(ID), raised >= 0).values(values)
        if self.shows:
            statement = statement.returning(*(table.c[name] for name in values))
        if self.gives_back:
            return statement
        limit = table.c[self.at_most] if self.at_most else sa.bindparam(MOST, type_=total.type)
        return statement.where(raised <= limit)


@dataclass(frozen=True)
class RaisingVersion:
    """An UPDATE of a model that raises the version of what it changes; for `Env.once`."""

    model: str
    build: Callable[[Composition], sa.Update]

    def __call__(self, models: Composition) -> sa.Update:
        """The UPDATE as it is carried out."""
        table, statement = models.models[self.model].__table__, self.build(models)
        return statement.values(version=table.c.version + 1) if "version" in table.c else statement


def take(env: Env, layer: type[PlainModel], id_: int, total: str, amount: Decimal | int, at_most: Limit) -> bool:
    """See `Env.take`."""
    session, held = _session(env, layer), _held(env, layer, id_)
    if held is not None and sa.inspect(held).modified:
        session.flush()
    taking = Taking.of(layer.__model__, total, amount, at_most, shows=held is not None)
    # What else is pending is not about this row, and is written together with what comes after.
    values = taking.values(id_, amount, at_most)
    done = session.update_past_records(env.models[layer], [id_], env.once(taking), values)
    if held is None:
        return bool(done.rowcount)
    if (row := done.mappings().first()) is None:
        return False
    if "version" in row and row["version"] - 1 != held.__dict__.get("version"):
        session.expire(held)  # somebody else has changed it, too
    for name, value in row.items():
        set_committed_value(held, name, value)
    return True


def take_each(env: Env, layer: type[PlainModel], amounts: Mapping[int, Decimal], total: str, at_most: Limit) -> bool:
    """See `Env.take_each`. In the order of their ids: whoever takes of the same rows waits, and not in a circle."""
    session, given = _session(env, layer), sorted(amounts.items())
    kinds = {Taking.of(layer.__model__, total, amount, at_most) for _, amount in given}
    if len(kinds) != 1 or any(_held(env, layer, id_) is not None for id_, _ in given):
        return all(take(env, layer, id_, total, amount, at_most) for id_, amount in given)
    (taking,) = kinds
    values = [taking.values(id_, amount, at_most) for id_, amount in given]
    return session.update_past_records(env.models[layer], amounts, env.once(taking), values).rowcount == len(values)


def update(
    env: Env, layer: type[PlainModel], id_: int, build: Callable[[Composition], sa.Update], values: Mapping[str, Any]
) -> sa.CursorResult[Any]:
    """See `Env.update`."""
    session = _session(env, layer)
    statement = env.once(RaisingVersion(layer.__model__, build))
    done = session.update_past_records(env.models[layer], [id_], statement, values)
    if (held := _held(env, layer, id_)) is not None:
        session.expire(held)
    return done


def _session(env: Env, layer: type[PlainModel]) -> SystemSession:
    if not env.is_system:
        raise env.denied("write", layer)
    return cast("SystemSession", env.session)


def _held(env: Env, layer: type[PlainModel], id_: int) -> Any:
    return env.session.identity_map.get(env.session.identity_key(env.models[layer], id_))
