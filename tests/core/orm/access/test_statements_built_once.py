"""Statements are built once a registry, whoever uses them: rules, closed fields and values are each user's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from core.orm.access.denied import AccessDenied, OutsideRules
from core.orm.composition import Composition
from core.orm.env import Env
from core.orm.identity import Identity
from core.orm.search import Search
from tests.core.orm.access.conftest import AGENT, make_registry
from tests.core.orm.access.desk import models as desk

MANAGER = Identity(id=8, name="Max", roles=frozenset({"desk.manager"}), company_ids=(1, 2), company_id=1)
PORTAL = Identity(id=9, name="Paul", roles=frozenset({"desk.portal"}), contact_id=1, company_ids=(1,), company_id=1)


def titles(models: Composition) -> sa.Select[Any]:
    ticket = models[desk.Ticket]
    return sa.select(ticket.title).order_by(ticket.id)


def costs(models: Composition) -> sa.Select[Any]:
    return sa.select(models[desk.Ticket].cost)


def listed(env: Env) -> list[str]:
    return [one.values["title"] for one in Search(env, "desk.ticket").rows(["title"], order=["id"])]


@pytest.mark.req("AR-5")
def test_each_user_reads_by_the_same_statement_under_his_own_rules(env_as: Callable[..., Env]) -> None:
    people = {"agent": AGENT, "manager": MANAGER, "portal": PORTAL, "system": None}
    expected: dict[str, list[str]] = {}
    for name, who in people.items():
        env = env_as(who)
        expected[name] = list(env.session.scalars(titles(env.models)))
    assert expected["agent"] == ["ok1", "ok2"]
    assert len({tuple(found) for found in expected.values()}) > 2
    for _ in range(2):
        for name, who in people.items():
            env = env_as(who)
            assert list(env.session.scalars(env.once(titles))) == expected[name], name
            assert listed(env) == expected[name], name


@pytest.mark.req("AR-5")
def test_companies_roles_and_membership_act_on_the_next_statement(env_as: Callable[..., Env]) -> None:
    assert listed(env_as(AGENT)) == ["ok1", "ok2"]
    assert listed(env_as(replace(AGENT, company_ids=(1, 2)))) == ["ok1", "ok2", "NO4"]
    assert listed(env_as(replace(AGENT, company_ids=()))) == []
    assert listed(env_as(replace(AGENT, id=8))) == ["NO3"]
    assert listed(env_as(replace(AGENT, roles=frozenset()))) == []
    with env_as(AGENT).system("somebody leaves the team") as system:
        system.session.execute(sa.delete(system[desk.Member]).where(system[desk.Member].user_id == 7))
    assert listed(env_as(AGENT)) == []


@pytest.mark.req("AR-5")
def test_a_closed_field_stays_closed_after_somebody_else_read_it(env_as: Callable[..., Env]) -> None:
    manager, agent = env_as(MANAGER), env_as(AGENT)
    by_cost = {"names": ["title"], "order": ["cost"]}
    assert manager.session.scalars(manager.once(costs)).all()
    assert Search(manager, "desk.ticket").rows(["cost"])
    assert Search(manager, "desk.ticket").rows(**by_cost)
    dear = manager[desk.Ticket].cost > 10
    assert Search(manager, "desk.ticket").where(dear).rows(["title"])
    assert Search(manager, "desk.ticket").where(dear).count()
    for refused in (
        lambda: agent.session.scalars(agent.once(costs)).all(),
        lambda: Search(agent, "desk.ticket").rows(["cost"]),
        lambda: Search(agent, "desk.ticket").rows(**by_cost),
        lambda: Search(agent, "desk.ticket").where(dear).rows(["title"]),
        lambda: Search(agent, "desk.ticket").where(dear).count(),
    ):
        with pytest.raises(AccessDenied):
            refused()


def test_a_core_table_is_refused_however_often_it_is_asked(env: Env) -> None:
    table = env.models[desk.Ticket].__table__  # type: ignore[attr-defined]
    for statement in (
        sa.select(table.c.title),
        sa.select(env[desk.Tag].name).where(table.c.id == 1),
        sa.text("SELECT 1"),
    ):
        for _ in range(2):
            with pytest.raises(OutsideRules):
                env.session.execute(statement)


def test_what_is_pending_is_written_before_columns_are_read(env: Env) -> None:
    env.session.get_one(env[desk.Ticket], 1).title = "new title"
    assert listed(env) == ["new title", "ok2"]
    env.session.get_one(env[desk.Ticket], 1).title = "newer title"
    with env.session.no_autoflush:
        assert listed(env) == ["new title", "ok2"]
    wanted = titles(env.models)
    assert env.session.scalars(wanted, execution_options={"autoflush": False}).first() == "new title"
    assert env.session.scalars(wanted.execution_options(autoflush=False)).first() == "new title"
    assert env.session.scalar(wanted) == "newer title"


# --- statements of one shape ------------------------------------------------------------------------------------------


def test_the_values_of_conditions_are_those_of_each_search(env: Env) -> None:
    ticket = env[desk.Ticket]

    def found(*titles: str) -> list[str]:
        search = Search(env, "desk.ticket").where(ticket.title.in_(titles))
        rows = [one.name for one in search.rows(["title"], order=["id"])]
        assert search.count() == len(rows)
        return rows

    assert [found("ok1"), found("ok2"), found("ok1", "ok2"), found("nothing"), found()] == [
        ["ok1"], ["ok2"], ["ok1", "ok2"], [], []
    ]  # fmt: skip


def test_limit_and_offset_are_values_too(env_as: Callable[..., Env]) -> None:
    search = Search(env_as(None), "desk.ticket")
    assert [one.id for one in search.rows(["title"], order=["id"], limit=2)] == [1, 2]
    assert [one.id for one in search.rows(["title"], order=["id"], limit=1, offset=2)] == [3]
    assert [one.id for one in search.rows(["title"], order=["-id"])] == [4, 3, 2, 1]
    assert (search.count(), search.count(1)) == (4, 2)


def test_one_parameter_of_two_conditions_may_be_two_the_next_time(env: Env) -> None:
    ticket = env[desk.Ticket]

    def found(title: Any, body: Any) -> list[int]:
        search = Search(env, "desk.ticket").where(ticket.title == title, ticket.title != body)
        return [one.id for one in search.rows(["title"])]

    both = sa.bindparam("word", "ok1", unique=True)
    assert found(both, both) == []
    assert found("ok1", "ok2") == [1]
    assert found("ok2", "ok1") == [2]


def test_another_registry_builds_its_own(env: Env) -> None:
    other = make_registry()
    built: list[Composition] = []

    def build(models: Composition) -> sa.Select[Any]:
        built.append(models)
        return titles(models)

    first, second = env.registry.once(build), other.once(build)
    assert built == [env.models, other.models]
    assert first is env.registry.once(build)
    assert first is not second
    shape = [sa.literal(1) == sa.literal(2)]
    mine, _ = env.registry.of_shape("x", lambda: object(), shape)
    assert mine is env.registry.of_shape("x", lambda: object(), shape)[0]
    assert mine is not other.of_shape("x", lambda: object(), shape)[0]
    assert mine is not env.registry.of_shape("y", lambda: object(), shape)[0]
