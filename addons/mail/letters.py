"""A queued mail as bytes: headers, the text in the language of who gets it, as HTML and plain, and its files."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import unescape
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from addons.base.models import Role, User
from addons.mail.incoming.reply_addresses import last_from_outside, reply_address
from addons.mail.links import as_text, for_mail
from addons.mail.models import MailServer, Message, OutgoingMail
from core import Env, House, StoredFile, Text, in_language, printed, url_of

MOST_FILES_BYTES = 15_000_000
"""Of the files of one mail together: many servers take 25 MB, and base64 adds a third. The rest is named, not sent."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
TEST_SUBJECT = Text("Test message")
TEST_TEXT = "If you can read this, outgoing mail works."


class Unwritable(Exception):
    """No mail can be made of this: the address is none, or there is nothing to say any more."""


def written(system: Env, queued: OutgoingMail, server: MailServer) -> bytes:
    """The mail. Raises Unwritable."""
    message = system.session.get(system[Message], queued.message_id) if queued.message_id is not None else None
    mail = EmailMessage(policy=SMTP)
    try:
        _write_headers(system, mail, queued, server, message)
    except (ValueError, IndexError, MessageError) as why:
        raise Unwritable(f"{queued.address} is not an email address.") from why
    _write_body(system, mail, queued, message)
    return mail.as_bytes()


def _write_headers(
    system: Env, mail: EmailMessage, queued: OutgoingMail, server: MailServer, message: Message | None
) -> None:
    author = ""
    if message is not None:
        author = message.author.name if message.author is not None else message.sender or ""
    company = queued.company.name if queued.company is not None else ""
    mail["From"] = Address(_plain(author or company), addr_spec=server.from_address)
    mail["To"] = Address(_plain(queued.name), addr_spec=ascii_address(queued.address))
    is_test = message is None and not queued.document_model
    subject = in_language(system, TEST_SUBJECT, queued.locale) if is_test else queued.subject
    mail["Subject"] = _plain(subject)
    mail["Date"] = queued.queued_at
    mail["Message-ID"] = queued.reference
    if message is not None and queued.document_model:
        # All mails about one document stand in one conversation, which may have begun with a mail to us.
        first = f"<{queued.document_model}.{queued.document_id}@{House.of(system).host}>"
        answered = last_from_outside(system, queued.document_model, queued.document_id)
        mail["References"] = f"{first} {answered}".strip()
        if answered:
            mail["In-Reply-To"] = answered
        if reply_to := reply_address(system, queued, server):
            mail["Reply-To"] = Address(_plain(company or author), addr_spec=reply_to)
    if not author:
        mail["Auto-Submitted"] = "auto-generated"


def _write_body(system: Env, mail: EmailMessage, queued: OutgoingMail, message: Message | None) -> None:
    is_internal, base = _works_here(system, queued), House.of(system).base_url
    if message is None:
        said, files = _text_of(system, queued), list[StoredFile]()
    else:
        said = for_mail(message.body, base if is_internal else "")
        files = [StoredFile(one.name, one.content_type, one.hash, one.size) for one in message.attachments]
    sent, left = _fitting(files)
    values: dict[str, Any] = {
        "said": said, "subject": queued.subject, "company": queued.company.name if queued.company else "",
        "link": _link(system, queued) if is_internal else system.hook.mail_link(env=system, mail=queued) or "",
        "inside": is_internal, "left": [one.name for one in left],
    }  # fmt: skip
    html = printed(system, "mail/letter.html", locale=queued.locale, zone="UTC", **values)
    plain = printed(system, "mail/letter.txt", locale=queued.locale, zone="UTC", **{**values, "said": as_text(said)})
    mail.set_content(unescape(plain), cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    for one in sent:
        kind, _, subkind = one.kind.partition("/")
        mail.add_attachment(House.of(system).read(one), maintype=kind, subtype=subkind, filename=one.name)


def _text_of(system: Env, queued: OutgoingMail) -> Markup:
    """What a mail without a message says: a test, or what another addon has to say. Raises Unwritable."""
    if not queued.document_model:
        return Markup("<p>{}</p>").format(in_language(system, TEST_TEXT, queued.locale))
    said: Markup | None = system.hook.mail_text(env=system, mail=queued)
    if said is None:
        raise Unwritable("What this mail was about is over.")
    return said


def _fitting(files: list[StoredFile]) -> tuple[list[StoredFile], list[StoredFile]]:
    """Files to send, and those that are too much."""
    sent: list[StoredFile] = []
    left: list[StoredFile] = []
    for one in files:
        fits = sum(other.size for other in sent) + one.size <= MOST_FILES_BYTES
        (sent if fits else left).append(one)
    return sent, left


def _works_here(system: Env, queued: OutgoingMail) -> bool:
    """Whether the recipient signs in here as somebody who works here: only then links lead anywhere."""
    if queued.contact_id is None:
        return False
    user, role = system[User], system[Role]
    held = user.roles.any(role.name.in_(system.registry.policy.giving("base.user")))
    found = sa.select(user.id).where(user.contact_id == queued.contact_id, user.active, held)
    return system.session.scalar(found.limit(1)) is not None


def _link(system: Env, queued: OutgoingMail) -> str:
    """The address of the document for who works here, "" where it has none."""
    cls = system.models.models.get(queued.document_model)
    if cls is None:
        return ""
    record = system.session.get(cls, queued.document_id)
    return House.of(system).address(url_of(system, record)) if record is not None else ""


def ascii_address(address: str) -> str:
    """An address with its domain as DNS knows it. Raises ValueError where that cannot be."""
    local, at, domain = address.rpartition("@")
    if not at or not local.isascii():
        raise ValueError(address)
    return f"{local}@{domain.encode('idna').decode()}"


def _plain(text: str) -> str:
    """A text that can stand in a header."""
    return _CONTROL.sub(" ", text).strip()
