"""Asking for a rating by mail, and taking the answer (SPEC HD-21).

    ask_for_rating(ticket, to=ticket.customer, about=ticket.assignee)

The mail holds a secret that is made when the mail is written and stored only as its hash. Opening the link changes
nothing, so that scanners of mail and previews of links cannot use it up; the answer is posted from the page.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from markupsafe import Markup

from addons.base.models import Contact, User
from addons.mail.models import OutgoingMail, Thread
from addons.mail.recipients import Recipient, named, queue
from addons.rating.models import LONGEST_COMMENT, POINTS, VALUES, Rating
from core import Env, House, Refused, in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

LIFETIME = timedelta(days=90)
LONGEST_SECRET = 100
SUBJECT = "{document}: how satisfied are you?"
SAID = "{contact} answered: {value}"
COMMENTED = "{contact} answered: {value} – {comment}"


def ask_for_rating(record: Thread, *, to: Contact | str, about: User | None = None) -> Rating | None:
    """Mails a customer, or a bare address, the question about a document. None without an address. System work."""
    system = record.env
    recipients = named(system, [to])
    if not recipients:
        return None
    now, name = system.now(), str(record)[:200]
    rating = system.new(
        Rating, document_model=record.__model__, document_id=record.id, document_name=name,
        company_id=record.mail_company_id(), contact_id=None if isinstance(to, str) else to.id,
        user_id=about.id if about is not None else None, asked_at=now, expires_at=now + LIFETIME,
    )  # fmt: skip
    system.session.flush()
    subject = _subject(system, recipients, name)
    queue(system, recipients, subject=subject, company_id=rating.company_id, document=(Rating.__model__, rating.id))
    return rating


def _subject(system: Env, recipients: Iterable[Recipient], name: str) -> str:
    locale = next(iter(recipients)).locale
    return in_language(system, SUBJECT, locale).replace("{document}", name)


def text_of_mail(system: Env, mail: OutgoingMail) -> Markup | None:
    """What the mail says, with a new secret in its links. None for one that is over. System work that may write."""
    rating = system.session.get(system[Rating], mail.document_id)
    if rating is None or rating.expires_at <= system.now():
        return None
    secret = secrets.token_urlsafe(32)
    rating.hash = _hashed(secret)
    system.session.flush()
    address = House.of(system).address(f"/rating/give/{secret}")

    def said(text: str) -> str:
        return in_language(system, text, mail.locale)

    links = Markup(" &nbsp; ").join(
        Markup('<a href="{}?value={}">{}</a>').format(address, value, said(label)) for value, label in VALUES.items()
    )
    question = said("How satisfied are you with how we took care of “{document}”?")
    hint = said("Choose an answer. You can add a few words on the page that opens.")
    # Whoever reads mail as plain text sees no links in it.
    open_it = said("Or open this address:")
    return Markup("<p>{}</p><p>{}</p><p>{}</p><p>{} {}</p>").format(
        question.replace("{document}", rating.document_name), links, hint, open_it, address
    )


def rating_of(system: Env, secret: str) -> Rating | None:
    """The rating that a link leads to, None if it is unknown or too old."""
    if not 20 <= len(secret) <= LONGEST_SECRET:
        return None
    cls = system[Rating]
    wanted = sa.select(cls).where(cls.hash == _hashed(secret), cls.expires_at > system.now())
    return system.session.scalars(wanted).one_or_none()


def _hashed(secret: str) -> str:
    """256 random bits cannot be guessed, so a plain hash does."""
    return hashlib.sha256(secret.encode()).hexdigest()


def answer(rating: Rating, value: str, comment: str) -> None:
    """Takes a customer's answer, in place of the one before; the document's people read it. System work.

    Raises Refused for what is no answer.
    """
    system, comment = rating.env, comment.strip()
    if value not in VALUES:
        raise Refused("Choose one of the three answers.", about="value")
    if len(comment) > LONGEST_COMMENT:
        raise Refused("A comment has at most {n} characters.", about="comment", n=LONGEST_COMMENT)
    if (rating.value, rating.comment or "") == (value, comment):
        return
    rating.value, rating.comment, rating.answered_at = value, comment or None, system.now()
    system.session.flush()
    cls: Any = system.models.models.get(rating.document_model)
    document = system.session.get(cls, rating.document_id) if cls is not None else None
    if isinstance(document, Thread):
        who = rating.contact.name if rating.contact is not None else "?"
        said = in_language(system, VALUES[value], system.user.locale)
        document.post_note(COMMENTED if comment else SAID, contact=who, value=said, comment=comment)
    system.hook.rating_given(env=system, rating=rating)


def average(values: Iterable[tuple[str, int]]) -> int | None:
    """The percentage that (value, how often) come to: 100 if all are satisfied. None without any."""
    counted = list(values)
    total = sum(count for _, count in counted)
    return round(sum(POINTS[value] * count for value, count in counted) / total) if total else None
