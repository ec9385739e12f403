"""core: what data files loaded, hashes of files, faults of addons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "core_0003"
down_revision = "core_0002"


def upgrade() -> None:
    _core_fault()
    _core_addon()
    _core_external_key()


def _core_fault() -> None:
    op.create_table(
        "core_fault",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("addon", sa.String(length=41), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("first_at", Instant(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
        sa.Column("times", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_fault")),
        sa.UniqueConstraint("addon", "place", name=op.f("uq_core_fault_addon_place")),
    )


def _core_addon() -> None:
    op.add_column("core_addon", sa.Column("files", sa.JSON(), nullable=True))


def _core_external_key() -> None:
    op.add_column("core_external_key", sa.Column("source", sa.String(length=64), server_default="", nullable=False))
    op.add_column("core_external_key", sa.Column("loaded", sa.JSON(), nullable=True))
