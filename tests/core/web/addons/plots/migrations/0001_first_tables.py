"""plots: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "plots_0001"
down_revision = None


def upgrade() -> None:
    _plots_plot()


def _plots_plot() -> None:
    op.create_table(
        "plots_plot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plots_plot")),
    )
