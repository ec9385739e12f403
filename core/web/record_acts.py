"""What can be done to a stored record of any model: delete, archive, duplicate. For pages, lists and the API."""

from __future__ import annotations

import itertools
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value

from core.orm.composition import ModelInfo
from core.orm.env import Env
from core.orm.refused import Refused
from core.orm.texts import Noun, Text, word
from core.ui.registered import Built
from core.web.errors import HttpProblem

ROOM = 12
"""Letters that " (copy 99)" takes; what has no room for it, such as a code, has to be given anew by hand."""


def delete_record(env: Env, built: Built | None, record: Any) -> None:
    """Deletes a record. Raises Refused if documents hang on it (SPEC HD-17), AccessDenied without the right."""
    info = env.info(record.__model__)
    if built is not None and not getattr(built.page, "delete", True):
        raise HttpProblem(403, Text("{titles} cannot be deleted.", titles=word(info.titles)))
    if not env.may_record("delete", record):
        raise env.registry.policy.denied("delete", info.name)
    if next(iter(record.linked_documents()), None) is not None:
        raise Refused("This {thing} has linked documents. Archive it instead.", thing=Noun(info.title))
    env.session.delete(record)
    env.session.flush()


def switch_archived(env: Env, built: Built | None, record: Any, *, active: bool | None = None) -> str:
    """Takes a record out of use, or back into it, whichever it is not, or as `active` says; gives the words for it."""
    info = env.info(record.__model__)
    if "active" not in info.fields:
        raise HttpProblem(405)
    if not env.may_record("write", record):
        raise env.registry.policy.denied("write", info.name)
    record.active = not record.active if active is None else active
    env.session.flush()
    return "Restored." if record.active else "Archived."


def duplicate_record(env: Env, built: Built | None, record: Any) -> Any:
    """A copy of a record with everything that goes along (`copied`), its own lines included.

    Where there can be no two of one name, the copy is called "… (copy)".
    """
    info = env.info(record.__model__)
    if built is not None and not getattr(built.page, "duplicate", True):
        raise HttpProblem(403, Text("{titles} cannot be duplicated.", titles=word(info.titles)))
    if not env.may("create", info.name):
        raise env.registry.policy.denied("create", info.name)
    with env.session.no_autoflush:  # half a copy is not stored
        copy = _copy(env, record)
        _name_anew(env, info, copy)
    env.session.add(copy)
    env.session.flush()
    return copy


def _name_anew(env: Env, info: ModelInfo, copy: Any) -> None:
    table = env.models.metadata.tables[info.table]
    keys: list[Any] = [one for one in table.indexes if one.unique]
    keys += [one for one in table.constraints if isinstance(one, sa.UniqueConstraint)]
    single = {column.name for key in keys for column in key.columns}
    for name in single.intersection(info.display_fields):
        field, old = info.fields[name], getattr(copy, name)
        if field.kind == "text" and old and (field.size or ROOM) >= ROOM:
            setattr(copy, name, _free_name(env, info, name, f"{old[: field.size - ROOM] if field.size else old} (copy"))


def _free_name(env: Env, info: ModelInfo, name: str, start: str) -> str:
    """The first of "… (copy)", "… (copy 2)" and so on that nothing is called, of what one may not see neither."""
    with env.system("a copy has a name of its own") as system:
        column = getattr(system.models.models[info.name], name)
        taken = set(system.session.scalars(sa.select(column).where(column.startswith(start, autoescape=True))))
    numbers = itertools.chain([""], (f" {number}" for number in itertools.count(2)))
    return next(made for number in numbers if (made := f"{start}{number})") not in taken)


def _copy(env: Env, record: Any, owner: str = "") -> Any:
    """`owner` is the column by which a line belongs to what is copied."""
    cls = type(record)
    copy = env.draft(cls)
    info = env.info(record.__model__)
    mine = {name: field for name, field in info.fields.items() if field.copied and name not in ("id", owner)}
    for name, field in mine.items():
        if field.roles and env.user.roles.isdisjoint(field.roles):
            continue
        if field.kind == "many2many":
            setattr(copy, name, list(getattr(record, name)))
        elif field.kind == "one2many" and field.cascade:
            setattr(copy, name, [_copy(env, line, field.by) for line in getattr(record, name)])
        elif field.is_column:
            setattr(copy, name, getattr(record, name))
        elif field.kind == "many2one" and field.column in mine:
            # What checks the copy looks at the linked record, which has not been read for it yet.
            set_committed_value(copy, name, getattr(record, name))
    record.copied(copy)
    return copy


def refuse_foreign_constraint(error: IntegrityError, info: ModelInfo) -> Refused:
    """The words for a record that others still need, or that would be there twice."""
    text = str(error.orig).lower()
    if "foreign key" in text:
        return Refused("This {thing} is used elsewhere. Archive it instead.", thing=Noun(info.title))
    return Refused("There is one like this already.")
