"""sale: indexes for what lists filter and group by."""

from __future__ import annotations

from alembic import op

revision = "sale_0002"
down_revision = "sale_0001"


def upgrade() -> None:
    _sale_order()


def _sale_order() -> None:
    op.create_index(op.f("ix_sale_order_created_by_id_id"), "sale_order", ["created_by_id", "id"], unique=False)
