"""helpdesk_form: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "helpdesk_form_0001"
down_revision = None


def upgrade() -> None:
    _helpdesk_team()


def _helpdesk_team() -> None:
    op.add_column(
        "helpdesk_team", sa.Column("use_website_form", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("helpdesk_team", sa.Column("form_address", sa.String(length=60), nullable=True))
    op.create_index(
        "ix_helpdesk_team_form_address",
        "helpdesk_team",
        ["form_address"],
        unique=True,
        sqlite_where=sa.text("form_address IS NOT NULL"),
        postgresql_where=sa.text("form_address IS NOT NULL"),
    )
