"""account: account numbers of banks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "account_0005"
down_revision = "account_0004"


def upgrade() -> None:
    _account_journal()


def _account_journal() -> None:
    op.add_column("account_journal", sa.Column("iban", sa.String(length=42), nullable=True))
    op.add_column("account_journal", sa.Column("bic", sa.String(length=11), nullable=True))
