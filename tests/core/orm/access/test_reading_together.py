"""Links that are followed one by one are read together, and say what they would have said one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from core.orm import siblings
from core.orm.env import Env
from tests.core.orm.access.desk import models as desk


def tickets(env: Env) -> list[Any]:
    return list(env.session.scalars(sa.select(env[desk.Ticket]).order_by(env[desk.Ticket].id)))


def test_the_links_of_many_records_are_one_statement(env_as: Callable[..., Env], statements: list[str]) -> None:
    env = env_as(None)
    found = tickets(env)
    statements.clear()
    assert [one.customer.name for one in found] == ["Ann", "Hidden Bob", "Ann", "Hidden Bob"]
    assert [one.team.name for one in found] == ["mine", "mine", "theirs", "mine-other-company"]
    assert len(statements) == 2, "\n".join(statements)


def test_what_the_rules_hide_stays_hidden(env: Env) -> None:
    assert [one.customer and one.customer.name for one in tickets(env)] == ["Ann", None]


def test_the_first_one_may_be_the_hidden_one(env: Env) -> None:
    assert [one.customer and one.customer.name for one in reversed(tickets(env))] == [None, "Ann"]


def test_a_link_that_is_changed_before_it_is_followed_leads_to_the_new_record(env_as: Callable[..., Env]) -> None:
    env = env_as(None)
    first, second, *_ = tickets(env)
    assert first.customer.name == "Ann"
    second.customer_id = 3
    assert second.customer.name == "Cleo"


def test_what_was_brought_along_lives_as_long_as_the_record_that_it_is_for(
    env_as: Callable[..., Env], statements: list[str]
) -> None:
    import gc

    env = env_as(None)
    first, second, *_ = tickets(env)
    assert first.customer.name == "Ann"
    gc.collect()
    statements.clear()
    assert second.customer.name == "Hidden Bob"
    assert statements == []


def test_a_record_alone_is_read_as_ever(env: Env, statements: list[str]) -> None:
    ticket = env.session.get_one(env[desk.Ticket], 1)
    statements.clear()
    assert ticket.customer.name == "Ann"
    assert len(statements) == 1


def test_a_crowded_session_reads_one_by_one(
    env_as: Callable[..., Env], statements: list[str], monkeypatch: Any
) -> None:
    monkeypatch.setattr(siblings, "MOST_RECORDS", 3)
    env = env_as(None)
    found = tickets(env)
    statements.clear()
    assert [one.customer.name for one in found] == ["Ann", "Hidden Bob", "Ann", "Hidden Bob"]
    assert len(statements) == 2
