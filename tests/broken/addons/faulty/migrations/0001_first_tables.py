"""faulty: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "faulty_0001"
down_revision = None


def upgrade() -> None:
    _faulty_note()
    _helpdesk_ticket()


def _faulty_note() -> None:
    op.create_table(
        "faulty_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["helpdesk_ticket.id"], name=op.f("fk_faulty_note_ticket_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faulty_note")),
    )
    op.create_index(op.f("ix_faulty_note_ticket_id"), "faulty_note", ["ticket_id"], unique=False)


def _helpdesk_ticket() -> None:
    op.add_column("helpdesk_ticket", sa.Column("colour", sa.String(length=200), nullable=True))
