"""sale: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import ExactDecimal, Instant, exact_default

revision = "sale_0001"
down_revision = None


def upgrade() -> None:
    _sale_order()
    _sale_line()


def _sale_order() -> None:
    op.create_table(
        "sale_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.Column("ordered_at", Instant(), nullable=True),
        sa.Column("state", sa.String(length=40), server_default="quotation", nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("currency_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("total", ExactDecimal(2), server_default=exact_default("0", 2), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_sale_order_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["currency_id"], ["base_currency.id"], name=op.f("fk_sale_order_currency_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["base_contact.id"], name=op.f("fk_sale_order_customer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sale_order")),
        sa.UniqueConstraint("company_id", "number", name=op.f("uq_sale_order_company_id_number")),
    )
    op.create_index(op.f("ix_sale_order_company_id"), "sale_order", ["company_id"], unique=False)
    op.create_index(
        op.f("ix_sale_order_company_id_state_id"), "sale_order", ["company_id", "state", "id"], unique=False
    )
    op.create_index(op.f("ix_sale_order_currency_id"), "sale_order", ["currency_id"], unique=False)
    op.create_index(op.f("ix_sale_order_customer_id"), "sale_order", ["customer_id"], unique=False)
    op.create_index(
        op.f("ix_sale_order_customer_id_state_id"), "sale_order", ["customer_id", "state", "id"], unique=False
    )


def _sale_line() -> None:
    op.create_table(
        "sale_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), server_default=sa.text("(10)"), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("quantity", ExactDecimal(3), server_default=exact_default("1", 3), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("price", ExactDecimal(2), server_default=exact_default("0", 2), nullable=False),
        sa.Column("discount", ExactDecimal(2), server_default=exact_default("0", 2), nullable=False),
        sa.Column("subtotal", ExactDecimal(2), server_default=exact_default("0", 2), nullable=False),
        sa.Column("delivered", ExactDecimal(3), server_default=exact_default("0", 3), nullable=False),
        sa.Column("invoiced", ExactDecimal(3), server_default=exact_default("0", 3), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("delivered >= 0", name=op.f("ck_sale_line_delivered_not_negative")),
        sa.CheckConstraint("discount >= 0", name=op.f("ck_sale_line_discount_not_negative")),
        sa.CheckConstraint("invoiced >= 0", name=op.f("ck_sale_line_invoiced_not_negative")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_sale_line_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["sale_order.id"], name=op.f("fk_sale_line_order_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product_product.id"], name=op.f("fk_sale_line_product_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["base_unit.id"], name=op.f("fk_sale_line_unit_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sale_line")),
    )
    op.create_index(op.f("ix_sale_line_order_id"), "sale_line", ["order_id"], unique=False)
    op.create_index(op.f("ix_sale_line_product_id"), "sale_line", ["product_id"], unique=False)
    op.create_index(op.f("ix_sale_line_product_id_order_id"), "sale_line", ["product_id", "order_id"], unique=False)
    op.create_index(op.f("ix_sale_line_unit_id"), "sale_line", ["unit_id"], unique=False)
