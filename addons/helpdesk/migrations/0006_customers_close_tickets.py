"""helpdesk: customers close tickets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "helpdesk_0006"
down_revision = "helpdesk_0005"


def upgrade() -> None:
    _helpdesk_team()


def _helpdesk_team() -> None:
    op.add_column("helpdesk_team", sa.Column("customer_close", sa.Boolean(), server_default=sa.true(), nullable=False))
