"""The record rules that access.toml names: SQL conditions over the columns of a model."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def oneself(t: Any, access: Any) -> Any:
    """The user's own record."""
    return t.id == access.USER


def company_of_user(t: Any, access: Any) -> Any:
    """Companies that the user belongs to (SPEC AR-6)."""
    return t.id.in_(access.COMPANIES)


def contact_of_own_customer(t: Any, access: Any) -> Any:
    """Contacts of the commercial entity that the portal user's contact belongs to."""
    own = access.columns("base.contact")
    return sa.exists().where(own.id == access.CONTACT, own.commercial_id == t.commercial_id)


def document_may_be_read(t: Any, access: Any) -> Any:
    """What hangs on a document is open to whoever may read the document (SPEC AR-5)."""
    return access.sees_record(t.document_model, t.document_id)


def document_may_be_changed(t: Any, access: Any) -> Any:
    """What hangs on a document that the user may change."""
    return access.sees_record(t.document_model, t.document_id, "write")


def own_search(t: Any, access: Any) -> Any:
    """Searches that the user keeps."""
    return t.owner_id == access.USER


def own_or_shared_search(t: Any, access: Any) -> Any:
    """Searches that the user keeps, and those that others share."""
    return sa.or_(t.owner_id == access.USER, t.shared)


def of_own_import(t: Any, access: Any) -> Any:
    """Records that the user imported."""
    run = access.columns("core.import")
    return sa.exists().where(run.id == t.run_id, run.user_id == access.USER)
