"""helpdesk: canned answers of teams."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "helpdesk_0005"
down_revision = "helpdesk_0004"


def upgrade() -> None:
    _mail_canned_answer()


def _mail_canned_answer() -> None:
    op.add_column(
        "mail_canned_answer",
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("helpdesk_team.id", ondelete="CASCADE"), nullable=True),
        inline_references=True,
    )
    op.create_index(op.f("ix_mail_canned_answer_team_id"), "mail_canned_answer", ["team_id"], unique=False)
