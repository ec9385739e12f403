"""Fills a demonstration with many tickets, in bulk: `python -m tests.bench.seed` works on MAKEGOOD_DATABASE_URL."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from addons.base.models import Contact, User
from addons.helpdesk.models import Team, Ticket
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.settings import read_settings

WORDS = [
    "battery",
    "display",
    "brake",
    "wheel",
    "motor",
    "charger",
    "noise",
    "invoice",
    "delivery",
    "lock",
    "saddle",
    "lamp",
    "chain",
    "gear",
    "frame",
]
CHUNK = 5_000


def tickets(env: Env, count: int, seed: int) -> Iterator[list[dict[str, Any]]]:
    """Rows of tickets spread over teams, stages, people and customers, in chunks."""
    dice = random.Random(seed)
    teams = [
        (team.id, team.company_id, [(stage.id, stage.folded) for stage in team.stages])
        for team in env.session.scalars(sa.select(env[Team]))
    ]
    people = [*env.session.scalars(sa.select(env[User].id)), None]
    customers = list(env.session.scalars(sa.select(env[Contact].id)))
    now = env.now()
    for start in range(0, count, CHUNK):
        rows = []
        for n in range(start, min(count, start + CHUNK)):
            team, company, stages = dice.choice(teams)
            stage, folded = dice.choice(stages)
            made = now - timedelta(minutes=count - n)
            rows.append({
                "number": f"B{n:07d}", "title": " ".join(dice.sample(WORDS, 3)).capitalize(), "team_id": team,
                "company_id": company, "stage_id": stage, "assignee_id": dice.choice(people),
                "customer_id": dice.choice(customers), "priority": str(dice.randrange(4)),
                "closed_at": made if folded else None, "created_at": made, "updated_at": made,
            })  # fmt: skip
        yield rows


def seed_tickets(kernel: Kernel, count: int, seed: int = 1) -> None:
    """Adds `count` tickets. The same seed gives the same tickets."""

    def add(env: Env) -> None:
        table = env[Ticket].__table__
        for rows in tickets(env, count, seed):
            env.session.connection().execute(sa.insert(table), rows)

    kernel.work(add, who=Identity.system())
    with kernel.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    arguments = parser.parse_args()
    opened = Kernel.open(read_settings())
    seed_tickets(opened, arguments.count)
    opened.close()
