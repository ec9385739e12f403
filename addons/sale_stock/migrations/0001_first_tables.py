"""sale_stock: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "sale_stock_0001"
down_revision = None


def upgrade() -> None:
    _stock_move()
    _stock_transfer()
    _stock_move_2()
    _stock_transfer_2()


def _stock_move() -> None:
    op.add_column(
        "stock_move",
        sa.Column("order_line_id", sa.Integer(), sa.ForeignKey("sale_line.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )


def _stock_transfer() -> None:
    op.add_column(
        "stock_transfer",
        sa.Column("order_id", sa.Integer(), sa.ForeignKey("sale_order.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )


def _stock_move_2() -> None:
    op.create_index(op.f("ix_stock_move_order_line_id"), "stock_move", ["order_line_id"], unique=False)


def _stock_transfer_2() -> None:
    op.create_index(op.f("ix_stock_transfer_order_id"), "stock_transfer", ["order_id"], unique=False)
