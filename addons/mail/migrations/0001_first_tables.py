"""mail: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "mail_0001"
down_revision = None


def upgrade() -> None:
    _mail_follower()
    _mail_message()
    _link_base_attachment_mail_message()


def _mail_follower() -> None:
    op.create_table(
        "mail_follower",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_model", sa.String(length=80), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["base_contact.id"], name=op.f("fk_mail_follower_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_follower")),
        sa.UniqueConstraint(
            "document_model",
            "document_id",
            "contact_id",
            name=op.f("uq_mail_follower_document_model_document_id_contact_id"),
        ),
    )
    op.create_index(op.f("ix_mail_follower_contact_id"), "mail_follower", ["contact_id"], unique=False)


def _mail_message() -> None:
    op.create_table(
        "mail_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_model", sa.String(length=80), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), server_default="note", nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("changes", sa.JSON(), nullable=True),
        sa.Column("edited_at", Instant(), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["base_contact.id"], name=op.f("fk_mail_message_author_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_message")),
    )
    op.create_index(op.f("ix_mail_message_author_id"), "mail_message", ["author_id"], unique=False)
    op.create_index(
        op.f("ix_mail_message_document_model_document_id_id"),
        "mail_message",
        ["document_model", "document_id", "id"],
        unique=False,
    )


def _link_base_attachment_mail_message() -> None:
    op.create_table(
        "link_base_attachment_mail_message",
        sa.Column("base_attachment_id", sa.Integer(), nullable=False),
        sa.Column("mail_message_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["base_attachment_id"],
            ["base_attachment.id"],
            name=op.f("fk_link_base_attachment_mail_message_base_attachment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mail_message_id"],
            ["mail_message.id"],
            name=op.f("fk_link_base_attachment_mail_message_mail_message_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "base_attachment_id", "mail_message_id", name=op.f("pk_link_base_attachment_mail_message")
        ),
    )
    op.create_index(
        op.f("ix_link_base_attachment_mail_message_mail_message_id"),
        "link_base_attachment_mail_message",
        ["mail_message_id"],
        unique=False,
    )
