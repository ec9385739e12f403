"""helpdesk: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "helpdesk_0001"
down_revision = None


def upgrade() -> None:
    _helpdesk_stage()
    _helpdesk_tag()
    _helpdesk_type()
    _helpdesk_team()
    _helpdesk_ticket()
    _helpdesk_turn()
    _link_base_user_helpdesk_team()
    _link_helpdesk_stage_helpdesk_team()
    _link_helpdesk_tag_helpdesk_ticket()


def _helpdesk_stage() -> None:
    op.create_table(
        "helpdesk_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("sequence", sa.Integer(), server_default=sa.text("(10)"), nullable=False),
        sa.Column("folded", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("proposed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpdesk_stage")),
    )


def _helpdesk_tag() -> None:
    op.create_table(
        "helpdesk_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpdesk_tag")),
        sa.UniqueConstraint("name", name=op.f("uq_helpdesk_tag_name")),
    )


def _helpdesk_type() -> None:
    op.create_table(
        "helpdesk_type",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpdesk_type")),
        sa.UniqueConstraint("name", name=op.f("uq_helpdesk_type_name")),
    )


def _helpdesk_team() -> None:
    op.create_table(
        "helpdesk_team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(length=40), server_default="public", nullable=False),
        sa.Column("auto_assign", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("assign_method", sa.String(length=40), server_default="equal_count", nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_helpdesk_team_company_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpdesk_team")),
    )
    op.create_index(op.f("ix_helpdesk_team_company_id"), "helpdesk_team", ["company_id"], unique=False)
    op.create_index(
        op.f("ix_helpdesk_team_company_id_visibility_active_id"),
        "helpdesk_team",
        ["company_id", "visibility", "active", "id"],
        unique=False,
    )


def _helpdesk_ticket() -> None:
    op.create_table(
        "helpdesk_ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("priority", sa.String(length=40), server_default="0", nullable=False),
        sa.Column("type_id", sa.Integer(), nullable=True),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=60), nullable=True),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["base_user.id"], name=op.f("fk_helpdesk_ticket_assignee_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_helpdesk_ticket_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["base_contact.id"], name=op.f("fk_helpdesk_ticket_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["helpdesk_stage.id"], name=op.f("fk_helpdesk_ticket_stage_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["helpdesk_team.id"], name=op.f("fk_helpdesk_ticket_team_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["type_id"], ["helpdesk_type.id"], name=op.f("fk_helpdesk_ticket_type_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpdesk_ticket")),
        sa.UniqueConstraint("company_id", "number", name=op.f("uq_helpdesk_ticket_company_id_number")),
    )
    op.create_index(op.f("ix_helpdesk_ticket_assignee_id"), "helpdesk_ticket", ["assignee_id"], unique=False)
    op.create_index(
        op.f("ix_helpdesk_ticket_assignee_id_closed_at_id"),
        "helpdesk_ticket",
        ["assignee_id", "closed_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_helpdesk_ticket_company_id_team_id_stage_id_id"),
        "helpdesk_ticket",
        ["company_id", "team_id", "stage_id", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_helpdesk_ticket_customer_id"), "helpdesk_ticket", ["customer_id"], unique=False)
    op.create_index(op.f("ix_helpdesk_ticket_stage_id"), "helpdesk_ticket", ["stage_id"], unique=False)
    op.create_index(op.f("ix_helpdesk_ticket_team_id"), "helpdesk_ticket", ["team_id"], unique=False)
    op.create_index(op.f("ix_helpdesk_ticket_type_id"), "helpdesk_ticket", ["type_id"], unique=False)


def _helpdesk_turn() -> None:
    op.create_table(
        "helpdesk_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["helpdesk_team.id"], name=op.f("fk_helpdesk_turn_team_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["base_user.id"], name=op.f("fk_helpdesk_turn_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpdesk_turn")),
        sa.UniqueConstraint("team_id", "user_id", name=op.f("uq_helpdesk_turn_team_id_user_id")),
    )
    op.create_index(op.f("ix_helpdesk_turn_team_id"), "helpdesk_turn", ["team_id"], unique=False)
    op.create_index(op.f("ix_helpdesk_turn_user_id"), "helpdesk_turn", ["user_id"], unique=False)


def _link_base_user_helpdesk_team() -> None:
    op.create_table(
        "link_base_user_helpdesk_team",
        sa.Column("base_user_id", sa.Integer(), nullable=False),
        sa.Column("helpdesk_team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["base_user_id"],
            ["base_user.id"],
            name=op.f("fk_link_base_user_helpdesk_team_base_user_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["helpdesk_team_id"],
            ["helpdesk_team.id"],
            name=op.f("fk_link_base_user_helpdesk_team_helpdesk_team_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("base_user_id", "helpdesk_team_id", name=op.f("pk_link_base_user_helpdesk_team")),
    )
    op.create_index(
        op.f("ix_link_base_user_helpdesk_team_helpdesk_team_id"),
        "link_base_user_helpdesk_team",
        ["helpdesk_team_id"],
        unique=False,
    )


def _link_helpdesk_stage_helpdesk_team() -> None:
    op.create_table(
        "link_helpdesk_stage_helpdesk_team",
        sa.Column("helpdesk_stage_id", sa.Integer(), nullable=False),
        sa.Column("helpdesk_team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["helpdesk_stage_id"],
            ["helpdesk_stage.id"],
            name=op.f("fk_link_helpdesk_stage_helpdesk_team_helpdesk_stage_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["helpdesk_team_id"],
            ["helpdesk_team.id"],
            name=op.f("fk_link_helpdesk_stage_helpdesk_team_helpdesk_team_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "helpdesk_stage_id", "helpdesk_team_id", name=op.f("pk_link_helpdesk_stage_helpdesk_team")
        ),
    )
    op.create_index(
        op.f("ix_link_helpdesk_stage_helpdesk_team_helpdesk_team_id"),
        "link_helpdesk_stage_helpdesk_team",
        ["helpdesk_team_id"],
        unique=False,
    )


def _link_helpdesk_tag_helpdesk_ticket() -> None:
    op.create_table(
        "link_helpdesk_tag_helpdesk_ticket",
        sa.Column("helpdesk_tag_id", sa.Integer(), nullable=False),
        sa.Column("helpdesk_ticket_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["helpdesk_tag_id"],
            ["helpdesk_tag.id"],
            name=op.f("fk_link_helpdesk_tag_helpdesk_ticket_helpdesk_tag_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["helpdesk_ticket_id"],
            ["helpdesk_ticket.id"],
            name=op.f("fk_link_helpdesk_tag_helpdesk_ticket_helpdesk_ticket_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "helpdesk_tag_id", "helpdesk_ticket_id", name=op.f("pk_link_helpdesk_tag_helpdesk_ticket")
        ),
    )
    op.create_index(
        op.f("ix_link_helpdesk_tag_helpdesk_ticket_helpdesk_ticket_id"),
        "link_helpdesk_tag_helpdesk_ticket",
        ["helpdesk_ticket_id"],
        unique=False,
    )
