"""Files on documents: who may read the document may read its files."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.base.models import Attachment, Company
from core import AccessDenied, Env, Refused, StoredFile

PICTURES = ("image/png", "image/jpeg", "image/webp", "image/gif")
LARGEST_LOGO = 500_000


def attach(env: Env, record: Any, file: StoredFile, **more: Any) -> Attachment:
    """Makes a stored file an attachment of a document that the user may change. Raises AccessDenied otherwise."""
    if not env.may_record("write", record):
        raise AccessDenied("write", env.info(record.__model__))
    attachment = env.new(
        Attachment, name=file.name, document_model=record.__model__, document_id=record.id, hash=file.digest,
        size=file.size, content_type=file.kind, **more,
    )  # fmt: skip
    env.session.flush()
    return attachment


def print_of(env: Env, record: Any, edition: str) -> StoredFile | None:
    """The PDF that is kept of an edition of a document."""
    file = env[Attachment]
    mine = sa.and_(file.document_model == record.__model__, file.document_id == record.id, file.edition == edition)
    found = env.session.scalars(sa.select(file).where(mine)).first()
    return _stored(found) if found is not None else None


def keep_print(env: Env, record: Any, edition: str, file: StoredFile) -> StoredFile:
    """Makes the PDF of an edition of a document one of its attachments that nobody changes. System work."""
    attach(env, record, file, edition=edition)
    return file


def file_of(env: Env, attachment_id: int) -> StoredFile | None:
    """The stored file of an attachment that the user may read, or that is a company's logo; None otherwise."""
    found = env.session.get(env[Attachment], attachment_id)
    return _stored(found) if found is not None else _logo(env, attachment_id)


def files_of(env: Env, record: Any) -> list[tuple[int, StoredFile]]:
    """(attachment id, stored file) of everything that is attached to a document and that the user may read."""
    file = env[Attachment]
    wanted = sa.select(file).where(file.document_model == record.__model__, file.document_id == record.id)
    return [(one.id, _stored(one)) for one in env.session.scalars(wanted.order_by(file.id))]


def _logo(env: Env, attachment_id: int) -> StoredFile | None:
    """A company's logo stands above its pages, for customers and visitors too."""
    with env.system("a logo is for everybody to see") as system:
        file, company = system[Attachment], system[Company]
        wanted = sa.select(file).join(company, company.logo_id == file.id).where(file.id == attachment_id)
        found = system.session.scalars(wanted.limit(1)).first()
        return None if found is None else _stored(found)


def _stored(file: Attachment) -> StoredFile:
    return StoredFile(name=file.name, kind=file.content_type, digest=file.hash, size=file.size)


def keep_logo(env: Env, company: Company, file: StoredFile | None) -> None:
    """Gives a company another logo, or none. Raises Refused for what is no picture or too large, AccessDenied."""
    if not env.may_record("write", company):
        raise AccessDenied("write", env.info(Company))
    if file is not None and file.kind not in PICTURES:
        raise Refused("Choose a picture: PNG, JPEG, WebP or GIF.", about="logo")
    if file is not None and file.size > LARGEST_LOGO:
        raise Refused("A logo has at most 500 KB.", about="logo")
    company.logo = None if file is None else attach(env, company, file)
