"""plots_ponds: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "plots_ponds_0001"
down_revision = None


def upgrade() -> None:
    _plots_plot()


def _plots_plot() -> None:
    op.add_column("plots_plot", sa.Column("use_ponds", sa.Boolean(), server_default=sa.false(), nullable=False))
