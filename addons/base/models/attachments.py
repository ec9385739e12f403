"""Files on documents."""

from __future__ import annotations

from collections.abc import Iterable

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
    size: Mapped[int] = integer("Size in bytes", required=True, read_only=True)
    content_type: Mapped[str] = text("Type", default="application/octet-stream", read_only=True, size=120)

    constraints = (check("size >= 0", "size_not_negative"), index("document_model", "document_id"))

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """The document's model is known."""
        yield from super().check()
        if self.document_model not in self.env.models.models:
            yield "document_model", "There is no such type of document."
