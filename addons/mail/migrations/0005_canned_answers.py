"""mail: canned answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "mail_0005"
down_revision = "mail_0004"


def upgrade() -> None:
    _mail_canned_answer()


def _mail_canned_answer() -> None:
    op.create_table(
        "mail_canned_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("shortcut", sa.String(length=30), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("document_model", sa.String(length=80), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_canned_answer")),
    )
    op.create_index(op.f("ix_mail_canned_answer_shortcut"), "mail_canned_answer", ["shortcut"], unique=False)
