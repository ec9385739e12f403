"""Numbers of documents are unique, whoever asks at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from core.orm.composition import Composition
from core.orm.database import Database
from core.orm.layers import LAYERS
from core.orm.sequences import Sequence, next_number


@pytest.fixture
def database(database_url):
    database = Database(database_url)
    Composition(["core"], {"core": [Sequence]}).metadata.create_all(database.engine)
    yield database
    database.forget_connections()


def test_numbers_count_up_per_sequence(database) -> None:
    with database.begin() as connection:
        assert [next_number(connection, "desk.ticket") for _ in range(3)] == [1, 2, 3]
        assert next_number(connection, "stock.out") == 1


def test_many_at_once_never_get_the_same_number(database) -> None:
    def take(_: int) -> int:
        with database.begin() as connection:
            return next_number(connection, "desk.ticket")

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(take, range(60)))
    assert sorted(numbers) == list(range(1, 61))


def test_a_name_cannot_carry_sql(database) -> None:
    with database.begin() as connection, pytest.raises(ValueError, match="no name for a sequence"):
        next_number(connection, "x; DROP TABLE core_state")


def test_the_counter_is_a_model_of_the_core() -> None:
    assert Sequence in LAYERS["core"]
