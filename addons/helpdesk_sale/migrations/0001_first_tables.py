"""helpdesk_sale: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "helpdesk_sale_0001"
down_revision = None


def upgrade() -> None:
    _helpdesk_ticket()


def _helpdesk_ticket() -> None:
    op.add_column(
        "helpdesk_ticket",
        sa.Column("sales_order_id", sa.Integer(), sa.ForeignKey("sale_order.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )
    op.add_column(
        "helpdesk_ticket",
        sa.Column("product_id", sa.Integer(), sa.ForeignKey("product_product.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )
    op.create_index(op.f("ix_helpdesk_ticket_product_id"), "helpdesk_ticket", ["product_id"], unique=False)
    op.create_index(op.f("ix_helpdesk_ticket_product_id_id"), "helpdesk_ticket", ["product_id", "id"], unique=False)
    op.create_index(op.f("ix_helpdesk_ticket_sales_order_id"), "helpdesk_ticket", ["sales_order_id"], unique=False)
