"""account: what is due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "account_0004"
down_revision = "account_0003"


def upgrade() -> None:
    _account_invoice()
    _account_payment()


def _account_invoice() -> None:
    op.create_index(
        "ix_account_invoice_due",
        "account_invoice",
        ["company_id", "due_date", "id"],
        unique=False,
        sqlite_where=sa.text("residual > 0 AND state = 'posted'"),
        postgresql_where=sa.text("residual > 0 AND state = 'posted'"),
    )


def _account_payment() -> None:
    op.create_index(
        "ix_account_payment_outstanding",
        "account_payment",
        ["company_id", "id"],
        unique=False,
        sqlite_where=sa.text("residual > 0"),
        postgresql_where=sa.text("residual > 0"),
    )
