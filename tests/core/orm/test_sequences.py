"""Numbers of documents are unique, whoever asks at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from core.orm.composition import Composition
from core.orm.database import Database
from core.orm.layers import LAYERS
from core.orm.sequences import Sequence, forget_numbers, go_on_after, next_number, next_without_gap, numbers_of


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


def test_an_addons_numbers_go_with_it_and_can_go_on_later(database) -> None:
    with database.begin() as connection:
        for name in ("desk.ticket", "desk.ticket", "desk.claim", "desk_extra.ticket", "desk_extra.ticket"):
            next_number(connection, name)
        assert next_without_gap(connection, "desk.1.INV/2026") == 1
        reached = numbers_of(connection, "desk")
        assert {one.name: one.last for one in reached} == {"desk.ticket": 2, "desk.claim": 1, "desk.1.INV/2026": 1}
        forget_numbers(connection, reached)
        assert numbers_of(connection, "desk") == []
        assert next_number(connection, "desk_extra.ticket") == 3
        assert next_number(connection, "desk.claim") == 1
        assert next_number(connection, "desk.claim") == 2
        for one in reached:
            go_on_after(connection, one)
        assert next_number(connection, "desk.ticket") == 3
        assert next_number(connection, "desk.claim") == 3  # it was further already
        assert next_without_gap(connection, "desk.1.INV/2026") == 2
