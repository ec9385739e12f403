"""rating: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "rating_0001"
down_revision = None


def upgrade() -> None:
    _rating_rating()


def _rating_rating() -> None:
    op.create_table(
        "rating_rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_model", sa.String(length=80), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("document_name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("value", sa.String(length=40), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_rating_rating_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["base_contact.id"], name=op.f("fk_rating_rating_contact_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["base_user.id"], name=op.f("fk_rating_rating_user_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_rating")),
        sa.UniqueConstraint("hash", name=op.f("uq_rating_rating_hash")),
    )
    op.create_index(
        op.f("ix_rating_rating_company_id_value_id"), "rating_rating", ["company_id", "value", "id"], unique=False
    )
    op.create_index(op.f("ix_rating_rating_contact_id"), "rating_rating", ["contact_id"], unique=False)
    op.create_index(
        op.f("ix_rating_rating_document_model_document_id_id"),
        "rating_rating",
        ["document_model", "document_id", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_rating_rating_user_id"), "rating_rating", ["user_id"], unique=False)
    op.create_index(op.f("ix_rating_rating_value_id"), "rating_rating", ["value", "id"], unique=False)
