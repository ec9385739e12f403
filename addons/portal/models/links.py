"""Links that were mailed to somebody: to set a password, or to one document (SPEC PT-7)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from core import Mapped, PlainModel, choice, foreign_key, index, instant, integer, many2one, text, unique

if TYPE_CHECKING:
    from addons.base.models import Contact

PURPOSES = {"invitation": "Invitation", "password": "New password", "document": "Document"}


# makegood: allow model-without-rights because links are made, opened and revoked by system work alone
class Link(PlainModel, model="portal.link", title="Portal Link", titles="Portal Links"):
    """What a secret in a mailed address opens, for whom and how long.

    Of the secret only its hash is stored, and that from the moment in which the mail is written: who reads the database
    can open nothing. An invitation ends with its use; a document is opened as often as its reader likes.
    """

    display = "{purpose}"
    of_record = ("document_model", "document_id")

    purpose: Mapped[str] = choice("Purpose", PURPOSES, default="document", read_only=True)
    contact_id: Mapped[int] = foreign_key("base.contact", required=True, on_delete="CASCADE", index=False)
    contact: Mapped[Contact] = many2one("Contact", "contact_id", read_only=True)
    document_model: Mapped[str] = text("Document type", default="", read_only=True, size=80)
    document_id: Mapped[int] = integer("Document", default=0, read_only=True)
    hash: Mapped[str | None] = text("SHA-256 of the secret", read_only=True, size=64)
    made_at: Mapped[datetime] = instant("Made", required=True, read_only=True)
    expires_at: Mapped[datetime] = instant("Ends", required=True, read_only=True)
    ended_at: Mapped[datetime | None] = instant("Used or revoked", read_only=True)

    constraints = (
        unique("hash"),
        index("contact_id", "purpose", "id"),
        index("document_model", "document_id"),
        index("expires_at"),
    )
