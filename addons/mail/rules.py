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
