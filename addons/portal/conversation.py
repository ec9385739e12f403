"""The conversation of a document as its customer sees it: messages, never notes or changes (SPEC PT-6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import joinedload, selectinload

from addons.base.documents import attach
from addons.base.models import Attachment
from addons.mail.links import for_mail
from addons.mail.models import Message, Thread
from addons.portal.visiting import Visited
from core import Asked, Env, Refused, StoredFile, Text

MOST = 200
"""Messages of a page, the latest."""


@dataclass
class SaidFile:
    """A file of a message."""

    name: str
    size: int
    url: str


@dataclass
class Said:
    """A message. `mine`: the customer's own; `author` is a name, empty for the house itself."""

    id: int
    author: str
    mine: bool
    at: datetime
    body: Markup
    files: list[SaidFile]


def conversation_of(env: Env, record: Any, address: str) -> list[Said]:
    """The messages of a document that the customer reads, in the order in which they were written."""
    with env.system("the conversation of a customer") as system:
        return [
            Said(
                id=one.id,
                author=_author_of(one),
                mine=one.author_id is not None and one.author_id == env.user.contact_id,
                at=one.created_at,
                body=for_mail(one.body, ""),
                files=[SaidFile(file.name, file.size, f"{address}/files/{file.id}") for file in one.attachments],
            )
            for one in reversed(_messages(system, record))
        ]


def _author_of(message: Message) -> str:
    """Who wrote; of somebody who is known by an address alone, not the whole of it (SPEC PT-6)."""
    if message.author is not None:
        return str(message.author.name)
    return (message.sender or "").partition("@")[0].partition("<")[0].strip()


def _messages(system: Env, record: Any) -> Sequence[Message]:
    message = system[Message]
    of_document = (message.document_model == record.__model__, message.document_id == record.id)
    wanted = sa.select(message).where(*of_document, message.kind == "message").order_by(message.id.desc()).limit(MOST)
    return system.session.scalars(
        wanted.options(joinedload(message.author), selectinload(message.attachments))
    ).all()  # fmt: skip


def file_of(env: Env, record: Any, file_id: int) -> StoredFile | None:
    """A file of a message to the customer; None for any other, such as one that hangs on a note."""
    with env.system("a file of a customer's conversation") as system:
        message, file = system[Message], system[Attachment]
        of_document = (message.document_model == record.__model__, message.document_id == record.id)
        wanted = sa.select(file).where(
            file.id == file_id,
            sa.exists().where(*of_document, message.kind == "message", message.attachments.any(file.id == file_id)),
        )
        found = system.session.scalars(wanted).first()
        if found is None:
            return None
        return StoredFile(name=found.name, kind=found.content_type, digest=found.hash, size=found.size)


def reply(env: Env, asked: Asked, at: Visited, body: str) -> None:
    """Adds a customer's message with its files. Raises Refused for an empty one, and where nobody reads it any more."""
    uploads = [upload for _, upload in asked.files if upload.filename]
    if not body.strip() and not uploads:
        raise Refused("Write something first.", about="body")
    with env.system("a customer's message") as system:
        mine: Thread = system.get(at.record)
        if not at.document.replies(mine):
            raise Refused("This conversation is closed.", about="body")
        files = []
        for upload in uploads:
            upload.file.seek(0)
            files.append(attach(system, mine, asked.site.files.keep(upload.file, str(upload.filename))))
        said = body if body.strip() else Text("Files: {names}", names=", ".join(one.name for one in files))
        mine.post_message(said, attachments=files)
