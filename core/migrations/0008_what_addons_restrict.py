"""core: what addons restrict."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "core_0008"
down_revision = "core_0007"


def upgrade() -> None:
    _core_addon()


def _core_addon() -> None:
    op.add_column("core_addon", sa.Column("restricts", sa.JSON(), nullable=True))
