"""stock: indexes for what lists filter and group by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "stock_0003"
down_revision = "stock_0002"


def upgrade() -> None:
    _stock_lot()
    _stock_quant()


def _stock_lot() -> None:
    op.create_index(
        "ix_stock_lot_delivered",
        "stock_lot",
        ["company_id", "id"],
        unique=False,
        sqlite_where=sa.text("delivered_on IS NOT NULL"),
        postgresql_where=sa.text("delivered_on IS NOT NULL"),
    )


def _stock_quant() -> None:
    op.create_index(
        "ix_stock_quant_on_hand",
        "stock_quant",
        ["company_id", "product_id", "id"],
        unique=False,
        sqlite_where=sa.text("own AND quantity <> 0"),
        postgresql_where=sa.text("own AND quantity <> 0"),
    )
