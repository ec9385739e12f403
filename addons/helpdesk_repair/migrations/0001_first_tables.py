"""helpdesk_repair: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "helpdesk_repair_0001"
down_revision = None


def upgrade() -> None:
    _helpdesk_team()
    _repair_order()


def _helpdesk_team() -> None:
    op.add_column("helpdesk_team", sa.Column("use_repairs", sa.Boolean(), server_default=sa.false(), nullable=False))


def _repair_order() -> None:
    op.add_column(
        "repair_order",
        sa.Column("ticket_id", sa.Integer(), sa.ForeignKey("helpdesk_ticket.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )
    op.create_index(
        op.f("ix_repair_order_ticket_id_state_id"), "repair_order", ["ticket_id", "state", "id"], unique=False
    )
