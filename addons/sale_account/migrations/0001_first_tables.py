"""sale_account: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import ExactDecimal, exact_default

revision = "sale_account_0001"
down_revision = None


def upgrade() -> None:
    _link_account_tax_sale_line()
    _account_invoice()
    _account_invoice_line()
    _product_product()
    _sale_order()
    _account_invoice_2()
    _account_invoice_line_2()


def _link_account_tax_sale_line() -> None:
    op.create_table(
        "link_account_tax_sale_line",
        sa.Column("account_tax_id", sa.Integer(), nullable=False),
        sa.Column("sale_line_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_tax_id"],
            ["account_tax.id"],
            name=op.f("fk_link_account_tax_sale_line_account_tax_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sale_line_id"],
            ["sale_line.id"],
            name=op.f("fk_link_account_tax_sale_line_sale_line_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_tax_id", "sale_line_id", name=op.f("pk_link_account_tax_sale_line")),
    )
    op.create_index(
        op.f("ix_link_account_tax_sale_line_sale_line_id"), "link_account_tax_sale_line", ["sale_line_id"], unique=False
    )


def _account_invoice() -> None:
    op.add_column(
        "account_invoice",
        sa.Column("order_id", sa.Integer(), sa.ForeignKey("sale_order.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )


def _account_invoice_line() -> None:
    op.add_column(
        "account_invoice_line",
        sa.Column("order_line_id", sa.Integer(), sa.ForeignKey("sale_line.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )


def _product_product() -> None:
    op.add_column(
        "product_product", sa.Column("invoicing", sa.String(length=40), server_default="ordered", nullable=False)
    )


def _sale_order() -> None:
    op.add_column(
        "sale_order", sa.Column("untaxed", ExactDecimal(2), server_default=exact_default("0", 2), nullable=False)
    )
    op.add_column("sale_order", sa.Column("tax", ExactDecimal(2), server_default=exact_default("0", 2), nullable=False))


def _account_invoice_2() -> None:
    op.create_index(op.f("ix_account_invoice_order_id"), "account_invoice", ["order_id"], unique=False)


def _account_invoice_line_2() -> None:
    op.create_index(
        op.f("ix_account_invoice_line_order_line_id"), "account_invoice_line", ["order_line_id"], unique=False
    )
