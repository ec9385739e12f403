"""webhook: secrets are sealed. What is stored is sealed by `after_upgrade`, which has the keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "webhook_0002"
down_revision = "webhook_0001"


def upgrade() -> None:
    with op.batch_alter_table("webhook_secret") as table:
        table.alter_column("secret", type_=sa.Text(), existing_type=sa.String(length=200))
        table.alter_column("offered", type_=sa.Text(), existing_type=sa.String(length=200), existing_nullable=False)
