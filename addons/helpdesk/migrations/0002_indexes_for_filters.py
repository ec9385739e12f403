"""helpdesk: indexes for what lists filter and group by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "helpdesk_0002"
down_revision = "helpdesk_0001"


def upgrade() -> None:
    _helpdesk_ticket()


def _helpdesk_ticket() -> None:
    op.create_index(
        "ix_helpdesk_ticket_open",
        "helpdesk_ticket",
        ["company_id", "id"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
