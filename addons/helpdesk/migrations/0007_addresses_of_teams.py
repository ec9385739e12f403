"""helpdesk: addresses of teams."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "helpdesk_0007"
down_revision = "helpdesk_0006"


def upgrade() -> None:
    _helpdesk_team()


def _helpdesk_team() -> None:
    op.add_column("helpdesk_team", sa.Column("alias", sa.String(length=254), nullable=True))
    op.create_index(op.f("ix_helpdesk_team_alias"), "helpdesk_team", ["alias"], unique=True)
