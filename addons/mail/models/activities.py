"""Activities: what somebody is to do about a document, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from core import (
    Mapped,
    Model,
    Refused,
    Text,
    computed,
    day,
    foreign_key,
    index,
    instant,
    integer,
    long_text,
    many2one,
    text,
)

if TYPE_CHECKING:
    from addons.base.models import User


class Activity(Model, model="mail.activity", title="Activity", titles="Activities"):
    """Something to do about a document, by one person, until a day. Done ones are kept (SPEC CT-1).

    Readable by whoever may read the document. Made by `Thread.schedule`.
    """

    display = "{summary}"
    search_by = ("summary", "document_name")
    order_by = ("due", "id")
    of_record = ("document_model", "document_id")

    document_model: Mapped[str] = text("Document type", required=True, read_only=True, size=80)
    document_id: Mapped[int] = integer("Document's id", required=True, read_only=True)
    document_name: Mapped[str] = text("Document", default="", read_only=True, help="As it was called at the time.")
    summary: Mapped[str] = text("What", required=True, tracked=True)
    due: Mapped[date] = day("Due", required=True, tracked=True)
    user_id: Mapped[int] = foreign_key("base.user", required=True, index=False)
    user: Mapped[User] = many2one("Assigned to", "user_id", tracked=True)
    note: Mapped[str | None] = long_text("Note")
    done_at: Mapped[datetime | None] = instant("Done on", read_only=True, copied=False)

    constraints = (
        index("user_id", "done_at", "due", "id"),
        index("document_model", "document_id", "done_at"),
        index("done_at", "due", "id"),
        index("due"),
    )

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """What is done stays as it was."""
        yield from super().check()
        if self.stored("done_at") is not None and self.has_changes("summary", "due", "user_id", "note"):
            yield Refused("This activity is done.")

    def complete(self) -> None:
        """It is done, which the document's conversation says. The button "Done"."""
        from addons.mail.models.threads import Thread

        if self.done_at is not None:
            raise Refused("This activity is done.")
        self.done_at = self.env.now()
        document = self.env.session.get(self.env.models.models[self.document_model], self.document_id)
        if isinstance(document, Thread):
            document.post_note("Done: {summary}", summary=self.summary)

    @computed("When")
    def when(self) -> str:
        """How it stands with its day."""
        if self.done_at is not None:
            return Text("Done")
        today = self.env.today()
        if self.due is None:  # of a new one, before its day is entered
            return Text("Planned")
        if self.due < today:
            return Text("Overdue")
        return Text("Today") if self.due == today else Text("Planned")
