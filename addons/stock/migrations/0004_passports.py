"""stock: lots and serial numbers have a code that leads to their passport; those that are there get one."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "stock_0004"
down_revision = "stock_0003"

MANY = 1000


def upgrade() -> None:
    op.add_column("stock_lot", sa.Column("token", sa.String(length=40), nullable=True))
    _give_tokens()
    op.create_index(op.f("ix_stock_lot_token"), "stock_lot", ["token"], unique=True)


def _give_tokens() -> None:
    lot, connection = sa.table("stock_lot", sa.column("id"), sa.column("token")), op.get_bind()
    ids = list(connection.scalars(sa.select(lot.c.id)))
    give = sa.update(lot).where(lot.c.id == sa.bindparam("lot")).values(token=sa.bindparam("made"))
    for start in range(0, len(ids), MANY):
        some = [{"lot": id_, "made": secrets.token_urlsafe(16)} for id_ in ids[start : start + MANY]]
        connection.execute(give, some)
