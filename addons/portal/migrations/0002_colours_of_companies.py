"""portal: colours of companies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "portal_0002"
down_revision = "portal_0001"


def upgrade() -> None:
    _base_company()


def _base_company() -> None:
    op.add_column("base_company", sa.Column("portal_colour", sa.String(length=7), nullable=True))
