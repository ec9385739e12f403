"""mail: incoming mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant, SealedText

revision = "mail_0006"
down_revision = "mail_0005"


def upgrade() -> None:
    _mail_mailbox()
    _mail_incoming()
    _mail_message()
    _mail_server()
    _mail_outgoing()


def _mail_mailbox() -> None:
    op.create_table(
        "mail_mailbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("port", sa.Integer(), server_default=sa.text("(993)"), nullable=False),
        sa.Column("encryption", sa.String(length=40), server_default="tls", nullable=False),
        sa.Column("user", sa.String(length=200), nullable=False),
        sa.Column("password", SealedText(), nullable=True),
        sa.Column("folder", sa.String(length=200), server_default="INBOX", nullable=False),
        sa.Column("address", sa.String(length=254), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=True),
        sa.Column("fetched_at", Instant(), nullable=True),
        sa.Column("problem", sa.String(length=400), nullable=True),
        sa.Column("problem_at", Instant(), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_mailbox")),
    )
    op.create_index(op.f("ix_mail_mailbox_active_id"), "mail_mailbox", ["active", "id"], unique=False)


def _mail_incoming() -> None:
    op.create_table(
        "mail_incoming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("way", sa.String(length=40), server_default="pipe", nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=True),
        sa.Column("recipient", sa.String(length=254), server_default="", nullable=False),
        sa.Column("return_path", sa.String(length=254), nullable=True),
        sa.Column("author", sa.String(length=254), server_default="", nullable=False),
        sa.Column("author_name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("subject", sa.String(length=200), server_default="", nullable=False),
        sa.Column("reference", sa.String(length=250), server_default="", nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), server_default="waiting", nullable=False),
        sa.Column("let_in", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("document_model", sa.String(length=80), server_default="", nullable=False),
        sa.Column("document_id", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mail_mailbox.id"], name=op.f("fk_mail_incoming_mailbox_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["mail_message.id"], name=op.f("fk_mail_incoming_message_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_incoming")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_mail_incoming_fingerprint")),
    )
    op.create_index(
        op.f("ix_mail_incoming_author_received_at"), "mail_incoming", ["author", "received_at"], unique=False
    )
    op.create_index(op.f("ix_mail_incoming_content"), "mail_incoming", ["content"], unique=False)
    op.create_index(
        op.f("ix_mail_incoming_document_model_document_id_id"),
        "mail_incoming",
        ["document_model", "document_id", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_mail_incoming_mailbox_id"), "mail_incoming", ["mailbox_id"], unique=False)
    op.create_index(op.f("ix_mail_incoming_message_id"), "mail_incoming", ["message_id"], unique=False)
    op.create_index(op.f("ix_mail_incoming_received_at"), "mail_incoming", ["received_at"], unique=False)
    op.create_index(op.f("ix_mail_incoming_reference"), "mail_incoming", ["reference"], unique=False)
    op.create_index(op.f("ix_mail_incoming_state_id"), "mail_incoming", ["state", "id"], unique=False)


def _mail_message() -> None:
    op.add_column("mail_message", sa.Column("sender", sa.String(length=300), nullable=True))


def _mail_server() -> None:
    op.add_column("mail_server", sa.Column("reply_address", sa.String(length=200), nullable=True))


def _mail_outgoing() -> None:
    op.create_index(op.f("ix_mail_outgoing_reference"), "mail_outgoing", ["reference"], unique=False)
