"""helpdesk_rating: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "helpdesk_rating_0001"
down_revision = None


def upgrade() -> None:
    _helpdesk_team()
    _helpdesk_ticket()


def _helpdesk_team() -> None:
    op.add_column("helpdesk_team", sa.Column("use_rating", sa.Boolean(), server_default=sa.false(), nullable=False))


def _helpdesk_ticket() -> None:
    op.add_column("helpdesk_ticket", sa.Column("rating", sa.String(length=40), nullable=True))
    op.create_index(
        op.f("ix_helpdesk_ticket_company_id_rating_id"), "helpdesk_ticket", ["company_id", "rating", "id"], unique=False
    )
