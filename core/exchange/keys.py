"""External keys: what the program that a file came from calls a record, so that importing again changes it.

A record has the key that it was imported with, or that of the data file that brought it. Any other is exported under a
key that is worked out of its number and the moment it was made, `base.contact/42-1f8c0a…`: nothing is stored for it, it
is understood where it came from, and anywhere else it is a new key like any other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.lifecycle.imports import ImportedKey
from core.lifecycle.models import ExternalKey
from core.orm.upsert import insert_into, table_of

if TYPE_CHECKING:
    from core.orm.env import Env

LONGEST = 200
OWN = re.compile(r"([a-z0-9_.]+)/([0-9]{1,10})-([0-9a-f]{10})")
AT_ONCE = 500
"""Keys a statement."""


def worked_out(model: str, id_: int, made_at: datetime | None) -> str:
    """The key of a record that has no other."""
    moment = made_at.astimezone(UTC).isoformat() if made_at is not None else ""
    return f"{model}/{id_}-{hashlib.sha256(f'{model} {id_} {moment}'.encode()).hexdigest()[:10]}"


def keys_of(env: Env, model: str, ids: Collection[int]) -> dict[int, str]:
    """The keys of records, by id."""
    found: dict[int, str] = {}
    own, brought, records = table_of(env, ImportedKey), table_of(env, ExternalKey), _table(env, model)
    made = _made_at(records)
    for part in _parts(ids):
        here = sa.select(records.c.id, made).where(records.c.id.in_(part))
        moments: dict[int, Any] = {row[0]: row[1] for row in env.transaction.connection.execute(here)}
        found |= {id_: worked_out(model, id_, moment) for id_, moment in moments.items()}
        data = sa.select(brought.c.record_id, brought.c.addon, brought.c.key)
        for id_, addon, key in env.transaction.connection.execute(
            data.where(brought.c.model_name == model, brought.c.record_id.in_(part))
        ):
            found[id_] = f"{addon}.{key}"
        given = sa.select(own.c.record_id, own.c.key, own.c.made_at).where(
            own.c.model_name == model, own.c.record_id.in_(part)
        )
        for id_, key, moment in env.transaction.connection.execute(given.order_by(own.c.id)):
            if id_ in moments and moments[id_] == moment:
                found[id_] = key
    return found


def ids_of(env: Env, model: str, keys: Iterable[str]) -> dict[str, int]:
    """The records of keys; those of which there is none are left out. Whether the user may see them is not asked."""
    found: dict[str, int] = {}
    own, brought, records = table_of(env, ImportedKey), table_of(env, ExternalKey), _table(env, model)
    connection, made = env.transaction.connection, _made_at(records)
    for part in _parts(set(keys)):
        named = {key: tuple(key.split(".", 1)) for key in part if "." in key}
        data = sa.select(brought.c.addon, brought.c.key, records.c.id).join(
            records, records.c.id == brought.c.record_id
        )
        data = data.where(brought.c.model_name == model, sa.tuple_(brought.c.addon, brought.c.key).in_(named.values()))
        if named:
            found |= {f"{addon}.{key}": id_ for addon, key, id_ in connection.execute(data)}
        numbers = {int(match[2]): key for key in part if (match := OWN.fullmatch(key)) and match[1] == model}
        if numbers:
            stored = sa.select(records.c.id, made).where(records.c.id.in_(numbers))
            for id_, moment in connection.execute(stored):
                if worked_out(model, id_, moment) == numbers[id_]:
                    found[numbers[id_]] = id_
        given = sa.select(own.c.key, records.c.id, own.c.made_at, made).join(records, records.c.id == own.c.record_id)
        for key, id_, noted, moment in connection.execute(given.where(own.c.model_name == model, own.c.key.in_(part))):
            if noted == moment:
                found[key] = id_
    return found


def note_keys(env: Env, model: str, records: Mapping[str, Any]) -> None:
    """Notes the keys of records. A key whose record is gone is given to the new one."""
    if not records:
        return
    rows = [
        {"model_name": model, "key": key, "record_id": one.id, "made_at": getattr(one, "created_at", None)}
        for key, one in records.items()
        if key != worked_out(model, one.id, getattr(one, "created_at", None))
    ]
    if rows:
        insert = insert_into(env, ImportedKey)
        newer = {"record_id": insert.excluded.record_id, "made_at": insert.excluded.made_at}
        statement = insert.on_conflict_do_update(index_elements=["model_name", "key"], set_=newer)
        env.transaction.connection.execute(statement, rows)


def _table(env: Env, model: str) -> sa.Table:
    table: sa.Table = env.models.models[model].__table__
    return table


def _made_at(table: sa.Table) -> Any:
    return table.c.created_at if "created_at" in table.c else sa.null()


def _parts(all_: Iterable[Any]) -> Iterable[list[Any]]:
    listed = list(all_)
    return (listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE))
