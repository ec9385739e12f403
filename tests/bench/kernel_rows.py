"""Registries and records: composing, swapping, creating, reading."""

from __future__ import annotations

import gc
import time
from typing import Any

import psutil
import sqlalchemy as sa

from addons.helpdesk.models import Team, Ticket
from core.lifecycle.kernel import Kernel
from core.lifecycle.registry import build_registry
from core.orm.env import Env
from core.orm.identity import Identity
from core.orm.search import Found, Search
from tests.bench.figures import Figure, median_ms
from tests.bench.people import Working

AGENT = "agent@example.com"


def registries(kernel: Kernel, engine: str) -> list[Figure]:
    """CPU a composed model, and what 50 swaps leave in memory."""
    old = kernel.registry

    def build() -> Any:
        return build_registry(old.addons, generation=old.generation, demonstration=True, builders=kernel.builders)

    begin = time.process_time()
    for _ in range(3):
        build()
    models = len(old.models.models)
    a_model = (time.process_time() - begin) / 3 / models * 1e3
    process = psutil.Process()
    for _ in range(5):
        kernel.swap(build())
        gc.collect()
    before = process.memory_info().rss
    for _ in range(50):
        kernel.swap(build())
        gc.collect()
    grown = (process.memory_info().rss - before) / 2**20
    return [
        Figure(f"build a registry, CPU a model ({models} models)", engine, a_model, "ms", "<= 5", met=a_model <= 5),
        Figure("50 swaps: memory grown", engine, grown, "MiB", "flat", met=grown < 20),
    ]


def _plain_rows(kernel: Kernel, rows: int) -> float:
    """Rows a second of an INSERT of just the tickets by the driver, many at a time: the floor."""

    def insert(env: Env) -> float:
        team = env.session.scalars(sa.select(env[Team])).first()
        assert team is not None
        values = [
            {"number": f"P{time.time_ns()}{n}"[-20:], "title": "Plain", "team_id": team.id,
             "company_id": team.company_id, "stage_id": team.first_stage.id}
            for n in range(rows)
        ]  # fmt: skip
        begin = time.perf_counter()
        env.session.connection().execute(sa.insert(env[Ticket].__table__), values)
        return rows / (time.perf_counter() - begin)

    return kernel.work(insert, who=Identity.system())


def creating(kernel: Kernel, engine: str, rows: int = 1_000) -> list[Figure]:
    """Tickets with chatter, audit and followers, in a batch and one by one, as an agent."""
    agent = Working(kernel, AGENT)

    def batch(env: Env) -> None:
        env.session.add_all([env.draft(Ticket, title=f"Batch {n}") for n in range(rows)])
        env.session.flush()

    def singly(env: Env) -> None:
        for n in range(rows):
            env.new(Ticket, title=f"Single {n}")
            env.session.flush()

    def rates(handler: Any) -> tuple[float, float]:
        """Rows a second by the clock and of this process's processor time, each the best of five."""
        clock = processor = 0.0
        for _ in range(5):
            begin, begin_cpu = time.perf_counter(), time.process_time()
            agent.run(handler)
            clock = max(clock, rows / (time.perf_counter() - begin))
            processor = max(processor, rows / (time.process_time() - begin_cpu))
        return clock, processor

    floor = _plain_rows(kernel, rows)
    (many, many_cpu), (single, single_cpu) = rates(batch), rates(singly)
    return [
        Figure("create 1,000 tickets, batch", engine, many, "rows/s", ">= 5,000", floor, "driver, tickets only",
               many >= 5_000),
        Figure("… a second of our processor time", engine, many_cpu, "rows/s"),
        Figure("create 1,000 tickets, one by one", engine, single, "rows/s", ">= 1,000", floor, "driver",
               single >= 1_000),
        Figure("… a second of our processor time", engine, single_cpu, "rows/s"),
    ]  # fmt: skip


LISTED = ("number", "title", "customer", "stage", "priority", "created_at", "closed_at", "active")
RAW_LIST = (
    "SELECT t.id, t.number, t.title, c.id, c.name, s.id, s.name, t.priority, t.created_at, t.closed_at, t.active "
    "FROM helpdesk_ticket t LEFT JOIN base_contact c ON c.id = t.customer_id "
    "JOIN helpdesk_stage s ON s.id = t.stage_id WHERE t.closed_at IS NULL ORDER BY t.id DESC LIMIT 80"
)


def listing(kernel: Kernel, engine: str, tickets: int) -> list[Figure]:
    """80 of many tickets as a list reads them: 8 columns, 2 of them names of other records, under the agent's rules."""
    connection = kernel.database.engine.raw_connection()
    try:
        cursor = connection.cursor()
        floor = median_ms(lambda: cursor.execute(RAW_LIST).fetchall(), rounds=100)
    finally:
        connection.close()
    agent = Working(kernel, AGENT)

    def read(env: Env) -> list[Found]:
        cls = env[Ticket]
        return Search(env, "helpdesk.ticket").where(cls.closed_at.is_(None)).rows(LISTED, limit=80)

    def warm(env: Env) -> float:
        assert len(read(env)) == 80
        return median_ms(lambda: read(env), rounds=100)

    ours = agent.run(warm, write=False)
    alone = median_ms(lambda: agent.run(read, write=False), rounds=100)
    return [
        Figure(f"search + read 80 of {tickets:,} tickets, 8 columns", engine, ours, "ms", "<= 4", floor, "driver",
               ours <= 4),
        Figure("… times the driver", engine, ours / floor, "", "<= 3", met=ours <= 3 * floor),
        Figure("… as a unit of work of its own, with finding out who asks", engine, alone, "ms", "", floor, "driver"),
    ]  # fmt: skip
