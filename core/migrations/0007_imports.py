"""core: imports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "core_0007"
down_revision = "core_0006"


def upgrade() -> None:
    _core_import()
    _core_imported_key()
    _core_imported_record()


def _core_import() -> None:
    op.create_table(
        "core_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("model_name", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("header", sa.String(length=64), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("began_at", Instant(), nullable=False),
        sa.Column("done_at", Instant(), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_import")),
    )
    op.create_index(op.f("ix_core_import_began_at"), "core_import", ["began_at"], unique=False)
    op.create_index(
        op.f("ix_core_import_user_id_model_name_header_id"),
        "core_import",
        ["user_id", "model_name", "header", "id"],
        unique=False,
    )


def _core_imported_key() -> None:
    op.create_table(
        "core_imported_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("model_name", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_imported_key")),
        sa.UniqueConstraint("model_name", "key", name=op.f("uq_core_imported_key_model_name_key")),
    )
    op.create_index(
        op.f("ix_core_imported_key_model_name_record_id"),
        "core_imported_key",
        ["model_name", "record_id"],
        unique=False,
    )


def _core_imported_record() -> None:
    op.create_table(
        "core_imported_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("model_name", sa.String(length=80), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("made", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["core_import.id"], name=op.f("fk_core_imported_record_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_imported_record")),
    )
    op.create_index(
        op.f("ix_core_imported_record_model_name_record_id"),
        "core_imported_record",
        ["model_name", "record_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_core_imported_record_run_id_record_id"), "core_imported_record", ["run_id", "record_id"], unique=False
    )
