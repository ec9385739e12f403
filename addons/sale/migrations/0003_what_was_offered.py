"""sale: what was offered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "sale_0003"
down_revision = "sale_0002"


def upgrade() -> None:
    _sale_order()


def _sale_order() -> None:
    op.add_column("sale_order", sa.Column("offered", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute(sa.text("UPDATE sale_order SET offered = true WHERE state IN ('sent', 'confirmed')"))
