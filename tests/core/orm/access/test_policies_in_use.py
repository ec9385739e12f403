"""Threads build conditions and compile statements side by side, each for its own user; all goes with its registry."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from core.orm.env import Env
from tests.core.orm.access.conftest import AGENT, make_registry
from tests.core.orm.access.desk.models import Note, Repair, Team, Ticket

ROUNDS, THREADS = 3, 6
PEOPLE = {
    AGENT: ([1, 2], [1, 2], [1, 2], [1, 2, 6]),
    replace(AGENT, id=8): ([3], [3], [3], [3, 6]),
    replace(AGENT, roles=frozenset({"desk.manager"})): ([1, 2, 3], [1, 2, 3, 4, 5], [1, 2, 3], [1, 2, 3, 6]),
    replace(AGENT, roles=frozenset()): ([], [], [], []),
}


@pytest.mark.req("AR-5")
def test_nobody_gets_what_is_anothers(desk_database) -> None:
    def look(registry, who):
        with desk_database.database.begin(write=False, cache=registry.statements) as connection:
            env = Env(registry, connection, who)
            ticket, team = env[Ticket], env[Team]
            teams = sa.select(team).options(selectinload(team.tickets).options(joinedload(ticket.lines)))
            found = (
                sorted(env.session.scalars(sa.select(ticket.id))),
                sorted(env.session.scalars(sa.select(env[Repair].id))),
                sorted(one.id for each in env.session.scalars(teams) for one in each.tickets),
                sorted(env.session.scalars(sa.select(env[Note].id))),
            )
            env.session.close()
            return found

    for _ in range(ROUNDS):
        registry = make_registry()
        with ThreadPoolExecutor(THREADS) as pool:
            asked = [(who, pool.submit(look, registry, who)) for _ in range(4) for who in PEOPLE]
            for who, answer in asked:
                assert answer.result() == PEOPLE[who], who


def test_an_old_registry_is_let_go_with_its_policy_and_statements(desk_database) -> None:
    def use() -> weakref.ref:
        registry = make_registry()
        with desk_database.database.begin(write=False, cache=registry.statements) as connection:
            env = Env(registry, connection, AGENT)
            teams = env.session.scalars(sa.select(env[Team]).options(selectinload(env[Team].tickets)))
            assert sum(len(team.tickets) for team in teams) == 2
            env.session.get(env[Ticket], 1).title = "changed"
            env.session.flush()
            connection.rollback()
            env.session.close()
        return weakref.ref(registry.policy)

    old = use()
    gc.collect()
    assert old() is None
