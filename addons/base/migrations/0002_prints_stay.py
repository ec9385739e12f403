"""base: prints of what may not change stay as they were.

The model refuses to change them; this trigger refuses it to everything else that reaches the database.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import differs, keep_rows

revision = "base_0002"
down_revision = "base_0001"

PRINT = ("name", "document_model", "document_id", "edition", "hash", "size", "content_type")


def upgrade() -> None:
    _base_attachment()
    changed = f"OLD.edition IS NOT NULL AND {differs(op, PRINT)}"
    keep_rows(op, "base_attachment", "UPDATE", changed, "a print that is kept cannot change")


def _base_attachment() -> None:
    op.add_column("base_attachment", sa.Column("edition", sa.String(length=120), nullable=True))
    op.create_index(
        "ix_base_attachment_print",
        "base_attachment",
        ["document_model", "document_id", "edition"],
        unique=True,
        sqlite_where=sa.text("edition IS NOT NULL"),
        postgresql_where=sa.text("edition IS NOT NULL"),
    )
