"""SELECTs that give columns and no records.

The ORM compiles them, so that rules reach what they read, but nothing need be loaded: what the ORM does around a load,
twice where a session listens, takes two or three times as long as such a statement itself.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def gives_columns(statement: Any) -> bool:
    """Whether a statement is a SELECT over models that gives only columns of them, or a union of such ones."""
    if isinstance(statement, sa.CompoundSelect):
        return all(gives_columns(one) for one in statement.selects)
    return (
        isinstance(statement, sa.Select)
        and statement._propagate_attrs.get("compile_state_plugin") == "orm"
        and not statement._with_options
        and all(isinstance(one, sa.ColumnElement) for one in statement._raw_columns)
    )
