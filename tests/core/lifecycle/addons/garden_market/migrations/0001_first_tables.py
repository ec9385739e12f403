"""garden_market: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "garden_market_0001"
down_revision = None


def upgrade() -> None:
    _market_order()


def _market_order() -> None:
    op.add_column(
        "market_order",
        sa.Column("plant_id", sa.Integer(), sa.ForeignKey("garden_plant.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )
    op.create_index(op.f("ix_market_order_plant_id"), "market_order", ["plant_id"], unique=False)
