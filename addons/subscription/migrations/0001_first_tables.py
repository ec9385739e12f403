"""subscription: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "subscription_0001"
down_revision = None


def upgrade() -> None:
    _subscription_instance()


def _subscription_instance() -> None:
    op.create_table(
        "subscription_instance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(length=40), server_default="unlimited", nullable=False),
        sa.Column("subscription_active", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("trial_start", Instant(), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_subscription_instance_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription_instance")),
    )
