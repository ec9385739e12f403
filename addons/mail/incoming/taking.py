"""Taking mail: stored as it came, in one transaction with the job that reads it. Its bringer may forget it then."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from addons.mail.addresses import LONGEST, same_for_all
from addons.mail.incoming import words
from addons.mail.incoming.limits import LONGEST_HEADERS, too_large
from addons.mail.incoming.processing import enqueue
from addons.mail.incoming.reading import headers_of
from addons.mail.models import IncomingMail
from core import Env, House, Refused

_LINE_END = re.compile(rb"\r\n|\r|\n")
_FROM_LINE = re.compile(rb"\A(?:From [^\r\n]*\r?\n)+")
SAME = ("From", "Date", "Subject", "Message-ID")
"""Headers that stay as they are on a mail's way; its servers add others."""


@dataclass(frozen=True)
class Taken:
    """A mail that is safe here. `is_new`: it had not come before."""

    id: int
    is_new: bool


def take(
    env: Env,
    raw: bytes,
    *,
    way: str,
    recipient: str = "",
    return_path: str | None = None,
    mailbox_id: int | None = None,
) -> Taken:
    """Stores a mail for one recipient, "" where only its headers say for whom it is. System work only.

    The same mail to the same recipient is taken once, whichever way it comes again. Raises Refused for what cannot be
    taken: it is empty, or too large.
    """
    if why := too_large(raw):
        raise Refused(why)
    raw = _FROM_LINE.sub(b"", raw, count=1)
    head, content, to = headers_of(raw), content_of(raw), same_for_all(words.clean(recipient))[:LONGEST]
    stored = House.of(env).files.keep(BytesIO(raw), "message.eml")
    values = {
        "received_at": env.now(), "way": way, "mailbox_id": mailbox_id, "recipient": to,
        "return_path": None if return_path is None else words.clean(return_path.strip("<> "))[:LONGEST],
        "author": head.author[:LONGEST], "author_name": head.author_name[:200], "subject": head.subject[:200],
        "reference": head.reference, "fingerprint": hashlib.sha256(f"{to}\0{content}".encode()).hexdigest(),
        "content": content, "hash": stored.digest, "size": stored.size, "state": "waiting", "let_in": False,
        "document_model": "", "document_id": 0,
    }  # fmt: skip
    table: Any = env[IncomingMail].__table__  # type: ignore[attr-defined]
    connection = env.transaction.connection
    insert: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    made = connection.execute(insert(table).values(values).on_conflict_do_nothing().returning(table.c.id)).scalar()
    if made is None:
        same = sa.select(table.c.id).where(table.c.fingerprint == values["fingerprint"])
        return Taken(int(connection.execute(same).scalar_one()), False)
    enqueue(env, made)
    return Taken(int(made), True)


def content_of(raw: bytes) -> str:
    """SHA-256 of what makes a mail this mail, whatever the way that it came and however lines end there."""
    lines = _LINE_END.sub(b"\n", raw).rstrip(b"\n")
    head, _, body = lines.partition(b"\n\n")
    part = words.parsed(head[:LONGEST_HEADERS])
    digest = hashlib.sha256()
    for name in SAME:
        digest.update(words.raw_header(part, name).encode() + b"\0")
    digest.update(body)
    return digest.hexdigest()
