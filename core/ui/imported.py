"""The records of one import, as a list shows them: `?import=12` in its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.lifecycle.imports import ImportedRecord
from core.ui.addresses import Query

if TYPE_CHECKING:
    from core.orm.env import Env

IMPORT = "import"
"""Its name in an address."""


def import_in_force(env: Env, query: Query) -> int | None:
    """The import whose records are asked for, if the user may read what was imported."""
    run = query.get(IMPORT)
    return int(run) if run.isdecimal() and len(run) < 10 and env.may("read", ImportedRecord) else None


def of_import(env: Env, query: Query, cls: Any) -> Any:
    """SQL: whether the import in force made or changed a record; None where there is none in force."""
    if (run := import_in_force(env, query)) is None:
        return None
    done = env[ImportedRecord]
    return cls.id.in_(sa.select(done.record_id).where(done.run_id == run, done.model_name == cls.__model__))
