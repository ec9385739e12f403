"""Tracked changes: written into a document's chatter once a transaction, just before its commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from addons.mail.models import Activity, Follower, Message, Thread
from core import Change, Env


def write_changes(system: Env, changes: Sequence[Change]) -> None:
    """Adds an entry to the chatter of every document that was made or changed, in one statement for all.

    Chatter and followers of deleted documents go with them.
    """
    threads = {name for name, cls in system.models.models.items() if issubclass(cls, Thread)}
    ours = [change for change in changes if change.model in threads]
    rows = [_row(system, change) for change in ours if change.operation != "delete"]
    if rows:
        system.transaction.connection.execute(sa.insert(system[Message].__table__), rows)  # type: ignore[attr-defined]
    deleted: dict[str, list[int]] = defaultdict(list)
    for change in ours:
        if change.operation == "delete":
            deleted[change.model].append(change.id)
    for model, ids in deleted.items():
        _forget(system, model, ids)


def _row(system: Env, change: Change) -> dict[str, Any]:
    """An entry's columns. A document that was just made has no changes: the entry says that it was made."""
    now, user = system.now(), system.user
    written = [] if change.operation == "create" else [
        {"field": one.field, "label": one.label, "kind": one.kind, "old": kept(one.old), "new": kept(one.new)}
        for one in change.fields.values()
    ]  # fmt: skip
    return {
        "document_model": change.model, "document_id": change.id, "kind": "tracking", "author_id": user.contact_id,
        "body": "", "changes": written, "created_at": now, "created_by_id": user.id, "updated_at": now,
        "updated_by_id": user.id, "version": 1,
    }  # fmt: skip


def _forget(system: Env, model: str, ids: Iterable[int]) -> None:
    for layer in (Message, Follower, Activity):
        table: Any = system[layer].__table__  # type: ignore[attr-defined]
        gone = sa.delete(table).where(table.c.document_model == model, table.c.document_id.in_(list(ids)))
        system.transaction.connection.execute(gone)


def kept(value: Any) -> Any:
    """A value as it is kept in an entry's JSON: exact, and readable when the field is long gone."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value) or None
    return str(value) or None
