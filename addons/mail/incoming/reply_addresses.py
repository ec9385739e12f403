"""Where answers go: an address that names the mail which is answered, signed, so that nobody can make one up.

`replies+2f-<signature>@example.com`: before the "-" the mail's id in base 36. Whoever has it may write to the document
of that mail, as whom it was sent to; that is what a mail with such a link is (docs/decisions/0028).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from addons.mail.addresses import same_for_all
from addons.mail.models import IncomingMail, MailServer, OutgoingMail, TakesMail
from core import Env

PURPOSE = "mail.reply"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MARK = re.compile(r"\+([0-9a-z]{1,13})-([a-z2-7]{32})@")


def reply_address(system: Env, queued: OutgoingMail, server: MailServer) -> str:
    """Where answers to a mail go, "" for where it is from."""
    if server.reply_address:
        name, _, domain = server.reply_address.partition("@")
        mark = _in_base_36(queued.id)
        return f"{name}+{mark}-{system.sign(PURPOSE, mark)}@{domain}"
    return _alias_of(system, queued)


def answered_mail(system: Env, addresses: Iterable[str]) -> OutgoingMail | None:
    """The mail that one of these addresses was signed for, None if none is. System work only."""
    for address in addresses:
        found = _MARK.search(same_for_all(address))
        if found is None or not system.signed(PURPOSE, found[1], found[2]):
            continue
        mail = system.session.get(system[OutgoingMail], int(found[1], 36))
        if mail is not None:
            return mail
    return None


def last_from_outside(system: Env, model: str, id_: int) -> str:
    """The Message-ID of the last mail that came in about a document, "" if none did."""
    mail = system[IncomingMail]
    wanted = sa.select(mail.reference).where(
        mail.document_model == model, mail.document_id == id_, mail.state == "done", mail.reference != ""
    )
    return system.session.scalar(wanted.order_by(mail.id.desc()).limit(1)) or ""


def _alias_of(system: Env, queued: OutgoingMail) -> str:
    """The address of whatever takes mail for this document, as its ticket's team does."""
    cls = system.models.models.get(queued.document_model)
    record: Any = system.session.get(cls, queued.document_id) if cls is not None else None
    owner = record.takes_mail_at() if record is not None else None
    return (owner.alias or "") if isinstance(owner, TakesMail) and owner.takes_mail_now else ""


def _in_base_36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits
