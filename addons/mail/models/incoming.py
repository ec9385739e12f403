"""Mail that came in: each stored as it came before anything is made of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from core import (
    Mapped,
    PlainModel,
    Refused,
    boolean,
    choice,
    foreign_key,
    index,
    instant,
    integer,
    long_text,
    many2one,
    text,
    unique,
)

if TYPE_CHECKING:
    from addons.mail.models.mailboxes import Mailbox

STATES = {"waiting": "Waiting", "done": "Taken in", "held": "Held back", "ignored": "Nothing to do", "failed": "Failed"}
TONES = {"waiting": "busy", "done": "good", "held": "warn", "ignored": "idle", "failed": "bad"}
WAYS = {"pipe": "Command", "lmtp": "LMTP", "imap": "Mailbox"}


class IncomingMail(PlainModel, model="mail.incoming", title="Incoming Mail", titles="Incoming Mails"):
    """A message as it came, and what became of it.

    `fingerprint` is the same for the same message to the same address, by whichever way it comes again: the database
    takes it once. `content` is the same whatever the address.
    """

    display = "{subject}"
    unnamed = "(no subject)"
    search_by = ("subject", "author", "recipient", "reference")
    order_by = ("-id",)
    of_record = ("document_model", "document_id")

    received_at: Mapped[datetime] = instant("Came in", required=True, read_only=True)
    way: Mapped[str] = choice("Came by", WAYS, default="pipe", read_only=True)
    mailbox_id: Mapped[int | None] = foreign_key("mail.mailbox", on_delete="SET NULL", free=True)
    mailbox: Mapped[Mailbox | None] = many2one("Mailbox", "mailbox_id", read_only=True)
    recipient: Mapped[str] = text("To", default="", read_only=True, size=254, help="Empty: as its headers say.")
    return_path: Mapped[str | None] = text("Return path", read_only=True, size=254)
    author: Mapped[str] = text("From", default="", read_only=True, size=254)
    author_name: Mapped[str] = text("Name", default="", read_only=True)
    subject: Mapped[str] = text("Subject", default="", read_only=True)
    reference: Mapped[str] = text("Message-ID", default="", read_only=True, size=250, index=True)
    fingerprint: Mapped[str] = text("Fingerprint", required=True, read_only=True, size=64)
    content: Mapped[str] = text("Content", required=True, read_only=True, size=64, index=True)
    hash: Mapped[str] = text("SHA-256", required=True, read_only=True, size=64)
    size: Mapped[int] = integer("Size in bytes", required=True, read_only=True)
    state: Mapped[str] = choice("State", STATES, tones=TONES, default="waiting", read_only=True)
    let_in: Mapped[bool] = boolean("Let in by hand", read_only=True)
    reason: Mapped[str | None] = long_text("Why", read_only=True)
    document_model: Mapped[str] = text("Document type", default="", read_only=True, size=80)
    document_id: Mapped[int] = integer("Document", default=0, read_only=True)
    # makegood: allow link-without-relation because only its document is shown
    message_id: Mapped[int | None] = foreign_key("mail.message", on_delete="SET NULL", read_only=True)

    constraints = (
        unique("fingerprint"),
        index("state", "id"),
        index("author", "received_at"),
        index("document_model", "document_id", "id"),
        index("received_at"),
    )

    def retry(self) -> None:
        """Reads it once more, as a mail that somebody wants taken in. The button "Retry"."""
        from addons.mail.incoming.processing import enqueue

        if self.state in ("waiting", "done"):
            raise Refused("Only a mail that failed or was held back can be taken in.")
        self.state, self.let_in, self.reason = "waiting", self.state != "failed" or self.let_in, None
        self.env.session.flush()
        enqueue(self.env, self.id)
