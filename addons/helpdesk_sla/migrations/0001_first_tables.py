"""helpdesk_sla: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import ExactDecimal, Instant

revision = "helpdesk_sla_0001"
down_revision = None


def upgrade() -> None:
    _helpdesk_sla_hours()
    _helpdesk_sla_policy()
    _helpdesk_sla_stay()
    _helpdesk_sla_holiday()
    _helpdesk_sla_shift()
    _helpdesk_sla_status()
    _link_base_contact_helpdesk_sla_policy()
    _link_helpdesk_stage_helpdesk_sla_policy()
    _link_helpdesk_tag_helpdesk_sla_policy()
    _link_helpdesk_type_helpdesk_sla_policy()
    _helpdesk_team()
    _helpdesk_ticket()
    _helpdesk_team_2()
    _helpdesk_ticket_2()


def _helpdesk_sla_hours() -> None:
    op.create_table(
        "helpdesk_sla_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=40), server_default="UTC", nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpdesk_sla_hours")),
        sa.UniqueConstraint("name", name=op.f("uq_helpdesk_sla_hours_name")),
    )


def _helpdesk_sla_policy() -> None:
    op.create_table(
        "helpdesk_sla_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=True),
        sa.Column("target_stage_id", sa.Integer(), nullable=False),
        sa.Column("hours", ExactDecimal(2), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["target_stage_id"],
            ["helpdesk_stage.id"],
            name=op.f("fk_helpdesk_sla_policy_target_stage_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["helpdesk_team.id"], name=op.f("fk_helpdesk_sla_policy_team_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpdesk_sla_policy")),
    )
    op.create_index(
        op.f("ix_helpdesk_sla_policy_target_stage_id"), "helpdesk_sla_policy", ["target_stage_id"], unique=False
    )
    op.create_index(
        op.f("ix_helpdesk_sla_policy_team_id_active_id"),
        "helpdesk_sla_policy",
        ["team_id", "active", "id"],
        unique=False,
    )


def _helpdesk_sla_stay() -> None:
    op.create_table(
        "helpdesk_sla_stay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", Instant(), nullable=False),
        sa.Column("left_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["helpdesk_stage.id"], name=op.f("fk_helpdesk_sla_stay_stage_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["helpdesk_ticket.id"], name=op.f("fk_helpdesk_sla_stay_ticket_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpdesk_sla_stay")),
    )
    op.create_index(op.f("ix_helpdesk_sla_stay_stage_id"), "helpdesk_sla_stay", ["stage_id"], unique=False)
    op.create_index(op.f("ix_helpdesk_sla_stay_ticket_id_id"), "helpdesk_sla_stay", ["ticket_id", "id"], unique=False)


def _helpdesk_sla_holiday() -> None:
    op.create_table(
        "helpdesk_sla_holiday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hours_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["hours_id"], ["helpdesk_sla_hours.id"], name=op.f("fk_helpdesk_sla_holiday_hours_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpdesk_sla_holiday")),
        sa.UniqueConstraint("hours_id", "day", name=op.f("uq_helpdesk_sla_holiday_hours_id_day")),
    )


def _helpdesk_sla_shift() -> None:
    op.create_table(
        "helpdesk_sla_shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hours_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.String(length=40), server_default="0", nullable=False),
        sa.Column("begins", sa.String(length=5), server_default="09:00", nullable=False),
        sa.Column("ends", sa.String(length=5), server_default="17:00", nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["hours_id"], ["helpdesk_sla_hours.id"], name=op.f("fk_helpdesk_sla_shift_hours_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpdesk_sla_shift")),
    )
    op.create_index(op.f("ix_helpdesk_sla_shift_hours_id"), "helpdesk_sla_shift", ["hours_id"], unique=False)


def _helpdesk_sla_status() -> None:
    op.create_table(
        "helpdesk_sla_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), server_default="running", nullable=False),
        sa.Column("deadline", Instant(), nullable=True),
        sa.Column("reached_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["helpdesk_sla_policy.id"], name=op.f("fk_helpdesk_sla_status_policy_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["helpdesk_ticket.id"], name=op.f("fk_helpdesk_sla_status_ticket_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpdesk_sla_status")),
        sa.UniqueConstraint("ticket_id", "policy_id", name=op.f("uq_helpdesk_sla_status_ticket_id_policy_id")),
    )
    op.create_index(op.f("ix_helpdesk_sla_status_policy_id"), "helpdesk_sla_status", ["policy_id"], unique=False)
    op.create_index(
        op.f("ix_helpdesk_sla_status_state_deadline_id"),
        "helpdesk_sla_status",
        ["state", "deadline", "id"],
        unique=False,
    )


def _link_base_contact_helpdesk_sla_policy() -> None:
    op.create_table(
        "link_base_contact_helpdesk_sla_policy",
        sa.Column("base_contact_id", sa.Integer(), nullable=False),
        sa.Column("helpdesk_sla_policy_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["base_contact_id"],
            ["base_contact.id"],
            name=op.f("fk_link_base_contact_helpdesk_sla_policy_base_contact_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["helpdesk_sla_policy_id"],
            ["helpdesk_sla_policy.id"],
            name=op.f("fk_link_base_contact_helpdesk_sla_policy_helpdesk_sla_policy_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "base_contact_id", "helpdesk_sla_policy_id", name=op.f("pk_link_base_contact_helpdesk_sla_policy")
        ),
    )
    op.create_index(
        op.f("ix_link_base_contact_helpdesk_sla_policy_helpdesk_sla_policy_id"),
        "link_base_contact_helpdesk_sla_policy",
        ["helpdesk_sla_policy_id"],
        unique=False,
    )


def _link_helpdesk_stage_helpdesk_sla_policy() -> None:
    op.create_table(
        "link_helpdesk_stage_helpdesk_sla_policy",
        sa.Column("helpdesk_stage_id", sa.Integer(), nullable=False),
        sa.Column("helpdesk_sla_policy_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["helpdesk_sla_policy_id"],
            ["helpdesk_sla_policy.id"],
            name=op.f("fk_link_helpdesk_stage_helpdesk_sla_policy_helpdesk_sla_policy_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["helpdesk_stage_id"],
            ["helpdesk_stage.id"],
            name=op.f("fk_link_helpdesk_stage_helpdesk_sla_policy_helpdesk_stage_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "helpdesk_stage_id", "helpdesk_sla_policy_id", name=op.f("pk_link_helpdesk_stage_helpdesk_sla_policy")
        ),
    )
    op.create_index(
        op.f("ix_link_helpdesk_stage_helpdesk_sla_policy_helpdesk_sla_policy_id"),
        "link_helpdesk_stage_helpdesk_sla_policy",
        ["helpdesk_sla_policy_id"],
        unique=False,
    )


def _link_helpdesk_tag_helpdesk_sla_policy() -> None:
    op.create_table(
        "link_helpdesk_tag_helpdesk_sla_policy",
        sa.Column("helpdesk_tag_id", sa.Integer(), nullable=False),
        sa.Column("helpdesk_sla_policy_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["helpdesk_sla_policy_id"],
            ["helpdesk_sla_policy.id"],
            name=op.f("fk_link_helpdesk_tag_helpdesk_sla_policy_helpdesk_sla_policy_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["helpdesk_tag_id"],
            ["helpdesk_tag.id"],
            name=op.f("fk_link_helpdesk_tag_helpdesk_sla_policy_helpdesk_tag_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "helpdesk_tag_id", "helpdesk_sla_policy_id", name=op.f("pk_link_helpdesk_tag_helpdesk_sla_policy")
        ),
    )
    op.create_index(
        op.f("ix_link_helpdesk_tag_helpdesk_sla_policy_helpdesk_sla_policy_id"),
        "link_helpdesk_tag_helpdesk_sla_policy",
        ["helpdesk_sla_policy_id"],
        unique=False,
    )


def _link_helpdesk_type_helpdesk_sla_policy() -> None:
    op.create_table(
        "link_helpdesk_type_helpdesk_sla_policy",
        sa.Column("helpdesk_type_id", sa.Integer(), nullable=False),
        sa.Column("helpdesk_sla_policy_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["helpdesk_sla_policy_id"],
            ["helpdesk_sla_policy.id"],
            name=op.f("fk_link_helpdesk_type_helpdesk_sla_policy_helpdesk_sla_policy_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["helpdesk_type_id"],
            ["helpdesk_type.id"],
            name=op.f("fk_link_helpdesk_type_helpdesk_sla_policy_helpdesk_type_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "helpdesk_type_id", "helpdesk_sla_policy_id", name=op.f("pk_link_helpdesk_type_helpdesk_sla_policy")
        ),
    )
    op.create_index(
        op.f("ix_link_helpdesk_type_helpdesk_sla_policy_helpdesk_sla_policy_id"),
        "link_helpdesk_type_helpdesk_sla_policy",
        ["helpdesk_sla_policy_id"],
        unique=False,
    )


def _helpdesk_team() -> None:
    op.add_column("helpdesk_team", sa.Column("use_sla", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column(
        "helpdesk_team",
        sa.Column(
            "working_hours_id", sa.Integer(), sa.ForeignKey("helpdesk_sla_hours.id", ondelete="RESTRICT"), nullable=True
        ),
        inline_references=True,
    )


def _helpdesk_ticket() -> None:
    op.add_column("helpdesk_ticket", sa.Column("sla_state", sa.String(length=40), nullable=True))
    op.add_column("helpdesk_ticket", sa.Column("sla_deadline", Instant(), nullable=True))


def _helpdesk_team_2() -> None:
    op.create_index(op.f("ix_helpdesk_team_working_hours_id"), "helpdesk_team", ["working_hours_id"], unique=False)


def _helpdesk_ticket_2() -> None:
    op.create_index(
        op.f("ix_helpdesk_ticket_company_id_sla_state_id"),
        "helpdesk_ticket",
        ["company_id", "sla_state", "id"],
        unique=False,
    )
