"""core: scopes and rates of API keys, requests under idempotency keys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "core_0005"
down_revision = "core_0004"


def upgrade() -> None:
    _core_api_key()
    _core_form_token()


def _core_api_key() -> None:
    op.add_column("core_api_key", sa.Column("shown", sa.String(length=12), server_default="", nullable=False))
    op.add_column("core_api_key", sa.Column("scope", sa.String(length=40), server_default="write", nullable=False))
    op.add_column("core_api_key", sa.Column("models", sa.Text(), nullable=True))
    op.add_column("core_api_key", sa.Column("used_at", Instant(), nullable=True))
    op.add_column("core_api_key", sa.Column("spent_in", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("core_api_key", sa.Column("spent", sa.Integer(), server_default=sa.text("0"), nullable=False))


def _core_form_token() -> None:
    op.add_column("core_form_token", sa.Column("request", sa.String(length=64), nullable=True))
