"""Where a mail belongs: to the document that it answers, or to a record at whose address it makes a new one.

In this order (SPEC HD-18): the signed address that it was sent to, the Message-IDs that it answers, the number in its
subject, the address. A Message-ID and a number can be known to anybody who was forwarded a mail, so these two count
only for people who take part in the document's conversation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from addons.base.models import Contact, Role, User
from addons.mail.addresses import same_for_all
from addons.mail.incoming import words
from addons.mail.incoming.reading import Read
from addons.mail.incoming.reply_addresses import answered_mail
from addons.mail.models import Follower, IncomingMail, Mailbox, OutgoingMail, TakesMail, Thread
from addons.mail.models.aliases import record_with_alias
from core import Env

DELIVERED_TO = ("Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "To", "Cc", "Resent-To")
"""Where servers note the address that a mail came to, when nobody else says it."""


@dataclass(frozen=True)
class Writer:
    """Who wrote a mail, as far as its address is known here. `user_id` is of somebody who works here."""

    contact: Contact | None = None
    user_id: int | None = None


@dataclass(frozen=True)
class Place:
    """Where a mail belongs: to `document`, or to a new one of `owner`; with neither, nobody takes it.

    `answers` is the mail of ours that it answers, to the one who has now written, where that is known.
    """

    document: Thread | None = None
    owner: TakesMail | None = None
    answers: OutgoingMail | None = None
    signed: bool = False


def place_of(system: Env, stored: IncomingMail, mail: Read) -> Place:
    """Where a mail belongs. System work only."""
    addresses = addresses_of(system, stored, mail)
    queued = answered_mail(system, addresses)
    if queued is not None and (document := _document(system, queued.document_model, queued.document_id)) is not None:
        return Place(document, answers=queued, signed=True)
    for document, answers in _answered(system, mail):
        if stored.let_in or takes_part(system, document, mail.author):
            return Place(document, answers=answers)
    owner = record_with_alias(system, addresses)
    return Place(owner=owner if owner is not None and owner.takes_mail_now else None)


def addresses_of(system: Env, stored: IncomingMail, mail: Read) -> list[str]:
    """The addresses that a mail came to: the one that was named when it came, else those of its headers."""
    if stored.recipient:
        return [stored.recipient]
    found = [address for _, address in words.addresses(mail.part, *DELIVERED_TO)]
    if stored.mailbox_id is not None:
        mailbox = system.session.get(system[Mailbox], stored.mailbox_id)
        if mailbox is not None and mailbox.address:
            found.append(mailbox.address)
    return found


def writer_of(system: Env, address: str) -> Writer:
    """Who has an address: a user by it, or by the contact that has it; else the first contact with it."""
    if not address:
        return Writer()
    contact, user, role = system[Contact], system[User], system[Role]
    works_here = user.roles.any(role.name.in_(system.registry.policy.giving("base.user")))
    by_contact = sa.select(contact.id).where(contact.id == user.contact_id, sa.func.lower(contact.email) == address)
    wanted = sa.select(user).where(user.active, works_here, sa.or_(user.login == address, by_contact.exists()))
    found: Any = system.session.scalars(wanted.order_by(user.id).limit(1)).first()
    if found is not None:
        own = system.session.get(contact, found.contact_id) if found.contact_id is not None else None
        return Writer(own, found.id)
    same = sa.select(contact).where(sa.func.lower(contact.email) == address, contact.active)
    return Writer(system.session.scalars(same.order_by(contact.id).limit(1)).first())


def takes_part(system: Env, document: Thread, address: str) -> bool:
    """Whether somebody with this address is in the conversation: follows it, is named by it, or got mail about it."""
    if not address:
        return False
    if address in {same_for_all(one) for one in document.mail_addresses()}:
        return True
    contact, follower, sent = system[Contact], system[Follower], system[OutgoingMail]
    follows = sa.select(follower.id).join(contact, contact.id == follower.contact_id).where(
        follower.document_model == document.__model__, follower.document_id == document.id,
        sa.func.lower(contact.email) == address,
    )  # fmt: skip
    got = sa.select(sent.id).where(
        sent.document_model == document.__model__, sent.document_id == document.id, sent.address == address
    )
    return bool(system.session.scalar(sa.select(sa.or_(follows.exists(), got.exists()))))


def is_own(system: Env, mail: Read) -> bool:
    """Whether this is a mail of ours that came back to us."""
    sent = system[OutgoingMail]
    if not mail.reference:
        return False
    return system.session.scalar(sa.select(sent.id).where(sent.reference == mail.reference).limit(1)) is not None


def _answered(system: Env, mail: Read) -> Iterator[tuple[Thread, OutgoingMail | None]]:
    """The documents that a mail may be about, the surest first, each with our mail to the writer that it answers."""
    if mail.answers:
        yield from _by_our_mails(system, mail)
        yield from _by_their_mails(system, mail.answers)
    if mail.subject:
        for cls in system.models.models.values():
            if issubclass(cls, Thread) and (named := cls.named_in_subject(system, mail.subject)) is not None:
                yield named.spoken_of_in(), None


def _by_our_mails(system: Env, mail: Read) -> Iterator[tuple[Thread, OutgoingMail | None]]:
    sent = system[OutgoingMail]
    rows = system.session.scalars(sa.select(sent).where(sent.reference.in_(mail.answers)).order_by(sent.id)).all()
    rank = {reference: number for number, reference in enumerate(mail.answers)}
    for row in sorted(rows, key=lambda one: (rank[one.reference], one.address != mail.author)):
        if (document := _document(system, row.document_model, row.document_id)) is not None:
            yield document, row if row.address == mail.author else None


def _by_their_mails(system: Env, references: Iterable[str]) -> Iterator[tuple[Thread, None]]:
    came = system[IncomingMail]
    wanted = sa.select(came.document_model, came.document_id).where(
        came.reference.in_(list(references)), came.state == "done", came.document_model != ""
    )
    for model, id_ in system.session.execute(wanted.order_by(came.id.desc()).limit(10)):
        if (document := _document(system, model, id_)) is not None:
            yield document, None


def _document(system: Env, model: str, id_: int) -> Thread | None:
    cls = system.models.models.get(model)
    if cls is None or not issubclass(cls, Thread):
        return None
    record = system.session.get(cls, id_)
    return record.spoken_of_in() if record is not None else None
