"""account: what a document said when it was posted. Documents posted before have no seal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import differs, keep_rows, release_rows

revision = "account_0006"
down_revision = "account_0005"


def upgrade() -> None:
    op.add_column("account_invoice", sa.Column("seal", sa.String(length=64), nullable=True))
    sealed = "OLD.seal IS NOT NULL AND NEW.state = 'posted'"
    keep_rows(op, "account_invoice", "UPDATE", f"{sealed} AND {differs(op, ['seal'])}", "a seal stays", name="seal")


def downgrade() -> None:
    release_rows(op, "account_invoice", "UPDATE", name="seal")
    op.drop_column("account_invoice", "seal")
