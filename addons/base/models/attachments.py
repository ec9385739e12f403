"""Files on documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from core import Mapped, Model, Refused, check, index, integer, text


class Attachment(Model, model="base.attachment", title="Attachment", titles="Attachments"):
    """A file that belongs to a document: readable by whoever may read the document (SPEC AR-5).

    The content lies in the file store under its SHA-256 `hash`; two attachments of one content share it. `content_type`
    was found out by looking at the content, never taken from who sent it (SPEC XC-10).
    """

    order_by = ("-id",)
    of_record = ("document_model", "document_id")

    name: Mapped[str] = text("File name", required=True)
    document_model: Mapped[str] = text("Document type", required=True, read_only=True, size=80)
    document_id: Mapped[int] = integer("Document", required=True, read_only=True)
    hash: Mapped[str] = text("SHA-256", required=True, read_only=True, size=64, index=True)
    edition: Mapped[str | None] = text(
        "Printed as",
        read_only=True,
        copied=False,
        size=120,
        help="What of the document this print is kept for ever of. Empty: any other file.",
    )
    size: Mapped[int] = integer("Size in bytes", required=True, read_only=True)
    content_type: Mapped[str] = text("Type", default="application/octet-stream", read_only=True, size=120)

    constraints = (
        check("size >= 0", "size_not_negative"),
        index("document_model", "document_id"),
        index("document_model", "document_id", "edition", unique=True, where="edition IS NOT NULL",
              name="ix_base_attachment_print"),
    )  # fmt: skip

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """The document's model is known."""
        yield from super().check()
        if self.document_model not in self.env.models.models:
            yield "document_model", "There is no such type of document."
        if self.id is not None and self.stored("edition") is not None:
            yield Refused("{name} is kept as it was printed first: it cannot be changed.", name=self.name)

    def linked_documents(self) -> Iterator[Any]:
        """A print that is kept goes with its document alone."""
        yield from super().linked_documents()
        if self.edition is not None:
            raise Refused("{name} is kept as it was printed first: it cannot be deleted.", name=self.name)
