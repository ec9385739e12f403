"""Decimals and instants mean the same on both engines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from core.orm.types import ExactDecimal, Instant, exact_default

EXACT = st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False)


@pytest.fixture
def table(database_url):
    engine = sa.create_engine(database_url)
    metadata = sa.MetaData()
    table = sa.Table(
        "thing", metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("amount", ExactDecimal(3), server_default=exact_default("1.5", 3)),
        sa.Column("at", Instant()),
    )  # fmt: skip
    metadata.create_all(engine)
    yield engine, table
    engine.dispose()


def test_sums_and_comparisons_are_exact(table) -> None:
    engine, thing = table
    with engine.begin() as c:
        c.execute(
            sa.insert(thing), [{"amount": Decimal("0.1")}, {"amount": Decimal("0.2")}, {"amount": Decimal("-0.3")}]
        )
        assert c.scalar(sa.select(sa.func.sum(thing.c.amount))) == 0
        assert c.scalar(sa.select(sa.func.count()).where(thing.c.amount > Decimal("0.1"))) == 1
        c.execute(sa.update(thing).values(amount=thing.c.amount + Decimal("0.001")).where(thing.c.amount < 0))
        assert c.scalar(sa.select(sa.func.min(thing.c.amount))) == Decimal("-0.299")


def test_a_server_default_has_its_value(table) -> None:
    engine, thing = table
    with engine.begin() as c:
        c.exec_driver_sql("INSERT INTO thing (id) VALUES (1)")
        assert c.scalar(sa.select(thing.c.amount)) == Decimal("1.5")


@given(EXACT)
def test_every_decimal_comes_back_as_it_went(value: Decimal) -> None:
    for dialect in (sa.create_engine("sqlite://").dialect, sa.create_engine("postgresql+psycopg://").dialect):
        stored = ExactDecimal(3).process_bind_param(value, dialect)
        assert ExactDecimal(3).process_result_value(stored, dialect) == value


def test_more_places_than_the_column_has_are_refused() -> None:
    dialect = sa.create_engine("sqlite://").dialect
    with pytest.raises(ValueError, match="more than 2 decimal places"):
        ExactDecimal(2).process_bind_param(Decimal("0.001"), dialect)
    with pytest.raises(ValueError, match="decimal places"):
        ExactDecimal(2).process_bind_param(Decimal("NaN"), dialect)


@pytest.mark.req("XC-6")
def test_instants_are_kept_in_utc_and_come_back_aware(table) -> None:
    engine, thing = table
    noon = datetime(2026, 3, 29, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    with engine.begin() as c:
        c.execute(sa.insert(thing).values(at=noon))
        back = c.scalar(sa.select(thing.c.at))
    assert back == noon
    assert back.tzinfo == UTC


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        Instant().process_bind_param(datetime(2026, 1, 1), sa.create_engine("sqlite://").dialect)
