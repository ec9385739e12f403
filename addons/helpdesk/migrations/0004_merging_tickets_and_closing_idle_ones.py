"""helpdesk: merging tickets and closing idle ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "helpdesk_0004"
down_revision = "helpdesk_0003"


def upgrade() -> None:
    _helpdesk_team_auto_close_from()
    _helpdesk_merge()
    _helpdesk_team()
    _helpdesk_ticket()
    _helpdesk_team_2()
    _helpdesk_ticket_2()


def _helpdesk_team_auto_close_from() -> None:
    op.create_table(
        "helpdesk_team_auto_close_from",
        sa.Column("helpdesk_stage_id", sa.Integer(), nullable=False),
        sa.Column("helpdesk_team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["helpdesk_stage_id"],
            ["helpdesk_stage.id"],
            name=op.f("fk_helpdesk_team_auto_close_from_helpdesk_stage_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["helpdesk_team_id"],
            ["helpdesk_team.id"],
            name=op.f("fk_helpdesk_team_auto_close_from_helpdesk_team_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("helpdesk_stage_id", "helpdesk_team_id", name=op.f("pk_helpdesk_team_auto_close_from")),
    )
    op.create_index(
        op.f("ix_helpdesk_team_auto_close_from_helpdesk_team_id"),
        "helpdesk_team_auto_close_from",
        ["helpdesk_team_id"],
        unique=False,
    )


def _helpdesk_merge() -> None:
    op.create_table(
        "helpdesk_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("merged_at", Instant(), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("followers", sa.JSON(), nullable=False),
        sa.Column("added", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["helpdesk_ticket.id"], name=op.f("fk_helpdesk_merge_source_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["helpdesk_ticket.id"], name=op.f("fk_helpdesk_merge_target_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpdesk_merge")),
        sa.UniqueConstraint("source_id", name=op.f("uq_helpdesk_merge_source_id")),
    )
    op.create_index(op.f("ix_helpdesk_merge_target_id_id"), "helpdesk_merge", ["target_id", "id"], unique=False)


def _helpdesk_team() -> None:
    op.add_column("helpdesk_team", sa.Column("auto_close", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column(
        "helpdesk_team", sa.Column("auto_close_days", sa.Integer(), server_default=sa.text("7"), nullable=False)
    )
    op.add_column(
        "helpdesk_team",
        sa.Column(
            "auto_close_stage_id", sa.Integer(), sa.ForeignKey("helpdesk_stage.id", ondelete="RESTRICT"), nullable=True
        ),
        inline_references=True,
    )


def _helpdesk_ticket() -> None:
    op.add_column(
        "helpdesk_ticket",
        sa.Column(
            "merged_into_id", sa.Integer(), sa.ForeignKey("helpdesk_ticket.id", ondelete="RESTRICT"), nullable=True
        ),
        inline_references=True,
    )


def _helpdesk_team_2() -> None:
    op.create_index(
        op.f("ix_helpdesk_team_auto_close_stage_id"), "helpdesk_team", ["auto_close_stage_id"], unique=False
    )


def _helpdesk_ticket_2() -> None:
    op.create_index(op.f("ix_helpdesk_ticket_merged_into_id"), "helpdesk_ticket", ["merged_into_id"], unique=False)
