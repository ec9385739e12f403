"""Who gets a message by mail: its followers, or whom its author named; each address once (SPEC CT-7)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from addons.base.models import Contact, User
from addons.mail.addresses import is_address, same_for_all
from addons.mail.models import Follower, Message, OutgoingMail, Thread
from addons.mail.models.servers import server_for
from core import Env, House

DEFAULT_LOCALE = "en"


@dataclass(frozen=True)
class Recipient:
    """An address, the contact behind it if there is one, and the language to write in (SPEC XC-5)."""

    address: str
    name: str = ""
    contact_id: int | None = None
    locale: str = DEFAULT_LOCALE


def queue_message(
    system: Env,
    record: Thread,
    message: Message,
    recipients: Iterable[Contact | str] | None = None,
    *,
    but: Iterable[str] = (),
) -> list[int]:
    """Puts a message into the queue of outgoing mail, once an address; gives the ids. System work only.

    Without `recipients` it goes to the followers of the document but its author, and to the addresses that the document
    itself names; never to addresses in `but`.
    """
    system.session.flush()
    if recipients is None:
        found = followers_by_mail(system, record.__model__, record.id, but=message.author_id)
        found += [Recipient(one) for one in record.mail_addresses() if is_address(one.strip())]
    else:
        found = named(system, recipients)
    left_out = {same_for_all(one) for one in but}
    found = [one for one in found if same_for_all(one.address) not in left_out]
    if not found:
        return []
    return queue(
        system, found, subject=message.subject or record.mail_subject(), company_id=record.mail_company_id(),
        message_id=message.id, document=(record.__model__, record.id),
    )  # fmt: skip


def queue(
    system: Env,
    recipients: Sequence[Recipient],
    *,
    subject: str,
    company_id: int | None,
    message_id: int | None = None,
    document: tuple[str, int] = ("", 0),
) -> list[int]:
    """Adds one mail an address, and lets them out after the commit if there is a server for them."""
    from addons.mail.delivering import enqueue

    reference = f"<{secrets.token_hex(16)}@{House.of(system).host}>"
    rows = [
        {
            "message_id": message_id, "document_model": document[0], "document_id": document[1],
            "company_id": company_id, "contact_id": one.contact_id, "name": one.name[:200], "address": one.address,
            "locale": one.locale,
            "subject": subject[:200], "reference": reference, "state": "outgoing", "queued_at": system.now(),
            "attempts": 0,
        }
        for one in once_each(recipients)
    ]  # fmt: skip
    table: Any = system[OutgoingMail].__table__  # type: ignore[attr-defined]
    made = system.transaction.connection.execute(sa.insert(table).returning(table.c.id), rows).scalars().all()
    if server_for(system, company_id) is not None:
        enqueue(system, made)
    return list(made)


def once_each(recipients: Iterable[Recipient]) -> list[Recipient]:
    """One for each address, however it is written; the first, in their order."""
    found: dict[str, Recipient] = {}
    for one in recipients:
        address = same_for_all(one.address)
        found.setdefault(address, Recipient(address, one.name, one.contact_id, one.locale))
    return list(found.values())


def followers_by_mail(system: Env, model: str, id_: int, *, but: int | None = None) -> list[Recipient]:
    """The followers of a document who have an address and read by mail, without the contact `but`."""
    follower, contact = system[Follower], system[Contact]
    wanted = _contacts(system).join(follower, follower.contact_id == contact.id)
    wanted = wanted.where(follower.document_model == model, follower.document_id == id_).order_by(follower.id)
    user: Any = system[User]
    wanted = wanted.where(sa.or_(user.id.is_(None), user.notified_by == "mail"))
    if but is not None:
        wanted = wanted.where(contact.id != but)
    return _recipients(system.session.execute(wanted))


def named(system: Env, recipients: Iterable[Contact | str]) -> list[Recipient]:
    """Contacts and bare addresses, in their order; contacts without an address are left out."""
    given = list(recipients)
    ids = [one.id for one in given if not isinstance(one, str)]
    contact = system[Contact]
    rows = system.session.execute(_contacts(system).where(contact.id.in_(ids))) if ids else ()
    known = {one.contact_id: one for one in _recipients(rows)}
    found = [Recipient(one) if isinstance(one, str) else known.get(one.id) for one in given]
    return [one for one in found if one is not None]


def _contacts(system: Env) -> sa.Select[Any]:
    """Contacts in use with what a mail needs; of users the language that they chose themselves."""
    contact, user = system[Contact], system[User]
    locale = sa.func.coalesce(user.locale, contact.locale).label("locale")
    wanted = sa.select(contact.id, contact.name, contact.email, locale)
    return wanted.outerjoin(user, sa.and_(user.contact_id == contact.id, user.active)).where(contact.active)


def _recipients(rows: Iterable[Any]) -> list[Recipient]:
    return [
        Recipient(row.email, row.name, row.id, row.locale or DEFAULT_LOCALE)
        for row in rows
        if (row.email or "").strip()
    ]
