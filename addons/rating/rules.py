"""The record rules that access.toml names: SQL conditions over the columns of a model."""

from __future__ import annotations

from typing import Any


def document_may_be_read(t: Any, access: Any) -> Any:
    """Ratings of documents that the user may read."""
    return access.sees_record(t.document_model, t.document_id)
