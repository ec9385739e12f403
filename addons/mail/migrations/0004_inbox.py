"""mail: inbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "mail_0004"
down_revision = "mail_0003"


def upgrade() -> None:
    _mail_notice()
    _base_user()


def _mail_notice() -> None:
    op.create_table(
        "mail_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("document_model", sa.String(length=80), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("author", sa.String(length=200), server_default="", nullable=False),
        sa.Column("excerpt", sa.String(length=300), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=40), server_default="message", nullable=False),
        sa.Column("written_at", Instant(), nullable=False),
        sa.Column("read_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"], ["mail_message.id"], name=op.f("fk_mail_notice_message_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["base_user.id"], name=op.f("fk_mail_notice_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_notice")),
        sa.UniqueConstraint("user_id", "message_id", name=op.f("uq_mail_notice_user_id_message_id")),
    )
    op.create_index(
        op.f("ix_mail_notice_document_model_document_id"),
        "mail_notice",
        ["document_model", "document_id"],
        unique=False,
    )
    op.create_index(op.f("ix_mail_notice_message_id"), "mail_notice", ["message_id"], unique=False)
    op.create_index(op.f("ix_mail_notice_read_at_id"), "mail_notice", ["read_at", "id"], unique=False)
    op.create_index(op.f("ix_mail_notice_reason_id"), "mail_notice", ["reason", "id"], unique=False)
    op.create_index(
        op.f("ix_mail_notice_user_id_read_at_id"), "mail_notice", ["user_id", "read_at", "id"], unique=False
    )


def _base_user() -> None:
    op.add_column("base_user", sa.Column("notified_by", sa.String(length=40), server_default="mail", nullable=False))
