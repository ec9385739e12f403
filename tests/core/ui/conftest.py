"""A counter with its depot on both engines: seeded once an engine, each test works on a copy of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa

from core.lifecycle.catalog import read_catalog
from core.lifecycle.registry import Registry, build_registry
from core.orm.database import Database
from core.orm.env import Env, Transaction
from core.orm.identity import Identity, SystemClock
from core.ui.addresses import Query
from core.ui.build import build_pages
from core.ui.forms import RecordForm, load
from core.ui.registered import Built, Pages
from core.ui.views import FormView
from core.ui.wizard_pages import open_wizard, press_wizard, update_wizard
from tests.databases import Databases

R = TypeVar("R")
FOLDER = Path(__file__).parent / "addons"
ADDONS = ("counter", "depot", "depot_returns")


read_catalog([FOLDER], announced=())  # its addons can be imported from now on, whichever test comes first


def registry_of(*addons: str, builders: Any = (build_pages,)) -> Registry:
    """A registry of the tests' addons."""
    catalog = read_catalog([FOLDER], announced=())
    return build_registry([catalog.manifests[name] for name in addons], generation=1, builders=builders)


@pytest.fixture(scope="session")
def ui_registry() -> Registry:
    return registry_of(*ADDONS)


class Counter:
    """A database with the seeded counter, and people who work on it."""

    def __init__(self, url: str, registry: Registry) -> None:
        self.database, self.registry = Database(url), registry
        self.pages = registry.facet(Pages)

    def identity(self, *roles: str, **more: Any) -> Identity:
        values: dict[str, Any] = {"id": 7, "name": "Agnes", "zone": "Europe/Berlin"} | more
        return Identity(roles=self.registry.policy.expand(roles or ("counter.manager",)), **values)

    @contextmanager
    def env(self, *roles: str, write: bool = True, keep: bool = False, **more: Any) -> Iterator[Env]:
        """An Env of somebody with these roles; what it does is undone unless `keep`."""
        with self.database.engine.connect() as connection:
            connection.execution_options(sqlite_write=write)
            transaction = connection.begin()
            env = Env(
                self.registry,
                connection,
                self.identity(*roles, **more),
                transaction=Transaction(connection, SystemClock()),
            )
            try:
                yield env
                env.finish()
                if keep:
                    transaction.commit()
            finally:
                env.session.close()
                if transaction.is_active:
                    transaction.rollback()

    def page(self, address: str) -> Built:
        return self.pages.by_address[address]


def seed(env: Env) -> None:
    """Ada with two orders, three deliveries; Bea with one; a secret contact; teams with and without returns."""
    from addons.counter.models import Contact, Line, Stage, Tag, Team, Ticket
    from addons.depot.models import Location, Move, Order, Product, Transfer
    from addons.depot_returns.models import TeamReturns

    ada, bea = env.new(Contact, name="Ada", email="ada@example.com"), env.new(Contact, name="Bea")
    env.new(Contact, name="Mata", secret=True)
    env.session.flush()
    repairs, sales = env.new(TeamReturns, name="Repairs", use_returns=True), env.new(Team, name="Sales")
    stages = [
        env.new(Stage, name=name, sequence=rank, folded=name == "Done")
        for rank, name in enumerate(("New", "Doing", "Done"))
    ]
    env.new(Tag, name="wet"), env.new(Tag, name="dry")
    drill, paint = (
        env.new(Product, name="Drill", unit="Units", digits=0),
        env.new(Product, name="Paint", unit="l", digits=2),
    )
    orders = [env.new(Order, name=f"S{number}", contact=who) for number, who in ((1, ada), (2, ada), (3, bea))]
    (
        env.new(Location, name="Shelf"),
        env.new(Location, name="Returns", for_returns=True),
        env.new(Location, name="Yard", for_returns=True),
    )
    env.session.flush()
    moves = {
        1: [(drill, "3"), (paint, "2.5")],
        2: [(drill, "1")],
        3: [(drill, "4")],
        4: [(drill, "9")],
        5: [(drill, "9")],
    }
    for number, (order, state) in enumerate(
        ((0, "done"), (1, "done"), (1, "done"), (2, "done"), (1, "ready")), start=1
    ):
        transfer = env.new(
            Transfer, name=f"OUT{number}", state=state, order=orders[order], contact=orders[order].contact
        )
        env.session.flush()
        for product, quantity in moves[number]:
            transfer.moves.append(env.new(Move, product=product, quantity=Decimal(quantity)))
        env.session.flush()
    env.session.flush()
    for number, (title, team, who, order) in enumerate(
        (
            ("Broken drill", repairs, ada, orders[0]),
            ("Wrong paint", repairs, ada, None),
            ("Question", sales, ada, None),
            ("Other", repairs, None, None),
        ),
        start=1,
    ):
        ticket = env.new(Ticket, title=title, number=str(number), team=team, customer=who, stage=stages[0])
        ticket.sales_order_id = order.id if order is not None else None  # type: ignore[attr-defined]
        env.session.flush()
    first = env.session.get(env[Ticket], 1)
    assert first is not None
    first.lines.append(env.new(Line, name="Work", quantity=2, price=30))
    first.lines.append(env.new(Line, name="Visit", quantity=1, price=50))
    env.session.flush()


@pytest.fixture(scope="session")
def ui_templates(databases: Databases, ui_registry: Registry) -> Callable[[str], str]:
    made: dict[str, str] = {}

    def template(engine: str) -> str:
        if engine not in made:
            url = databases.empty(engine)
            database = Database(url)
            with database.begin() as connection:
                ui_registry.models.metadata.create_all(connection)
                env = Env(
                    ui_registry,
                    connection,
                    Identity.system(),
                    system=True,
                    transaction=Transaction(connection, SystemClock()),
                )
                seed(env)
                env.session.close()
            database.forget_connections()
            made[engine] = url
        return made[engine]

    return template


@pytest.fixture
def counter(
    databases: Databases, database_engine: str, ui_templates: Callable[[str], str], ui_registry: Registry
) -> Iterator[Counter]:
    url = databases.clone(ui_templates(database_engine))
    made = Counter(url, ui_registry)
    yield made
    made.database.engine.dispose()
    databases.drop(url)


class Browser:
    """What a browser without JavaScript does with the form of a record."""

    def __init__(self, counter: Counter, address: str, id_: int | None = None, *roles: str) -> None:
        self.counter, self.built, self.id, self.roles = counter, counter.page(address), id_, roles
        self.view: FormView = self._in(lambda form: form.view())

    def _in(self, work: Callable[[RecordForm], R], write: bool = False) -> R:
        with self.counter.env(*self.roles, write=write, keep=write) as env:
            record = load(env, self.built, self.id) if self.id is not None else None
            return work(RecordForm(env, self.built, record))

    def values(self) -> dict[str, str]:
        """What the inputs hold."""
        return form_values(self.view.inputs.values(), self.view.kept, self.view.version)

    def post(self, what: str = "update", **entered: Any) -> Browser:
        """Posts the form: `update`, `save`, `remove lines.1`, `add lines`, `press close`, `move 2`."""
        verb, _, rest = what.partition(" ")
        data = self.values() | {name.replace("__", "."): value for name, value in entered.items()}
        items = [(name, one) for name, value in data.items() for one in (value if isinstance(value, list) else [value])]
        saved = [False]

        def work(form: RecordForm) -> FormView | None:
            read = form.read(items, removing=rest if verb == "remove" else "", adding=rest if verb == "add" else "")
            form = form.enter(read)
            if verb in ("save", "press", "move"):
                done = {"save": form.save, "press": lambda: form.press(rest), "move": lambda: form.move(rest)}[verb]()
                if done:
                    saved[0] = True
                    self.id, self.go = form.record.id, form.go
                    return None
            view = form.view()
            self.status = form.status
            if verb not in ("update", "add", "remove"):
                raise _Undo(view)
            return view

        try:
            view = self._in(work, write=verb in ("save", "press", "move"))
        except _Undo as undone:
            view = undone.view
        if view is None:
            self.status = 303
            view = self._in(lambda form: form.view())
        self.view = view
        return self

    @property
    def errors(self) -> dict[str, str]:
        return {problem.path: problem.message for problem in self.view.problems}


class _Undo(Exception):
    def __init__(self, view: FormView) -> None:
        super().__init__()
        self.view = view


def form_values(inputs: Any, kept: str, version: int = 0) -> dict[str, Any]:
    """What a browser would post of these inputs."""
    values: dict[str, Any] = {"_kept": kept, "_version": str(version)}
    for one in inputs:
        if one.widget == "rows":
            for row in one.rows:
                values |= {k: v for k, v in form_values(row.cells, "").items() if not k.startswith("_")}
        elif one.editable:
            values[one.path] = ["", *one.value.split()] if one.widget == "pick_many" else one.value
            if one.made is not None:
                values[one.made.path] = one.made.value
    return values


class Statements:
    """Counts the statements of a database."""

    def __init__(self, database: Database) -> None:
        self.seen: list[str] = []
        self.database = database

    def __enter__(self) -> Statements:
        sa.event.listen(self.database.engine, "before_cursor_execute", self._see)
        return self

    def __exit__(self, *_: object) -> None:
        sa.event.remove(self.database.engine, "before_cursor_execute", self._see)

    def _see(self, _c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")):
            self.seen.append(statement)

    @property
    def count(self) -> int:
        return len(self.seen)


class WizardBrowser:
    """What a browser without JavaScript does with a wizard on a ticket."""

    NAME = "depot_returns.ReverseTransfer"

    def __init__(self, counter: Counter, on: int, *roles: str, name: str = NAME, **query: str) -> None:
        self.counter, self.on, self.roles, self.name = counter, on, roles or ("counter.user",), name
        self.go, self.status = "", 200
        with counter.env(*self.roles, write=False) as env:
            self.view: Any = open_wizard(env, name, on, Query(query)).view

    def values(self) -> dict[str, Any]:
        """What the inputs hold."""
        return {k: v for k, v in form_values(self.view.inputs, self.view.kept).items() if k != "_version"}

    def state(self) -> dict[str, Any]:
        """What the inputs hold, without the form's own."""
        return {name: value for name, value in self.values().items() if not name.startswith("_")}

    def post(self, what: str = "update", **entered: Any) -> WizardBrowser:
        """Posts the form: `update`, `remove lines.1`, `press confirm`."""
        verb, _, rest = what.partition(" ")
        data = self.values() | {name.replace("__", "."): value for name, value in entered.items()}
        items = [(name, one) for name, value in data.items() for one in (value if isinstance(value, list) else [value])]
        try:
            with self.counter.env(*self.roles, write=verb == "press", keep=verb == "press") as env:
                if verb == "press":
                    answer = press_wizard(env, self.name, self.on, rest, items)
                else:
                    answer = update_wizard(env, self.name, self.on, items, removing=rest if verb == "remove" else "")
                self.status, self.go = answer.status, answer.go
                self.view = answer.view or self.view
                if answer.status >= 400:
                    raise _Undo(answer.view)
        except _Undo:
            pass
        return self

    @property
    def errors(self) -> dict[str, str]:
        return {problem.path: problem.message for problem in self.view.problems}
