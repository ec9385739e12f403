"""helpdesk_return: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "helpdesk_return_0001"
down_revision = None


def upgrade() -> None:
    _helpdesk_team()
    _helpdesk_ticket()
    _stock_transfer()
    _helpdesk_ticket_2()
    _stock_transfer_2()


def _helpdesk_team() -> None:
    op.add_column("helpdesk_team", sa.Column("use_returns", sa.Boolean(), server_default=sa.false(), nullable=False))


def _helpdesk_ticket() -> None:
    op.add_column(
        "helpdesk_ticket",
        sa.Column("lot_id", sa.Integer(), sa.ForeignKey("stock_lot.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )


def _stock_transfer() -> None:
    op.add_column(
        "stock_transfer",
        sa.Column("ticket_id", sa.Integer(), sa.ForeignKey("helpdesk_ticket.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )


def _helpdesk_ticket_2() -> None:
    op.create_index(op.f("ix_helpdesk_ticket_lot_id"), "helpdesk_ticket", ["lot_id"], unique=False)


def _stock_transfer_2() -> None:
    op.create_index(op.f("ix_stock_transfer_ticket_id"), "stock_transfer", ["ticket_id"], unique=False)
