"""mail: activities."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "mail_0003"
down_revision = "mail_0002"


def upgrade() -> None:
    _mail_activity()


def _mail_activity() -> None:
    op.create_table(
        "mail_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_model", sa.String(length=80), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("document_name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("summary", sa.String(length=200), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("done_at", Instant(), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["base_user.id"], name=op.f("fk_mail_activity_user_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_activity")),
    )
    op.create_index(
        op.f("ix_mail_activity_document_model_document_id_done_at"),
        "mail_activity",
        ["document_model", "document_id", "done_at"],
        unique=False,
    )
    op.create_index(op.f("ix_mail_activity_done_at_due_id"), "mail_activity", ["done_at", "due", "id"], unique=False)
    op.create_index(op.f("ix_mail_activity_due"), "mail_activity", ["due"], unique=False)
    op.create_index(
        op.f("ix_mail_activity_user_id_done_at_due_id"),
        "mail_activity",
        ["user_id", "done_at", "due", "id"],
        unique=False,
    )
