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

from addons.base.models import Attachment, Contact, User
from addons.mail.links import as_text, shown_to
from addons.mail.models import KINDS, Activity, Follower, IncomingMail, Message, OutgoingMail, Thread
from core import Env, Models, url_of

PAGE = 30
"""Entries shown at once; older ones are a link away."""
MOST_FILES = 40
"""Of a document, the newest first."""
FILE, FILE_OF_ENTRY, FOLLOWER, MAIL, ACTIVITY, ORIGINAL = range(6)


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
class MailLine:
    """A mail of a message, and where it stands."""

    id: int
    to: str
    state: str
    answer: str = ""


@dataclass
class ActivityLine:
    """Something to do about the document, soonest first."""

    id: int
    summary: str
    due: date
    who: str
    is_late: bool


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
    subject: str = ""
    mails: list[MailLine] = field(default_factory=list)
    original: str = ""
    """Where the mail is that it came as."""


@dataclass
class Hanging:
    """What hangs on a document beside its entries. What ends in `_of` is by the ids of entries."""

    files: list[FileLine] = field(default_factory=list)
    files_of: dict[int, list[FileLine]] = field(default_factory=dict)
    mails_of: dict[int, list[MailLine]] = field(default_factory=dict)
    originals_of: dict[int, str] = field(default_factory=dict)
    activities: list[ActivityLine] = field(default_factory=list)
    follower_ids: list[int] = field(default_factory=list)
    """In the order in which they began."""


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
        return {"address": "", "entries": [], "older": None, "followers": [], "files": [], "activities": []}
    messages = _messages(env, record, before)
    more, messages = len(messages) > PAGE, messages[:PAGE]
    hanging = _hanging(env, record, messages)
    names = contact_names(env, {*hanging.follower_ids, *(message.author_id for message in messages)})
    followers = [FollowerLine(one, names.get(one, "")) for one in hanging.follower_ids]
    return {
        "address": f"/mail/{record.__model__}/{record.id}",
        "entries": entries(env, record, messages, names, hanging),
        "older": messages[-1].id if more else None,
        "followers": followers,
        "following": any(one.contact_id == env.user.contact_id for one in followers),
        "may_note": env.holds("base.user"),
        "may_follow": env.user.contact_id is not None,
        "may_write": env.user.id is not None,
        "may_retry": env.holds("base.user"),
        "files": hanging.files,
        "activities": hanging.activities,
        "may_plan": env.holds("base.user"),
        "today": env.today(),
        "may_attach": env.holds("base.user") and env.may("write", record.__model__),
        "attach": f"/files?{urlencode({'model': record.__model__, 'record': record.id, 'back': url_of(env, record)})}",
    }


def entries(
    env: Env,
    record: Thread,
    messages: Sequence[Message],
    names: Mapping[int | None, str],
    hanging: Hanging,
) -> list[Entry]:
    """Messages as entries, with names of authors, files and mails. One statement for all links in them."""
    return [
        Entry(
            id=message.id,
            kind=message.kind,
            kind_label=KINDS[message.kind],
            author=names.get(message.author_id, "") or message.sender or "",
            at=message.created_at,
            body=body,
            changes=[_change_line(env, record, one) for one in message.changes or ()],
            files=hanging.files_of.get(message.id, []),
            edited_at=message.edited_at,
            text=as_text(message.body) if message.is_editable else "",
            subject=message.subject or "",
            mails=hanging.mails_of.get(message.id, []),
            original=hanging.originals_of.get(message.id, ""),
        )
        for message, body in zip(messages, _bodies(env, messages), strict=True)
    ]


def contact_names(env: Env, ids: Iterable[int | None]) -> dict[int | None, str]:
    """Names of contacts, also of those whose records the user may not open: who wrote and follows is no secret."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    with env.system("names of authors and followers") as system:
        contact = system[Contact]
        found = system.session.execute(sa.select(contact.id, contact.name).where(contact.id.in_(wanted)))
        return {row.id: row.name for row in found}


# --- what hangs on a document: read under the rules, and by statements that are built once ----------------------------


def _messages(env: Env, record: Thread, before: int | None) -> Sequence[Message]:
    wanted = env.once(newest_messages)
    if before is not None:
        wanted = wanted.where(env[Message].id < before)
    return env.session.scalars(wanted, _named(record), execution_options={"about": record}).all()


def newest_messages(models: Models) -> sa.Select[Any]:
    """The entries of a document, the newest first, one more than a page shows."""
    message = models[Message]
    return sa.select(message).where(_hangs(message)).order_by(message.id.desc()).limit(PAGE + 1)


def _hanging(env: Env, record: Thread, messages: Sequence[Message]) -> Hanging:
    values = {**_named(record), "entries": [message.id for message in messages]}
    found = Hanging()
    followers: list[tuple[int, int]] = []
    for row in env.session.execute(env.once(files_and_followers), values, execution_options={"about": record}):
        if row.what == FOLLOWER:
            followers.append((row.id, row.of))
        elif row.what == ACTIVITY:
            due = date.fromisoformat(row.state)
            found.activities.append(ActivityLine(row.id, row.name, due, row.answer, due < env.today()))
        elif row.what == ORIGINAL:
            found.originals_of[row.of] = f"/mail/original/{row.id}"
        elif row.what == MAIL:
            found.mails_of.setdefault(row.of, []).append(MailLine(row.id, row.name, row.state, row.answer or ""))
        else:
            lines = found.files if row.what == FILE else found.files_of.setdefault(row.of, [])
            lines.append(FileLine(row.name, f"/files/{row.id}", row.size))
    found.activities.sort(key=lambda one: (one.due, one.id))
    found.follower_ids = [contact_id for _, contact_id in sorted(followers)]
    return found


def files_and_followers(models: Models) -> sa.CompoundSelect[Any]:
    """A document's newest files, followers, activities, and what hangs on some of its entries, by `what` they are."""
    file, follower, message, mail = models[Attachment], models[Follower], models[Message], models[OutgoingMail]
    todo, user, came = models[Activity], models[User], models[IncomingMail]
    nothing, no_text = sa.cast(sa.null(), sa.Integer), sa.cast(sa.null(), sa.String)
    newest = sa.select(file.id, file.name, file.size).where(_hangs(file)).order_by(file.id.desc()).limit(MOST_FILES)
    files = newest.subquery()
    entries = sa.bindparam("entries", expanding=True)
    to = sa.case((mail.name == "", mail.address), else_=mail.name)
    due = sa.cast(todo.due, sa.String)
    return sa.union_all(
        sa.select(sa.literal(FILE).label("what"), files.c.id.label("id"), nothing.label("of"),
                  files.c.name.label("name"), files.c.size.label("size"), no_text.label("state"),
                  no_text.label("answer")),
        sa.select(sa.literal(FILE_OF_ENTRY), file.id, message.id, file.name, file.size, no_text, no_text)
        .select_from(message).join(message.attachments).where(message.id.in_(entries)),
        sa.select(sa.literal(FOLLOWER), follower.id, follower.contact_id, no_text, nothing, no_text, no_text)
        .where(_hangs(follower)),
        sa.select(sa.literal(MAIL), mail.id, mail.message_id, to, nothing, mail.state, mail.answer)
        .where(_hangs(mail), mail.message_id.in_(entries)),
        sa.select(sa.literal(ORIGINAL), came.id, came.message_id, no_text, nothing, no_text, no_text)
        .where(_hangs(came), came.message_id.in_(entries)),
        sa.select(sa.literal(ACTIVITY), todo.id, nothing, todo.summary, nothing, due, user.name)
        .join(user, todo.user_id == user.id).where(_hangs(todo), todo.done_at.is_(None)),
    )  # fmt: skip


def _hangs(cls: Any) -> Any:
    return sa.and_(cls.document_model == sa.bindparam("model"), cls.document_id == sa.bindparam("document"))


def _named(record: Thread) -> dict[str, Any]:
    return {"model": record.__model__, "document": record.id}


def _bodies(env: Env, messages: Sequence[Message]) -> list[Markup]:
    """All bodies at once, so that linked documents are looked up once a model and not once an entry."""
    if not messages:
        return []
    together = shown_to(env, "\0".join(message.body for message in messages))
    # makegood: allow unsafe-html because each body was cleaned when it was written
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
