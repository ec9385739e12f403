"""portal: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "portal_0001"
down_revision = None


def upgrade() -> None:
    _portal_link()


def _portal_link() -> None:
    op.create_table(
        "portal_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), server_default="document", nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("document_model", sa.String(length=80), server_default="", nullable=False),
        sa.Column("document_id", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["base_contact.id"], name=op.f("fk_portal_link_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_link")),
        sa.UniqueConstraint("hash", name=op.f("uq_portal_link_hash")),
    )
    op.create_index(
        op.f("ix_portal_link_contact_id_purpose_id"), "portal_link", ["contact_id", "purpose", "id"], unique=False
    )
    op.create_index(
        op.f("ix_portal_link_document_model_document_id"),
        "portal_link",
        ["document_model", "document_id"],
        unique=False,
    )
    op.create_index(op.f("ix_portal_link_expires_at"), "portal_link", ["expires_at"], unique=False)
