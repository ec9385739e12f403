"""Entries of the chatter, and who follows a document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from addons.base.models import Attachment, Contact
from addons.mail.links import as_text, composed
from core import (
    Mapped,
    Model,
    PlainModel,
    Refused,
    choice,
    foreign_key,
    index,
    instant,
    integer,
    json_text,
    many2many,
    many2one,
    rich_text,
    text,
    unique,
)

EDITABLE_FOR = timedelta(minutes=15)
"""How long the author of an internal note may still change it (SPEC CT-8)."""

KINDS = {"message": "Message", "note": "Internal note", "tracking": "Change"}


class Message(Model, model="mail.message", title="Message", titles="Messages"):
    """An entry in the chatter of a document: a message to its followers, an internal note, or tracked changes.

    Readable by whoever may read the document; notes and tracked changes by internal users only. Entries are made by
    `Thread.post_message`, `Thread.post_note` and the tracker, by nothing else.
    """

    display = "{document_model} {document_id}"
    search_by = ("body",)
    order_by = ("-id",)
    of_record = ("document_model", "document_id")

    document_model: Mapped[str] = text("Document type", required=True, read_only=True, size=80)
    document_id: Mapped[int] = integer("Document", required=True, read_only=True)
    kind: Mapped[str] = choice("Kind", KINDS, default="note", read_only=True)
    author_id: Mapped[int | None] = foreign_key("base.contact", free=True, read_only=True)
    author: Mapped[Contact | None] = many2one("Author", "author_id", read_only=True, help="Empty: the system.")
    sender: Mapped[str | None] = text(
        "From", read_only=True, size=300, help="Who wrote by mail and is no contact: name and address."
    )
    subject: Mapped[str | None] = text("Subject", read_only=True, help="Of the mail; else the name of the document.")
    body: Mapped[str] = rich_text("Text", default="")
    changes: Mapped[list[dict[str, Any]] | None] = json_text("Changes", read_only=True)
    edited_at: Mapped[datetime | None] = instant("Edited on", read_only=True)
    attachments: Mapped[list[Attachment]] = many2many("Attachments", "base.attachment")

    constraints = (index("document_model", "document_id", "id"),)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Entries stay as they are, but for an author's own note in its first minutes (SPEC CT-8)."""
        yield from super().check()
        state = sa.inspect(self)
        written = ("document_model", "document_id", "kind", "author_id", "body", "changes")
        if not state.persistent or not any(state.attrs[name].history.has_changes() for name in written):
            return
        if any(state.attrs[name].history.has_changes() for name in written if name != "body"):
            yield Refused("Only the text of an entry can be changed.")
        elif self.kind == "tracking":
            yield Refused("Tracked changes cannot be altered.", about="body")
        elif self.kind == "message":
            yield Refused("A message that was sent cannot be altered.", about="body")
        elif not self.is_own:
            yield Refused("Only its author can change a note.", about="body")
        elif self.env.now() - self.created_at > EDITABLE_FOR:
            yield Refused("A note can be changed for {n} minutes only.", about="body", n=EDITABLE_FOR.seconds // 60)

    @property
    def is_own(self) -> bool:
        """Whether the user of this Env wrote it."""
        user = self.env.user
        return user.id is not None and self.created_by_id == user.id

    @property
    def is_editable(self) -> bool:
        """Whether the user of this Env may still change it."""
        return self.kind == "note" and self.is_own and self.env.now() - self.created_at <= EDITABLE_FOR

    def edit(self, body: str) -> None:
        """Changes the text. Refused as `check` says."""
        if not as_text(clean := composed(body)):
            raise Refused("Write something first.", about="body")
        self.body, self.edited_at = str(clean), self.env.now()


class Follower(PlainModel, model="mail.follower", title="Follower"):
    """A contact that follows a document; users follow with their own contact (SPEC CT-2). Nobody follows twice."""

    display = "{document_model} {document_id}"
    of_record = ("document_model", "document_id")

    document_model: Mapped[str] = text("Document type", required=True, read_only=True, size=80)
    document_id: Mapped[int] = integer("Document", required=True, read_only=True)
    contact_id: Mapped[int] = foreign_key("base.contact", required=True, on_delete="CASCADE", free=True)
    contact: Mapped[Contact] = many2one("Contact", "contact_id")

    constraints = (unique("document_model", "document_id", "contact_id"),)
