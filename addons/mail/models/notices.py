"""The inbox: messages that a user reads here and not by mail, and entries in which he was named."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from addons.base.models import User
from core import Mapped, PlainModel, choice, foreign_key, index, instant, integer, many2one, text, unique

if TYPE_CHECKING:
    from addons.mail.models.messages import Message

WAYS = {"mail": "By email", "app": "In the inbox"}
REASONS = {"message": "Message", "mention": "You were named"}
EXCERPT = 300
"""Characters of an entry that the inbox shows."""


class NotifiedUser(User):
    """A user hears of messages by mail or in the inbox."""

    notified_by: Mapped[str] = choice(
        "Messages I Follow", WAYS, default="mail", help="Where messages on documents that you follow reach you."
    )

    def preferences(self) -> frozenset[str]:
        """This is everybody's own."""
        return super().preferences() | {"notified_by"}


class Notice(PlainModel, model="mail.notice", title="Notice", titles="Notices"):
    """An entry of a conversation for one user, until it is read. Seen by that user alone, who may read the document."""

    display = "{title}"
    search_by = ("title", "excerpt", "author")
    order_by = ("-id",)
    of_record = ("document_model", "document_id")

    user_id: Mapped[int] = foreign_key("base.user", required=True, on_delete="CASCADE", index=False, read_only=True)
    user: Mapped[User] = many2one("For", "user_id", read_only=True)
    message_id: Mapped[int] = foreign_key("mail.message", required=True, on_delete="CASCADE", read_only=True)
    message: Mapped[Message] = many2one("Entry", "message_id", read_only=True)
    document_model: Mapped[str] = text("Document type", required=True, read_only=True, size=80)
    document_id: Mapped[int] = integer("Document's id", required=True, read_only=True)
    title: Mapped[str] = text("Document", required=True, read_only=True)
    author: Mapped[str] = text("From", default="", read_only=True)
    excerpt: Mapped[str] = text("Text", default="", read_only=True, size=EXCERPT)
    reason: Mapped[str] = choice("Why", REASONS, default="message", read_only=True)
    written_at: Mapped[datetime] = instant("Written", required=True, read_only=True)
    read_at: Mapped[datetime | None] = instant("Read", read_only=True)

    constraints = (
        unique("user_id", "message_id"),
        index("user_id", "read_at", "id"),
        index("read_at", "id"),
        index("reason", "id"),
        index("document_model", "document_id"),
    )

    def mark_read(self) -> None:
        """It was read. The button "Mark as read"."""
        self.read_at = self.read_at or self.env.now()

    def mark_unread(self) -> None:
        """It is to be read again. The button "Mark as unread"."""
        self.read_at = None
