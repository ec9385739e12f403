"""What a user's session has read is known to the system as well: its copy of a record need not be read again.

The other way round there is no short cut: what the system has read was read without rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import make_transient_to_detached

if TYPE_CHECKING:
    from core.orm.access.sessions import SystemSession
    from core.orm.layers import PlainModel

M = TypeVar("M", bound="PlainModel")


def handed_over(session: SystemSession, record: M) -> M | None:
    """The system's copy of a record with the values that it has in the user's session.

    None where they are not what is stored: pending, changed, or forgotten because they were written meanwhile. What was
    not read, as fields that are closed to the user, is read when it is touched.
    """
    state: Any = sa.inspect(record)
    if state.session is None or not state.persistent or state.modified or "id" in state.expired_attributes:
        return None
    if (known := session.identity_map.get(state.key)) is not None:
        return known  # type: ignore[no-any-return]
    copy = state.manager.new_instance()
    values = sa.inspect(copy).dict
    values.update((one.key, state.dict[one.key]) for one in state.mapper.column_attrs if one.key in state.dict)
    make_transient_to_detached(copy)
    session.add(copy)
    return copy  # type: ignore[no-any-return]
