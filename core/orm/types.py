"""Column types whose meaning is the same on SQLite and PostgreSQL.

SQLite knows neither decimals nor time zones. Both are stored there in a form that compares, sorts and sums exactly.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeDecorator, TypeEngine

PRECISION = 18
"""Figures a decimal may have in all: what a 64-bit integer holds at any scale."""


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal with `digits` places: NUMERIC on PostgreSQL, an integer of the smallest unit on SQLite.

    A value with more places is refused with ValueError instead of being rounded in silence. A CHECK may compare two
    such columns only if both have the same number of digits.
    """

    impl = sa.Numeric
    cache_ok = True

    def __init__(self, digits: int) -> None:
        super().__init__(PRECISION, digits)
        self.digits = digits

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type as the engine at hand stores it."""
        return dialect.type_descriptor(
            sa.BigInteger() if dialect.name == "sqlite" else sa.Numeric(PRECISION, self.digits)
        )

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> Any:
        """Python to database."""
        if value is None:
            return None
        exact = Decimal(value)
        scaled = exact.scaleb(self.digits)
        if not exact.is_finite() or scaled != scaled.to_integral_value():
            raise ValueError(f"{value} has more than {self.digits} decimal places")
        return int(scaled) if dialect.name == "sqlite" else exact

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Database to Python."""
        if value is None:
            return None
        if dialect.name != "sqlite":
            return Decimal(value)
        return Decimal(int(value)).scaleb(-self.digits).quantize(Decimal(1).scaleb(-self.digits))

    def process_literal_param(self, value: Any, dialect: Dialect) -> str:
        """As text inside a statement: defaults and CHECK constraints."""
        return str(self.process_bind_param(value, dialect))

    def __repr__(self) -> str:
        return f"ExactDecimal({self.digits})"


class Instant(TypeDecorator[datetime]):
    """A moment in time, always aware and in UTC in Python (SPEC XC-6)."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """TIMESTAMP WITH TIME ZONE where there is one."""
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses naive values with ValueError: they mean a different moment on every machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def __repr__(self) -> str:
        return "Instant()"


class exact_default(sa.ColumnElement[Decimal]):  # noqa: N801  reads like sa.text() in a migration
    """The server default of an ExactDecimal: written as each engine stores it."""

    inherit_cache = True

    def __init__(self, value: str | Decimal | int, digits: int) -> None:
        self.value, self.digits = Decimal(value), digits
        self.type = ExactDecimal(digits)

    def __repr__(self) -> str:
        return f"exact_default({str(self.value)!r}, {self.digits})"


@compiles(exact_default)
def _exact_default(element: exact_default, compiler: Any, **_: Any) -> str:
    return element.type.process_literal_param(element.value, compiler.dialect)  # type: ignore[attr-defined, no-any-return]
