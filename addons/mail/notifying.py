"""Entries that reach people in the inbox, and mails to those who were named and like mail better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from addons.base.models import Contact, User
from addons.mail.links import own_words
from addons.mail.models import Follower, Message, Notice, OutgoingMail, Thread
from addons.mail.naming import people_named
from addons.mail.recipients import DEFAULT_LOCALE, Recipient, queue
from core import Env, job


def notify(system: Env, record: Thread, message: Message) -> None:
    """Fills inboxes: of who is named, and of followers of a message who read here. System work only."""
    text = own_words(message.body)
    named = [one for one in people_named(system, text) if one.id != system.user.id]
    reasons = {one.id: "mention" for one in named}
    if message.kind == "message":
        reasons = {**dict.fromkeys(_following_here(system, record, message), "message"), **reasons}
    if not reasons:
        return
    system.session.flush()
    made = _add(system, record, message, reasons, text)
    for one in named:
        if one.notified_by == "mail" and one.id in made:
            system.enqueue(mail_named.when(user_id=one.id), notice_id=made[one.id])


def _following_here(system: Env, record: Thread, message: Message) -> list[int]:
    """The users who follow the document and read in the inbox, but the author."""
    follower, user = system[Follower], system[User]
    wanted = sa.select(user.id).join(follower, follower.contact_id == user.contact_id).where(
        follower.document_model == record.__model__, follower.document_id == record.id, user.active,
        user.notified_by == "app", user.id != (system.user.id or 0),
    )  # fmt: skip
    return list(system.session.scalars(wanted))


def _add(system: Env, record: Thread, message: Message, reasons: Mapping[int, str], text: str) -> dict[int, int]:
    """User -> the new notice."""
    table: Any = system[Notice].__table__  # type: ignore[attr-defined]
    excerpt = " ".join(text.split())
    about = {
        "message_id": message.id, "document_model": record.__model__, "document_id": record.id,
        "title": str(record)[:200], "author": _author(system, message)[:200],
        "excerpt": excerpt if len(excerpt) <= 300 else excerpt[:299] + "…", "written_at": system.now(),
    }  # fmt: skip
    rows = [{**about, "user_id": user_id, "reason": reason} for user_id, reason in sorted(reasons.items())]
    made = system.transaction.connection.execute(sa.insert(table).returning(table.c.user_id, table.c.id), rows)
    return {row.user_id: row.id for row in made}


def _author(system: Env, message: Message) -> str:
    if message.author_id is not None and message.author_id != system.user.contact_id:
        return system.session.get_one(system[Contact], message.author_id).name
    return message.sender or (system.user.name if system.user.id is not None else "")


@job(title="Mail who was named")
def mail_named(env: Env, notice_id: int) -> None:
    """Runs as who was named: an entry that he may not read is not mailed to him."""
    notice = env.session.get(env[Notice], notice_id)
    if notice is None:
        return
    with env.system("mail who was named") as system:
        message = system.session.get_one(system[Message], notice.message_id)
        record: Any = system.session.get_one(system.models.models[notice.document_model], notice.document_id)
        for one in _himself(system):
            known = sa.select(system[OutgoingMail].id).where(
                system[OutgoingMail].message_id == message.id, system[OutgoingMail].address == one.address
            )
            if system.session.scalar(known) is None:
                queue(
                    system, [one], subject=message.subject or record.mail_subject(),
                    company_id=record.mail_company_id(), message_id=message.id,
                    document=(record.__model__, record.id),
                )  # fmt: skip


def _himself(system: Env) -> Iterable[Recipient]:
    contact = system.session.get(system[Contact], system.user.contact_id or 0)
    if contact is not None and contact.email:
        yield Recipient(contact.email.lower(), contact.name, contact.id, system.user.locale or DEFAULT_LOCALE)


everything: list[Any] = [mail_named]
