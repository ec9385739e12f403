"""What the chatter panel of a document shows: its entries, newest first, its followers, and what the user may write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import selectinload

from addons.base.models import Attachment, Contact
from addons.mail.links import as_text, shown_to
from addons.mail.models import KINDS, Follower, Message, Thread
from core import Env, url_of

PAGE = 30
"""Entries shown at once; older ones are a link away."""
MOST_FILES = 40
"""Of a document, the newest first."""


@dataclass
class FileLine:
    """A file of a document or of an entry."""

    name: str
    url: str
    size: int


@dataclass
class ChangeLine:
    """A tracked change. `old` and `new` are texts, days, moments, numbers or booleans."""

    label: str
    old: Any
    new: Any


@dataclass
class Entry:
    """An entry as its reader sees it. `text` is for the box in which it is changed, empty where it may not be."""

    id: int
    kind: str
    kind_label: str
    author: str
    at: datetime
    body: Markup
    changes: list[ChangeLine] = field(default_factory=list)
    files: list[FileLine] = field(default_factory=list)
    edited_at: datetime | None = None
    text: str = ""


@dataclass
class FollowerLine:
    """A follower; `contact_id` names it when it is removed."""

    contact_id: int
    name: str


def chatter_of(env: Env, record: Thread, before: int | None = None) -> dict[str, Any]:
    """The values of the template mail/chatter.html, for a stored document that the user may read.

    `before` shows entries older than the one with this id.
    """
    if record.id is None:
        return {"address": "", "entries": [], "older": None, "followers": [], "files": []}
    messages = _messages(env, record, before)
    more, messages = len(messages) > PAGE, messages[:PAGE]
    follower_ids = _follower_ids(env, record)
    names = contact_names(env, {*follower_ids, *(message.author_id for message in messages)})
    followers = [FollowerLine(one, names.get(one, "")) for one in follower_ids]
    return {
        "address": f"/mail/{record.__model__}/{record.id}",
        "entries": entries(env, record, messages, names),
        "older": messages[-1].id if more else None,
        "followers": followers,
        "following": any(one.contact_id == env.user.contact_id for one in followers),
        "may_note": env.holds("base.user"),
        "may_follow": env.user.contact_id is not None,
        "may_write": env.user.id is not None,
        "files": files_of(env, record),
        "may_attach": env.holds("base.user") and env.may("write", record.__model__),
        "attach": f"/files?{urlencode({'model': record.__model__, 'record': record.id, 'back': url_of(env, record)})}",
    }


def entries(env: Env, record: Thread, messages: Sequence[Message], names: Mapping[int | None, str]) -> list[Entry]:
    """Messages as entries, with the names of their authors. As many statements for many as for one."""
    return [
        Entry(
            id=message.id,
            kind=message.kind,
            kind_label=KINDS[message.kind],
            author=names.get(message.author_id, ""),
            at=message.created_at,
            body=body,
            changes=[_change_line(env, record, one) for one in message.changes or ()],
            files=[FileLine(file.name, f"/files/{file.id}", file.size) for file in message.attachments],
            edited_at=message.edited_at,
            text=as_text(message.body) if message.is_editable else "",
        )
        for message, body in zip(messages, _bodies(env, messages), strict=True)
    ]


def files_of(env: Env, record: Thread) -> list[FileLine]:
    """The files of a document, the newest first."""
    file = env[Attachment]
    mine = sa.and_(file.document_model == record.__model__, file.document_id == record.id)
    wanted = sa.select(file.id, file.name, file.size).where(mine).order_by(file.id.desc()).limit(MOST_FILES)
    return [FileLine(one.name, f"/files/{one.id}", one.size) for one in env.session.execute(wanted)]


def contact_names(env: Env, ids: Iterable[int | None]) -> dict[int | None, str]:
    """Names of contacts, also of those whose records the user may not open: who wrote and follows is no secret."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    with env.system("names of authors and followers") as system:
        contact = system[Contact]
        found = system.session.execute(sa.select(contact.id, contact.name).where(contact.id.in_(wanted)))
        return {row.id: row.name for row in found}


def _follower_ids(env: Env, record: Thread) -> list[int]:
    """The contacts who follow a document, in the order in which they began."""
    follower = env[Follower]
    mine = sa.and_(follower.document_model == record.__model__, follower.document_id == record.id)
    return list(env.session.scalars(sa.select(follower.contact_id).where(mine).order_by(follower.id)))


def _messages(env: Env, record: Thread, before: int | None) -> Sequence[Message]:
    message = env[Message]
    wanted = sa.select(message).where(message.document_model == record.__model__, message.document_id == record.id)
    if before is not None:
        wanted = wanted.where(message.id < before)
    newest = wanted.options(selectinload(message.attachments)).order_by(message.id.desc()).limit(PAGE + 1)
    return env.session.scalars(newest).all()


def _bodies(env: Env, messages: Sequence[Message]) -> list[Markup]:
    """All bodies at once, so that linked documents are looked up once a model and not once an entry."""
    if not messages:
        return []
    together = shown_to(env, "\0".join(message.body for message in messages))
    return [Markup(part) for part in together.split("\0")]


def _change_line(env: Env, record: Thread, change: dict[str, Any]) -> ChangeLine:
    """The label as the field is called now; the one of then where the field is gone with its addon."""
    info = env.info(record.__model__).fields.get(change["field"])
    label = info.label if info is not None else change["label"]
    choices = info.choices if info is not None else {}
    old, new = (_value(change["kind"], change[side], choices) for side in ("old", "new"))
    return ChangeLine(label, old, new)


def _value(kind: str, kept: Any, choices: Any) -> Any:
    if kept is None:
        return None
    if kind == "choice":
        return choices.get(kept, kept)
    if kind == "day":
        return date.fromisoformat(kept)
    if kind == "instant":
        return datetime.fromisoformat(kept)
    return Decimal(kept) if kind == "decimal" else kept
