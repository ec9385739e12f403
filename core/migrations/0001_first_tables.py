"""core: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "core_0001"
down_revision = None


def upgrade() -> None:
    _core_addon()
    _core_api_key()
    _core_attempt()
    _core_audit_entry()
    _core_external_key()
    _core_form_token()
    _core_sequence()
    _core_session()
    _core_state()


def _core_addon() -> None:
    op.create_table(
        "core_addon",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=41), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), server_default="installed", nullable=False),
        sa.Column("installed_at", Instant(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_addon")),
        sa.UniqueConstraint("name", name=op.f("uq_core_addon_name")),
    )


def _core_api_key() -> None:
    op.create_table(
        "core_api_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=80), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_api_key")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_core_api_key_key_hash")),
    )
    op.create_index(op.f("ix_core_api_key_user_id"), "core_api_key", ["user_id"], unique=False)


def _core_attempt() -> None:
    op.create_table(
        "core_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_attempt")),
        sa.UniqueConstraint("key", name=op.f("uq_core_attempt_key")),
    )
    op.create_index(op.f("ix_core_attempt_until"), "core_attempt", ["until"], unique=False)


def _core_audit_entry() -> None:
    op.create_table(
        "core_audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(length=200), nullable=False),
        sa.Column("operation", sa.String(length=40), nullable=False),
        sa.Column("record_model", sa.String(length=80), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=400), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_audit_entry")),
    )
    op.create_index(op.f("ix_core_audit_entry_at"), "core_audit_entry", ["at"], unique=False)
    op.create_index(
        op.f("ix_core_audit_entry_record_model_record_id_id"),
        "core_audit_entry",
        ["record_model", "record_id", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_core_audit_entry_user_id"), "core_audit_entry", ["user_id"], unique=False)


def _core_external_key() -> None:
    op.create_table(
        "core_external_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("addon", sa.String(length=41), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("model_name", sa.String(length=80), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_external_key")),
        sa.UniqueConstraint("addon", "key", name=op.f("uq_core_external_key_addon_key")),
    )
    op.create_index(
        op.f("ix_core_external_key_model_name_record_id"),
        "core_external_key",
        ["model_name", "record_id"],
        unique=False,
    )


def _core_form_token() -> None:
    op.create_table(
        "core_form_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_form_token")),
        sa.UniqueConstraint("key", name=op.f("uq_core_form_token_key")),
    )
    op.create_index(op.f("ix_core_form_token_made_at"), "core_form_token", ["made_at"], unique=False)


def _core_sequence() -> None:
    op.create_table(
        "core_sequence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("last", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_sequence")),
        sa.UniqueConstraint("name", name=op.f("uq_core_sequence_name")),
    )


def _core_session() -> None:
    op.create_table(
        "core_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=True),
        sa.Column("device", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_session")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_core_session_key_hash")),
    )
    op.create_index(op.f("ix_core_session_user_id"), "core_session", ["user_id"], unique=False)


def _core_state() -> None:
    op.create_table(
        "core_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("demonstration", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_core_state_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_state")),
    )
