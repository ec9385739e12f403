"""Running totals: raised or given back by one conditional UPDATE, which is built once for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.orm.composition import Composition

ID, AMOUNT, MOST = "env_id", "env_amount", "env_most"
"""Parameters. A parameter of an UPDATE that is called like a column would be written to it."""


@dataclass(frozen=True)
class Taking:
    """Adds AMOUNT to the total of the record ID; for `Env.once`.

    `at_most` is the column that limits it, "" where MOST does; nothing limits what `gives_back`. `shows`: it gives what
    the row then says.
    """

    model: str
    total: str
    at_most: str
    gives_back: bool
    shows: bool = False

    @classmethod
    def of(
        cls, model: str, total: str, amount: Decimal | int, at_most: str | Decimal | int, *, shows: bool = False
    ) -> Taking:
        """How `amount` is taken from a total that a column or a number limits."""
        return cls(model, total, at_most if isinstance(at_most, str) else "", amount <= 0, shows)

    def values(self, id: int, amount: Decimal | int, at_most: str | Decimal | int) -> dict[str, Any]:  # noqa: A002
        """The parameters."""
        return {ID: id, AMOUNT: amount, **({} if self.at_most or self.gives_back else {MOST: at_most})}

    def __call__(self, models: Composition) -> sa.Update:
        """The UPDATE, of the table itself: whoever executes it tells the session."""
        table: sa.Table = models.models[self.model].__table__
        total = table.c[self.total]
        raised: Any = total + sa.bindparam(AMOUNT, type_=total.type)
        values = {self.total: raised}
        if "version" in table.c:
            values["version"] = table.c.version + 1
        statement = sa.update(table).where(table.c.id == sa.bindparam(ID), raised >= 0).values(values)
        if self.shows:
            statement = statement.returning(*(table.c[name] for name in values))
        if self.gives_back:
            return statement
        limit = table.c[self.at_most] if self.at_most else sa.bindparam(MOST, type_=total.type)
        return statement.where(raised <= limit)


@dataclass(frozen=True)
class RaisingVersion:
    """An UPDATE of a model that raises the version of what it changes; for `Env.once`."""

    model: str
    build: Callable[[Composition], sa.Update]

    def __call__(self, models: Composition) -> sa.Update:
        """The UPDATE as it is carried out."""
        table, statement = models.models[self.model].__table__, self.build(models)
        return statement.values(version=table.c.version + 1) if "version" in table.c else statement
