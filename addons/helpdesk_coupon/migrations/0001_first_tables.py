"""helpdesk_coupon: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "helpdesk_coupon_0001"
down_revision = None


def upgrade() -> None:
    _helpdesk_team()
    _loyalty_coupon()


def _helpdesk_team() -> None:
    op.add_column("helpdesk_team", sa.Column("use_coupons", sa.Boolean(), server_default=sa.false(), nullable=False))


def _loyalty_coupon() -> None:
    op.add_column(
        "loyalty_coupon",
        sa.Column("ticket_id", sa.Integer(), sa.ForeignKey("helpdesk_ticket.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )
    op.add_column("loyalty_coupon", sa.Column("made_by_form", sa.String(length=40), nullable=True))
    op.create_index(op.f("ix_loyalty_coupon_ticket_id"), "loyalty_coupon", ["ticket_id"], unique=False)
    op.create_index(
        op.f("ix_loyalty_coupon_ticket_id_made_by_form"),
        "loyalty_coupon",
        ["ticket_id", "made_by_form"],
        unique=True,
        sqlite_where=sa.text("made_by_form IS NOT NULL"),
        postgresql_where=sa.text("made_by_form IS NOT NULL"),
    )
