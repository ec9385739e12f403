"""What can be done to a stored record of any model: delete, archive, duplicate. For pages, lists and the API."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value

from core.orm.composition import ModelInfo
from core.orm.env import Env
from core.orm.refused import Refused
from core.ui.registered import Built
from core.web.errors import HttpProblem


def delete_record(env: Env, built: Built | None, record: Any) -> None:
    """Deletes a record. Raises Refused if documents hang on it (SPEC HD-17), AccessDenied without the right."""
    info = env.info(record.__model__)
    if built is not None and not getattr(built.page, "delete", True):
        raise HttpProblem(403, f"{info.titles} cannot be deleted.")
    if not env.may_record("delete", record):
        raise env.registry.policy.denied("delete", info.name)
    if next(iter(record.linked_documents()), None) is not None:
        raise Refused("This {thing} has linked documents. Archive it instead.", thing=info.title.lower())
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
    """A copy of a record with everything that goes along (`copied`), its own lines included."""
    info = env.info(record.__model__)
    if (built is not None and not getattr(built.page, "create", True)) or not env.may("create", info.name):
        raise env.registry.policy.denied("create", info.name)
    copy = _copy(env, record)
    env.session.add(copy)
    env.session.flush()
    return copy


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
        return Refused("This {thing} is used elsewhere. Archive it instead.", thing=info.title.lower())
    return Refused("There is one like this already.")
