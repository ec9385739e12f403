"""The queue of outgoing mail: one row for each address that a message goes to (SPEC CT-5, CT-7)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from core import (
    Mapped,
    PlainModel,
    Refused,
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
    from addons.base.models import Company
    from addons.mail.models.servers import MailServer

STATES = {"outgoing": "Outgoing", "sent": "Sent", "failed": "Failed", "cancelled": "Cancelled"}
TONES = {"outgoing": "busy", "sent": "good", "failed": "bad", "cancelled": "idle"}


class OutgoingMail(PlainModel, model="mail.outgoing", title="Outgoing Mail", titles="Outgoing Mails"):
    """A message on its way to one address, under a Message-ID that does not change from try to try.

    Whether a message goes to an address a second time is not left to code: the database refuses it (SPEC CT-7).
    """

    display = "{subject}"
    search_by = ("address", "name", "subject")
    order_by = ("-id",)
    of_record = ("document_model", "document_id")

    # makegood: allow link-without-relation because only its document is shown
    message_id: Mapped[int | None] = foreign_key("mail.message", on_delete="CASCADE", index=False, read_only=True)
    document_model: Mapped[str] = text("Document type", default="", read_only=True, size=80)
    document_id: Mapped[int] = integer("Document", default=0, read_only=True)
    company_id: Mapped[int | None] = foreign_key("base.company", free=True)
    company: Mapped[Company | None] = many2one("Company", "company_id", read_only=True)
    # makegood: allow link-without-relation because its name at the time stands beside it
    contact_id: Mapped[int | None] = foreign_key("base.contact", on_delete="SET NULL", free=True, read_only=True)
    name: Mapped[str] = text("To", default="", read_only=True)
    address: Mapped[str] = text("Address", required=True, read_only=True, size=254)
    locale: Mapped[str] = text("Language", default="en", read_only=True, size=20)
    subject: Mapped[str] = text("Subject", required=True, read_only=True)
    reference: Mapped[str] = text("Message-ID", required=True, read_only=True, size=250)
    state: Mapped[str] = choice("State", STATES, tones=TONES, default="outgoing", read_only=True)
    queued_at: Mapped[datetime] = instant("Written", required=True, read_only=True)
    handed_over_at: Mapped[datetime | None] = instant("Handed over", read_only=True)
    sent_at: Mapped[datetime | None] = instant("Sent", read_only=True)
    attempts: Mapped[int] = integer("Attempts", default=0, read_only=True)
    answer: Mapped[str | None] = long_text("What the server said", read_only=True)
    server_id: Mapped[int | None] = foreign_key("mail.server", on_delete="SET NULL")
    server: Mapped[MailServer | None] = many2one("Server", "server_id", read_only=True)

    constraints = (
        unique("message_id", "address"),
        index("state", "id"),
        index("document_model", "document_id", "message_id"),
        index("queued_at"),
        index("reference"),
    )

    def retry(self) -> None:
        """Sends it once more, from the beginning. The button "Retry"."""
        from addons.mail.delivering import enqueue_again

        if self.state not in ("failed", "cancelled"):
            raise Refused("Only a mail that failed or was cancelled can be retried.")
        enqueue_again(self.env, self)

    def cancel(self) -> None:
        """It is not sent. The button "Cancel"."""
        if self.state != "outgoing" or self.handed_over_at is not None:
            raise Refused("This mail is on its way already.")
        self.state = "cancelled"
