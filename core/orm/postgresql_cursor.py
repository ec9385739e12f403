"""psycopg's cursor, which describes the columns of a result only to who looks.

SQLAlchemy asks every result for its description, and knows it already from the statement's first time: making objects
of 20 columns a statement was a fifteenth of a refund's processor time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

import psycopg
from psycopg import Column


class Description(Sequence[Column]):
    """The columns of a cursor's present result. Good until the next one."""

    def __init__(self, cursor: psycopg.Cursor[Any], count: int) -> None:
        self._cursor, self._count = cursor, count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Column: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Column]: ...

    def __getitem__(self, place: int | slice) -> Column | Sequence[Column]:
        found = range(self._count)[place]
        return Column(self._cursor, found) if isinstance(found, int) else [Column(self._cursor, one) for one in found]


class Cursor(psycopg.Cursor[Any]):
    """The ordinary cursor but for its description."""

    @property
    def description(self) -> Any:
        """A Description, None if there is no result with rows."""
        result = self.pgresult
        return Description(self, result.nfields) if result is not None and result.nfields else super().description
