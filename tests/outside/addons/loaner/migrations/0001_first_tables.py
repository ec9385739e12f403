"""loaner: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "loaner_0001"
down_revision = None


def upgrade() -> None:
    _loaner_bike()
    _loaner_loan()
    _helpdesk_team()
    _helpdesk_ticket()


def _loaner_bike() -> None:
    op.create_table(
        "loaner_bike",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("lent", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("lent >= 0 and lent <= 1", name=op.f("ck_loaner_bike_lent_once")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loaner_bike")),
    )


def _loaner_loan() -> None:
    op.create_table(
        "loaner_loan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bike_id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["bike_id"], ["loaner_bike.id"], name=op.f("fk_loaner_loan_bike_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["helpdesk_ticket.id"], name=op.f("fk_loaner_loan_ticket_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loaner_loan")),
    )
    op.create_index(op.f("ix_loaner_loan_bike_id"), "loaner_loan", ["bike_id"], unique=False)
    op.create_index(op.f("ix_loaner_loan_ticket_id"), "loaner_loan", ["ticket_id"], unique=False)


def _helpdesk_team() -> None:
    op.add_column("helpdesk_team", sa.Column("use_loaners", sa.Boolean(), server_default=sa.false(), nullable=False))


def _helpdesk_ticket() -> None:
    op.add_column("helpdesk_ticket", sa.Column("needs_loaner", sa.Boolean(), server_default=sa.false(), nullable=False))
