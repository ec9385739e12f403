"""The desk on both engines, seeded once; each test works on it in a transaction that is rolled back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pluggy
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import column_property

from core import hooks
from core.lifecycle.registry import Registry
from core.orm import audit
from core.orm.access.policy import Policy, read_policy
from core.orm.composition import Composition
from core.orm.database import Database
from core.orm.env import Env, Transaction
from core.orm.identity import Identity, SystemClock
from tests.conftest import ENGINES
from tests.core.orm.access.desk import models as desk
from tests.core.orm.access.desk.models import LAYERS
from tests.databases import Databases

AGENT = Identity(id=7, name="Agnes", roles=frozenset({"desk.agent"}), company_ids=(1,), company_id=1)


@dataclass(frozen=True)
class AddonFolder:
    """What the policy needs of a manifest."""

    name: str
    package: str
    path: Path
    depends: tuple[str, ...] = ()


DESK = AddonFolder("desk", "tests.core.orm.access.desk", Path(__file__).parent / "desk")


def make_registry(*plugins: Any) -> Registry:
    """A registry of the desk, with the hooks of these plugins."""
    models = Composition(("core", "desk"), LAYERS)
    team, ticket = models[desk.Team], models[desk.Ticket]
    counted = sa.select(sa.func.count(ticket.id)).where(ticket.team_id == team.id).correlate_except(ticket)
    models.mapper("desk.team").add_property("ticket_count", column_property(counted.scalar_subquery(), deferred=True))
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    for plugin in plugins:
        manager.register(plugin)
    policy = read_policy(models, [DESK])
    return Registry(generation=1, demonstration=False, addons=(), models=models, plugins=manager, policy=policy)


class Desk:
    """The seeded desk on one engine. `open` gives Envs whose work is undone."""

    def __init__(self, url: str, registry: Registry) -> None:
        self.database, self.registry = Database(url), registry
        registry.models.metadata.create_all(self.database.engine)
        with self.database.begin() as connection:
            audit.protect(connection)
        with self.database.begin() as connection:
            env = Env(registry, connection, Identity.system(), system=True)
            _seed(env)
            env.session.flush()
            env.session.close()
            if connection.dialect.name == "postgresql":
                for name in registry.models.metadata.tables:
                    if not name.startswith("link_"):
                        connection.exec_driver_sql(f"SELECT setval('{name}_id_seq', 1000)")

    @property
    def policy(self) -> Policy:
        return self.registry.policy


def _seed(env: Env) -> None:
    s = env.session

    def add(layer: Any, *rows: dict[str, Any]) -> None:
        s.add_all([env[layer](**row) for row in rows])
        s.flush()

    add(desk.Company, {"id": 1, "name": "One"}, {"id": 2, "name": "Two"})
    add(
        desk.Team,
        {"id": 1, "name": "mine", "company_id": 1},
        {"id": 2, "name": "theirs", "company_id": 1},
        {"id": 3, "name": "mine-other-company", "company_id": 2},
    )
    add(desk.Contact, {"id": 1, "name": "Ann", "company_id": 1}, {"id": 2, "name": "Hidden Bob", "company_id": 2})
    add(desk.Contact, {"id": 3, "name": "Cleo", "company_id": None})
    add(desk.Tag, {"id": 1, "name": "x"}, {"id": 2, "name": "y"})
    add(desk.Secret, {"id": 1, "word": "z"})
    add(desk.Member, {"team_id": 1, "user_id": 7}, {"team_id": 3, "user_id": 7}, {"team_id": 2, "user_id": 8})
    where = {1: (1, 1, 1, "ok1"), 2: (1, 1, 2, "ok2"), 3: (2, 1, 1, "NO3"), 4: (3, 2, 2, "NO4")}
    for id_, (team, company, customer, title) in where.items():
        row = {"id": id_, "title": title, "team_id": team, "company_id": company, "customer_id": customer}
        add(desk.Ticket, {**row, "cost": id_ * 10})
        ticket = s.get(env[desk.Ticket], id_)
        ticket.tags.append(s.get(env[desk.Tag], 1))
        add(desk.Line, {"id": id_, "ticket_id": id_, "text": f"l{id_}"})
        add(desk.Repair, {"id": id_, "ticket_id": id_, "name": f"r{id_}"})
        add(desk.Note, {"id": id_, "document_model": "desk.ticket", "document_id": id_, "text": f"n{id_}"})
    add(desk.Repair, {"id": 5, "ticket_id": None, "name": "r5"})
    add(desk.Visit, {"id": 1, "team_id": 1, "name": "v1"}, {"id": 2, "team_id": 2, "name": "v2"})
    add(
        desk.Note,
        {"id": 5, "document_model": "desk.secret", "document_id": 1, "text": "n5"},
        {"id": 6, "document_model": "desk.tag", "document_id": 1, "text": "n6"},
        {"id": 7, "document_model": "desk.note", "document_id": 1, "text": "n7"},
    )


@pytest.fixture(scope="session")
def registry() -> Registry:
    return make_registry()


@pytest.fixture(scope="session", params=ENGINES)
def desk_database(request: pytest.FixtureRequest, databases: Databases, registry: Registry) -> Iterator[Desk]:
    url = databases.empty(request.param)
    made = Desk(url, registry)
    yield made
    made.database.forget_connections()
    databases.drop(url)


@pytest.fixture
def env_as(desk_database: Desk) -> Iterator[Callable[..., Env]]:
    """`env_as(identity)`: an Env on the desk; None is the system. All of one test share a transaction."""
    made: list[Env] = []
    with desk_database.database.engine.connect() as connection:
        outer = connection.begin()
        transaction = Transaction(connection, SystemClock())

        def make(who: Identity | None = AGENT, registry: Registry | None = None) -> Env:
            registry = registry or desk_database.registry
            user = who or Identity.system()
            made.append(Env(registry, connection, user, system=who is None, transaction=transaction))
            return made[-1]

        yield make
        for env in made:
            env.session.close()
        if outer.is_active:
            outer.rollback()


@pytest.fixture
def env(env_as: Callable[..., Env]) -> Env:
    """The agent's: in teams 1 and 3, of company 1, so of the tickets 1 and 2 only."""
    return env_as()


@pytest.fixture
def statements(desk_database: Desk) -> Iterator[list[str]]:
    """What is sent to the database, as it is sent."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    engine = desk_database.database.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(engine, "before_cursor_execute", note)
