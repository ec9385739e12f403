"""What customers said when they were asked how satisfied they were."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from core import (
    Mapped,
    Model,
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
    from addons.base.models import Company, Contact, User

VALUES = {"good": "Satisfied", "okay": "Okay", "bad": "Not satisfied"}
TONES = {"good": "good", "okay": "warn", "bad": "bad"}
ICONS = {"good": "smile", "okay": "meh", "bad": "frown"}
POINTS = {"good": 100, "okay": 50, "bad": 0}
"""What a value counts in an average, which is a percentage."""
LONGEST_COMMENT = 2000


class Rating(Model, model="rating.rating", title="Rating", titles="Ratings"):
    """A customer was asked about a document, by a link that is theirs alone, and may have answered (SPEC HD-21).

    There is one answer; a later one takes its place. The secret of the link is known to the mail alone.
    """

    display = "{document_name}"
    unnamed = "Rating"
    search_by = ("document_name", "comment", "contact")
    order_by = ("-id",)
    of_record = ("document_model", "document_id")

    document_model: Mapped[str] = text("Document type", required=True, read_only=True, size=80)
    document_id: Mapped[int] = integer("Document's id", required=True, read_only=True)
    document_name: Mapped[str] = text("About", default="", read_only=True, help="As it was called at the time.")
    company_id: Mapped[int | None] = foreign_key("base.company", index=False)
    company: Mapped[Company | None] = many2one("Company", "company_id", read_only=True)
    contact_id: Mapped[int | None] = foreign_key("base.contact", on_delete="SET NULL", free=True)
    contact: Mapped[Contact | None] = many2one("Customer", "contact_id", read_only=True)
    user_id: Mapped[int | None] = foreign_key("base.user", on_delete="SET NULL", free=True)
    user: Mapped[User | None] = many2one("Worked on by", "user_id", read_only=True)
    value: Mapped[str | None] = choice("Rating", VALUES, tones=TONES, icons=ICONS, read_only=True)
    comment: Mapped[str | None] = long_text("Comment", read_only=True)
    asked_at: Mapped[datetime] = instant("Asked on", required=True, read_only=True)
    answered_at: Mapped[datetime | None] = instant("Answered on", read_only=True)
    expires_at: Mapped[datetime] = instant("Link until", required=True, read_only=True)
    hash: Mapped[str | None] = text("Hash of the link", size=64, read_only=True, copied=False)

    constraints = (
        unique("hash"),
        index("document_model", "document_id", "id"),
        index("company_id", "value", "id"),
        index("value", "id"),
    )

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """A comment of a sensible length."""
        yield from super().check()
        if self.comment and len(self.comment) > LONGEST_COMMENT:
            yield Refused("A comment has at most {n} characters.", about="comment", n=LONGEST_COMMENT)
