"""Makes a table, a row, and fails."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "broken_migration_0001"
down_revision = None


def upgrade() -> None:
    op.create_table("broken_migration_thing", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO broken_migration_thing (id) VALUES (1)")
    op.execute("SELECT * FROM there_is_no_such_table")
