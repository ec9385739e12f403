"""garden_care: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import ExactDecimal, Instant, exact_default

revision = "garden_care_0001"
down_revision = None


def upgrade() -> None:
    _garden_care_round()
    _garden_plant()


def _garden_care_round() -> None:
    op.create_table(
        "garden_care_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_garden_care_round")),
    )


def _garden_plant() -> None:
    op.add_column("garden_plant", sa.Column("days", sa.Integer(), server_default=sa.text("3"), nullable=False))
    op.add_column(
        "garden_plant", sa.Column("litres", ExactDecimal(3), server_default=exact_default("0.5", 3), nullable=False)
    )
    op.add_column(
        "garden_plant",
        sa.Column("round_id", sa.Integer(), sa.ForeignKey("garden_care_round.id", ondelete="SET NULL"), nullable=True),
        inline_references=True,
    )
    with op.batch_alter_table("garden_plant", schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f("uq_garden_plant_round_id_name"), ["round_id", "name"])
        batch_op.create_check_constraint(batch_op.f("ck_garden_plant_days_positive"), "days > 0")

    op.create_index(op.f("ix_garden_plant_round_id"), "garden_plant", ["round_id"], unique=False)
