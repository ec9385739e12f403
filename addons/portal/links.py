"""Making, opening and ending links. A secret leaves the house in a mail and is known nowhere else."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta

import sqlalchemy as sa

from addons.base.models import Contact
from addons.portal.models import Link
from core import Env, hashed

LIFETIMES = {"invitation": timedelta(days=14), "password": timedelta(hours=2), "document": timedelta(days=60)}
LONGEST = 100
"""Characters of the longest secret that is looked up."""


def new_link(system: Env, contact: Contact, purpose: str, *, document: tuple[str, int] = ("", 0)) -> Link:
    """A link that opens nothing until it has a secret. System work."""
    link = system.new(
        Link, contact_id=contact.id, purpose=purpose, document_model=document[0], document_id=document[1],
        made_at=system.now(), expires_at=system.now() + LIFETIMES[purpose],
    )  # fmt: skip
    system.session.flush()
    return link


def give_secret(system: Env, link: Link) -> str:
    """A new secret for a link, which opens it from now on, and by which alone. System work."""
    secret = secrets.token_urlsafe(32)
    link.hash = hashed(secret)
    system.session.flush()
    return secret


def opened_by(system: Env, secret: str, purposes: Iterable[str]) -> Link | None:
    """The link that a secret opens now, for one of these purposes. System work."""
    if not 20 <= len(secret) <= LONGEST:
        return None
    link = system[Link]
    wanted = sa.select(link).where(
        link.hash == hashed(secret), link.purpose.in_(tuple(purposes)), link.ended_at.is_(None),
        link.expires_at > system.now(),
    )  # fmt: skip
    found = system.session.scalars(wanted).first()
    return found if found is not None and found.contact.active else None


def end_links(system: Env, contact_id: int, purposes: Iterable[str] = tuple(LIFETIMES)) -> None:
    """Ends all links of these purposes that were mailed to a contact. System work."""
    link = system[Link]
    mine = sa.select(link).where(
        link.contact_id == contact_id, link.purpose.in_(tuple(purposes)), link.ended_at.is_(None)
    )
    for one in system.session.scalars(mine):
        one.ended_at = system.now()
    system.session.flush()


def forget_expired(system: Env) -> int:
    """Deletes links that ended a while ago; gives how many."""
    link = system[Link]
    long_over = link.expires_at < system.now() - timedelta(days=30)
    found = system.session.scalars(sa.select(link).where(long_over).limit(10_000)).all()
    for one in found:
        system.session.delete(one)
    return len(found)
