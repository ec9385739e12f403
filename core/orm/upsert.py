"""INSERT … ON CONFLICT in one spelling: both engines know it, each from a module of its own."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from core.orm.env import Env
from core.orm.layers import PlainModel


def insert_into(env: Env, model: type[PlainModel]) -> Any:
    """An insert statement for the table of `model` that has `on_conflict_do_nothing` and `on_conflict_do_update`."""
    engine = env.transaction.connection.dialect.name
    return (sqlite if engine == "sqlite" else postgresql).insert(table_of(env, model))


def table_of(env: Env, model: type[PlainModel]) -> sa.Table:
    """The table of `model`. Kernel tables are worked on without the ORM: no rule speaks of them, and it is faster."""
    table: sa.Table = env[model].__table__  # type: ignore[attr-defined]
    return table
