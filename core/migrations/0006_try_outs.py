"""core: try-outs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "core_0006"
down_revision = "core_0005"


def upgrade() -> None:
    _core_tryout()


def _core_tryout() -> None:
    op.create_table(
        "core_tryout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("copy", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(length=200), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("key_hash", sa.String(length=64), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_core_tryout_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_tryout")),
    )
