"""Reading mail that was taken: once, in one transaction with what comes of it. What fails is kept, and says why.

A mail waits, is done, was held back for somebody to decide, had nothing to do, or failed. It never goes away by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import DBAPIError

from addons.mail.incoming.nature import AUTOMATIC, LIST, RETURNED, nature_of
from addons.mail.incoming.posting import post
from addons.mail.incoming.reading import Read, read
from addons.mail.incoming.returning import note_returned
from addons.mail.incoming.routing import Place, Writer, is_own, place_of, writer_of
from addons.mail.models import IncomingMail
from core import Env, Errand, House, StoredFile, errand

log = structlog.get_logger(__name__)

WHY = "incoming mail"
MOST_AN_HOUR, MOST_OF_USER = 20, 200
"""Mails of one sender that make or change documents within an hour; more are held back: two programs are talking.

Who works here may answer many.
"""
OWN = "It was sent from here and came back."
TOO_MANY = "Its sender has written very often within an hour. Two programs may be answering each other."
OF_A_LIST = "It came by a mailing list, so nobody wrote it to you."
AUTOMATIC_ANSWER = "It is the automatic answer of a program, and belongs to no document."
NOBODYS = "Nobody has the address that it was sent to, and it answers nothing."
UNPROVEN = (
    "Its sender says to be somebody who works here, and answers no mail that was sent to that person. "
    "Whoever takes it in confirms who wrote it."
)
ALREADY_THERE = "The same message is there already: it came to several addresses."


def enqueue(env: Env, id_: int) -> None:
    """Lets a stored mail be read once the transaction is committed."""
    env.enqueue(take_in, incoming_id=id_)


@errand(title="Read incoming mail", retries=4, first_pause=timedelta(minutes=1), timeout=timedelta(minutes=2),
        system=WHY)  # fmt: skip
def take_in(outside: Errand, incoming_id: int) -> None:
    """Brings a mail to its document. What somebody who works here wrote is written by `take_in_as`."""
    _carefully(outside, incoming_id, lambda env: _take_in(env, incoming_id))


@errand(title="Read the mail of a user", retries=4, first_pause=timedelta(minutes=1), timeout=timedelta(minutes=2))
def take_in_as(outside: Errand, incoming_id: int) -> None:
    """Runs as who wrote: what he may not open he cannot write on, by mail either."""

    def write(env: Env) -> None:
        with env.system(WHY) as system:
            found = _stored(system, incoming_id)
            if found is None:
                return
            mail = read(_raw(system, found))
            place = place_of(system, found, mail)
            if place.document is None:
                _end(found, "held", NOBODYS)
                return
            model, document_id = place.document.__model__, place.document.id
        document: Any = env.session.get(env.models.models[model], document_id) if env.may("read", model) else None
        if document is None:
            raise env.denied("read", model)
        post(env, incoming_id, mail, document, contact_id=env.user.contact_id)

    _carefully(outside, incoming_id, write)


def _carefully(outside: Errand, incoming_id: int, step: Callable[[Env], None]) -> None:
    """Runs a step to the job's end. If it fails, the mail says so before the job does."""
    try:
        outside.finish(step)
    except DBAPIError:
        raise  # the database is away, and nothing can be noted
    except Exception as why:
        text = str(why) or type(why).__name__
        log.warning("a mail could not be taken in", incoming=incoming_id, exc_info=True)
        outside.work(lambda env: _note_failure(env, incoming_id, text))
        raise


def _note_failure(env: Env, incoming_id: int, text: str) -> None:
    with env.system(WHY) as system:
        found = _stored(system, incoming_id)
        if found is not None:
            found.state, found.reason = "failed", text[:2000]


def _stored(system: Env, incoming_id: int) -> IncomingMail | None:
    """The mail, if there is still something to do with it. A job that was enqueued twice finds nothing."""
    found = system.session.get(system[IncomingMail], incoming_id, with_for_update=True)
    return found if found is not None and found.state in ("waiting", "failed") else None


def _raw(system: Env, stored: IncomingMail) -> bytes:
    return House.of(system).read(StoredFile("message.eml", "message/rfc822", stored.hash, stored.size))


def _take_in(system: Env, incoming_id: int) -> None:
    stored = _stored(system, incoming_id)
    if stored is None:
        return
    mail = read(_raw(system, stored))
    kind = nature_of(mail.part, envelope_sender=stored.return_path, author=mail.author, to=stored.recipient)
    if kind == RETURNED:
        note_returned(system, stored, mail)
        return
    if is_own(system, mail):
        _end(stored, "ignored", OWN)
        return
    place = place_of(system, stored, mail)
    if kind == AUTOMATIC:
        _note_automatic(system, stored, mail, place)
        return
    writer = writer_of(system, mail.author)
    if kind == LIST and not place.document and not stored.let_in:
        _end(stored, "held", OF_A_LIST)
    elif not stored.let_in and _is_too_often(system, mail.author, MOST_OF_USER if writer.user_id else MOST_AN_HOUR):
        _end(stored, "held", TOO_MANY)
    else:
        _write(system, stored, mail, place, writer)


def _write(system: Env, stored: IncomingMail, mail: Read, place: Place, writer: Writer) -> None:
    """A person's mail becomes a message, or a new document."""
    if place.document is None and place.owner is None:
        _end(stored, "held", NOBODYS)
    elif place.document is None:
        post(system, stored.id, mail, None, owner=place.owner, contact_id=_id(writer))
    elif _is_there(system, stored, place):
        _end(stored, "ignored", ALREADY_THERE)
        stored.document_model, stored.document_id = place.document.__model__, place.document.id
    elif writer.user_id is not None:
        _write_as_user(system, stored, mail, place, writer)
    else:
        post(system, stored.id, mail, place.document, contact_id=_id(writer))


def _write_as_user(system: Env, stored: IncomingMail, mail: Read, place: Place, writer: Writer) -> None:
    """Anybody can write any address into "From", so a user is believed who answers a mail that was sent to him."""
    answers = place.answers
    proven = answers is not None and (
        answers.address == mail.author or (answers.contact_id is not None and answers.contact_id == _id(writer))
    )
    if proven or stored.let_in:
        system.enqueue(take_in_as.when(user_id=writer.user_id), incoming_id=stored.id)
    else:
        _end(stored, "held", UNPROVEN)


def _note_automatic(system: Env, stored: IncomingMail, mail: Read, place: Place) -> None:
    """An out-of-office answer is for who works on the document; it starts nothing and is mailed to nobody."""
    if place.document is None:
        _end(stored, "ignored", AUTOMATIC_ANSWER)
    elif _is_there(system, stored, place):
        _end(stored, "ignored", ALREADY_THERE)
    else:
        post(system, stored.id, mail, place.document, contact_id=_id(writer_of(system, mail.author)), note=True)


def _is_there(system: Env, stored: IncomingMail, place: Place) -> bool:
    other = system[IncomingMail]
    document = place.document
    if document is None:
        return False
    same = sa.select(other.id).where(
        other.content == stored.content, other.id != stored.id, other.state == "done",
        other.document_model == document.__model__, other.document_id == document.id,
    )  # fmt: skip
    return system.session.scalar(same.limit(1)) is not None


def _is_too_often(system: Env, author: str, most: int) -> bool:
    if not author:
        return False
    mail = system[IncomingMail]
    lately = sa.select(sa.func.count()).select_from(mail).where(
        mail.author == author, mail.received_at > system.now() - timedelta(hours=1), mail.state == "done"
    )  # fmt: skip
    return int(system.session.scalar(lately) or 0) >= most


def _end(stored: IncomingMail, state: str, reason: str) -> None:
    stored.state, stored.reason = state, reason


def _id(writer: Writer) -> int | None:
    return writer.contact.id if writer.contact is not None else None


everything: list[Any] = [take_in, take_in_as]
