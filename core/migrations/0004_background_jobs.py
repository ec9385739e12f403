"""core: background jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import ExactDecimal, Instant

revision = "core_0004"
down_revision = "core_0003"


def upgrade() -> None:
    _core_scheduled_job()
    _core_job()


def _core_scheduled_job() -> None:
    op.create_table(
        "core_scheduled_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("addon", sa.String(length=41), nullable=False),
        sa.Column("rhythm", sa.String(length=160), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("next_at", Instant(), nullable=True),
        sa.Column("last_at", Instant(), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_scheduled_job")),
        sa.UniqueConstraint("name", name=op.f("uq_core_scheduled_job_name")),
    )
    op.create_index(op.f("ix_core_scheduled_job_addon"), "core_scheduled_job", ["addon"], unique=False)
    op.create_index(op.f("ix_core_scheduled_job_next_at"), "core_scheduled_job", ["next_at"], unique=False)


def _core_job() -> None:
    op.create_table(
        "core_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("addon", sa.String(length=41), nullable=False),
        sa.Column("state", sa.String(length=40), server_default="waiting", nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=True),
        sa.Column("priority", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("lane", sa.String(length=200), nullable=True),
        sa.Column("enqueued_at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("started_at", Instant(), nullable=True),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.Column("seconds", ExactDecimal(3), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("most_attempts", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("worker", sa.String(length=80), nullable=True),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["core_scheduled_job.id"], name=op.f("fk_core_job_schedule_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_job")),
    )
    op.create_index(op.f("ix_core_job_addon_id"), "core_job", ["addon", "id"], unique=False)
    op.create_index(
        "ix_core_job_due",
        "core_job",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(op.f("ix_core_job_finished_at"), "core_job", ["finished_at"], unique=False)
    op.create_index(
        "ix_core_job_lanes",
        "core_job",
        ["lane", "id"],
        unique=False,
        sqlite_where=sa.text("lane IS NOT NULL AND state IN ('waiting', 'running')"),
        postgresql_where=sa.text("lane IS NOT NULL AND state IN ('waiting', 'running')"),
    )
    op.create_index(
        "ix_core_job_leases",
        "core_job",
        ["leased_until"],
        unique=False,
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_index(op.f("ix_core_job_name_id"), "core_job", ["name", "id"], unique=False)
    op.create_index(
        "ix_core_job_next",
        "core_job",
        ["priority", "due_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(op.f("ix_core_job_schedule_id"), "core_job", ["schedule_id"], unique=False)
    op.create_index(op.f("ix_core_job_state_id"), "core_job", ["state", "id"], unique=False)
    op.create_index(
        "uq_core_job_key",
        "core_job",
        ["key"],
        unique=True,
        sqlite_where=sa.text("key IS NOT NULL AND state IN ('waiting', 'running', 'done')"),
        postgresql_where=sa.text("key IS NOT NULL AND state IN ('waiting', 'running', 'done')"),
    )
