"""core: indexes for what lists filter and group by."""

from __future__ import annotations

from alembic import op

revision = "core_0002"
down_revision = "core_0001"


def upgrade() -> None:
    _core_audit_entry()


def _core_audit_entry() -> None:
    op.create_index(op.f("ix_core_audit_entry_user_name_id"), "core_audit_entry", ["user_name", "id"], unique=False)
