"""repair: what was found and done, for the report, and when it ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "repair_0002"
down_revision = "repair_0001"


def upgrade() -> None:
    _repair_order()


def _repair_order() -> None:
    op.add_column("repair_order", sa.Column("findings", sa.Text(), nullable=True))
    op.add_column("repair_order", sa.Column("work", sa.Text(), nullable=True))
    op.add_column("repair_order", sa.Column("ended_at", Instant(), nullable=True))
