"""chores: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "chores_0001"
down_revision = None


def upgrade() -> None:
    _chores_trace()


def _chores_trace() -> None:
    op.create_table(
        "chores_trace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chores_trace")),
    )
