"""helpdesk: mails of stages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "helpdesk_0003"
down_revision = "helpdesk_0002"


def upgrade() -> None:
    _helpdesk_stage()


def _helpdesk_stage() -> None:
    op.add_column(
        "helpdesk_stage",
        sa.Column("template_id", sa.Integer(), sa.ForeignKey("mail_template.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )
    op.create_index(op.f("ix_helpdesk_stage_template_id"), "helpdesk_stage", ["template_id"], unique=False)
