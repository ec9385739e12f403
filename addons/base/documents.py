"""Files on documents: who may read the document may read its files."""

from __future__ import annotations

from typing import Any

from addons.base.models import Attachment
from core import AccessDenied, Env, StoredFile


def attach(env: Env, record: Any, file: StoredFile) -> Attachment:
    """Makes a stored file an attachment of a document that the user may change. Raises AccessDenied otherwise."""
    if not env.may_record("write", record):
        raise AccessDenied("write", env.info(record.__model__))
    attachment = env.new(
        Attachment, name=file.name, document_model=record.__model__, document_id=record.id, hash=file.digest,
        size=file.size, content_type=file.kind,
    )  # fmt: skip
    env.session.flush()
    return attachment


def file_of(env: Env, attachment_id: int) -> StoredFile | None:
    """The stored file of an attachment that the user may read, None otherwise."""
    found = env.session.get(env[Attachment], attachment_id)
    if found is None:
        return None
    return StoredFile(name=found.name, kind=found.content_type, digest=found.hash, size=found.size)
