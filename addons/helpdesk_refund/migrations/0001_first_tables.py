"""helpdesk_refund: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "helpdesk_refund_0001"
down_revision = None


def upgrade() -> None:
    _account_invoice()
    _helpdesk_team()
    _account_invoice_2()


def _account_invoice() -> None:
    op.add_column(
        "account_invoice",
        sa.Column("ticket_id", sa.Integer(), sa.ForeignKey("helpdesk_ticket.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )


def _helpdesk_team() -> None:
    op.add_column("helpdesk_team", sa.Column("use_refunds", sa.Boolean(), server_default=sa.false(), nullable=False))


def _account_invoice_2() -> None:
    op.create_index(op.f("ix_account_invoice_ticket_id"), "account_invoice", ["ticket_id"], unique=False)
