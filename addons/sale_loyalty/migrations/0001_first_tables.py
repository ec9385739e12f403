"""sale_loyalty: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "sale_loyalty_0001"
down_revision = None


def upgrade() -> None:
    _sale_loyalty_applied()
    _loyalty_coupon()
    _loyalty_program()
    _product_product()
    _sale_line()
    _loyalty_coupon_2()
    _sale_line_2()


def _sale_loyalty_applied() -> None:
    op.create_table(
        "sale_loyalty_applied",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("program_id", sa.Integer(), nullable=False),
        sa.Column("coupon_id", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["coupon_id"], ["loyalty_coupon.id"], name=op.f("fk_sale_loyalty_applied_coupon_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["sale_order.id"], name=op.f("fk_sale_loyalty_applied_order_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["program_id"], ["loyalty_program.id"], name=op.f("fk_sale_loyalty_applied_program_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sale_loyalty_applied")),
        sa.UniqueConstraint("order_id", "program_id", name=op.f("uq_sale_loyalty_applied_order_id_program_id")),
    )
    op.create_index(op.f("ix_sale_loyalty_applied_coupon_id"), "sale_loyalty_applied", ["coupon_id"], unique=False)
    op.create_index(op.f("ix_sale_loyalty_applied_program_id"), "sale_loyalty_applied", ["program_id"], unique=False)


def _loyalty_coupon() -> None:
    op.add_column(
        "loyalty_coupon",
        sa.Column("order_id", sa.Integer(), sa.ForeignKey("sale_order.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )


def _loyalty_program() -> None:
    op.add_column("loyalty_program", sa.Column("on_sales", sa.Boolean(), server_default=sa.true(), nullable=False))


def _product_product() -> None:
    op.add_column("product_product", sa.Column("is_discount", sa.Boolean(), server_default=sa.false(), nullable=False))


def _sale_line() -> None:
    op.add_column(
        "sale_line",
        sa.Column(
            "applied_id", sa.Integer(), sa.ForeignKey("sale_loyalty_applied.id", ondelete="SET NULL"), nullable=True
        ),
        inline_references=True,
    )
    op.add_column(
        "sale_line",
        sa.Column("reward_id", sa.Integer(), sa.ForeignKey("loyalty_reward.id", ondelete="SET NULL"), nullable=True),
        inline_references=True,
    )


def _loyalty_coupon_2() -> None:
    op.create_index(op.f("ix_loyalty_coupon_order_id"), "loyalty_coupon", ["order_id"], unique=False)


def _sale_line_2() -> None:
    op.create_index(op.f("ix_sale_line_applied_id"), "sale_line", ["applied_id"], unique=False)
    op.create_index(op.f("ix_sale_line_reward_id"), "sale_line", ["reward_id"], unique=False)
