"""mail: outgoing mail and templates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant, SealedText

revision = "mail_0002"
down_revision = "mail_0001"


def upgrade() -> None:
    _mail_template()
    _mail_server()
    _mail_outgoing()
    _mail_message()


def _mail_template() -> None:
    op.create_table(
        "mail_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("document_model", sa.String(length=80), nullable=False),
        sa.Column("locale", sa.String(length=40), server_default="en", nullable=False),
        sa.Column("original_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["original_id"], ["mail_template.id"], name=op.f("fk_mail_template_original_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_template")),
    )
    op.create_index(
        op.f("ix_mail_template_document_model_name_id"), "mail_template", ["document_model", "name", "id"], unique=False
    )
    op.create_index(op.f("ix_mail_template_original_id"), "mail_template", ["original_id"], unique=False)


def _mail_server() -> None:
    op.create_table(
        "mail_server",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("port", sa.Integer(), server_default=sa.text("(587)"), nullable=False),
        sa.Column("encryption", sa.String(length=40), server_default="starttls", nullable=False),
        sa.Column("user", sa.String(length=200), nullable=True),
        sa.Column("password", SealedText(), nullable=True),
        sa.Column("from_address", sa.String(length=254), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("problem", sa.String(length=400), nullable=True),
        sa.Column("problem_at", Instant(), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_mail_server_company_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_server")),
    )
    op.create_index(
        op.f("ix_mail_server_active_company_id_id"), "mail_server", ["active", "company_id", "id"], unique=False
    )
    op.create_index(op.f("ix_mail_server_company_id"), "mail_server", ["company_id"], unique=False)


def _mail_outgoing() -> None:
    op.create_table(
        "mail_outgoing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("document_model", sa.String(length=80), server_default="", nullable=False),
        sa.Column("document_id", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("locale", sa.String(length=20), server_default="en", nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=250), nullable=False),
        sa.Column("state", sa.String(length=40), server_default="outgoing", nullable=False),
        sa.Column("queued_at", Instant(), nullable=False),
        sa.Column("handed_over_at", Instant(), nullable=True),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("server_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_mail_outgoing_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["base_contact.id"], name=op.f("fk_mail_outgoing_contact_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["mail_message.id"], name=op.f("fk_mail_outgoing_message_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["server_id"], ["mail_server.id"], name=op.f("fk_mail_outgoing_server_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_outgoing")),
        sa.UniqueConstraint("message_id", "address", name=op.f("uq_mail_outgoing_message_id_address")),
    )
    op.create_index(op.f("ix_mail_outgoing_company_id"), "mail_outgoing", ["company_id"], unique=False)
    op.create_index(op.f("ix_mail_outgoing_contact_id"), "mail_outgoing", ["contact_id"], unique=False)
    op.create_index(
        op.f("ix_mail_outgoing_document_model_document_id_message_id"),
        "mail_outgoing",
        ["document_model", "document_id", "message_id"],
        unique=False,
    )
    op.create_index(op.f("ix_mail_outgoing_queued_at"), "mail_outgoing", ["queued_at"], unique=False)
    op.create_index(op.f("ix_mail_outgoing_server_id"), "mail_outgoing", ["server_id"], unique=False)
    op.create_index(op.f("ix_mail_outgoing_state_id"), "mail_outgoing", ["state", "id"], unique=False)


def _mail_message() -> None:
    op.add_column("mail_message", sa.Column("subject", sa.String(length=200), nullable=True))
