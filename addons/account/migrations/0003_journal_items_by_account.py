"""account: journal items by account."""

from __future__ import annotations

from alembic import op

revision = "account_0003"
down_revision = "account_0002"


def upgrade() -> None:
    _account_entry_line()


def _account_entry_line() -> None:
    op.create_index(op.f("ix_account_entry_line_account_id"), "account_entry_line", ["account_id"], unique=False)
