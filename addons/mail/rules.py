"""The record rules that access.toml names: SQL conditions over the columns of a model."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def document_may_be_read(t: Any, access: Any) -> Any:
    """Chatter and followers of documents that the user may read."""
    return access.sees_record(t.document_model, t.document_id)


def own_note(t: Any, access: Any) -> Any:
    """Notes that the user wrote; for how long they may be changed stands in the model (SPEC CT-8)."""
    return sa.and_(t.kind == "note", t.created_by_id == access.USER)


def is_message(t: Any, access: Any) -> Any:
    """Messages: notes and changes are for those who work here."""
    return t.kind == "message"


def own_notice(t: Any, access: Any) -> Any:
    """What is in the user's inbox about documents that the user may read."""
    return sa.and_(t.user_id == access.USER, access.sees_record(t.document_model, t.document_id))


# For addons that show documents to customers.


def own_or_followed(t: Any, access: Any, model: str, owner: Any) -> Any:
    """A customer's own documents, and those of the same company that they follow (SPEC PT-2). `owner` is the contact.

    The company's documents come first, by the index of `owner`; among them is whatever is one's own.
    """
    contact, me, follower = (access.columns(name) for name in ("base.contact", "base.contact", "mail.follower"))
    firm = sa.select(me.commercial_id).where(me.id == access.CONTACT).scalar_subquery()
    follows = access.exists(
        follower, follower.document_model == model, follower.document_id == t.id, follower.contact_id == access.CONTACT
    )
    of_the_same_company = owner.in_(sa.select(contact.id).where(contact.commercial_id == firm))
    return of_the_same_company & ((owner == access.CONTACT) | follows)
