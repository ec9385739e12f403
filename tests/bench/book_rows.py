"""Invoicing: a refund from a ticket to a posted credit note, posting many invoices, a list of very many."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from addons.account.models import Entry, EntryLine, Invoice
from addons.base.identities import make_user
from addons.helpdesk.models import Ticket
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.orm.search import Found, Search
from tests.addons.account.books import a_tax, an_invoice, company_of
from tests.addons.helpdesk.desk import USER, a_contact, a_team, a_ticket, hire
from tests.addons.helpdesk_refund.refunding import CLERK, opened, press
from tests.addons.helpdesk_sale.orders import a_product, an_order
from tests.bench.figures import Figure, median_ms
from tests.bench.people import Working
from tests.kernels import Acting

BUDGET_MS = 25
WARM = 3
LISTED = ("number", "customer", "date", "due_date", "total", "residual", "payment", "state")
RAW_LIST = (
    "SELECT i.id, i.number, c.id, c.name, i.date, i.due_date, i.total, i.residual, i.payment, i.state "
    "FROM account_invoice i LEFT JOIN base_contact c ON c.id = i.customer_id WHERE i.type = 'invoice' "
    "ORDER BY i.id DESC LIMIT 80"
)


def refunding(kernel: Kernel, engine: str, rounds: int = 20) -> list[Figure]:
    """Reverse on a ticket's pop-up by an agent, posted by an invoicing user: ms, statements, and the driver alone."""
    acting = Acting(kernel)
    acting.run(_people)
    tickets = acting.run(lambda env: _invoiced(env, rounds + WARM))
    people = Working(kernel, USER), Working(kernel, CLERK)
    with _statements(kernel) as seen:
        for ticket in tickets[:WARM]:
            seen.clear()
            _refunded(*people, *ticket)
        written = list(seen)
    floor = _alone(kernel, written)
    begin_cpu = time.process_time()
    taken = [_refunded(*people, *ticket) for ticket in tickets[WARM:]]
    processor = (time.process_time() - begin_cpu) / len(taken) * 1e3
    reversed_, posted = (statistics.median(part) for part in zip(*taken, strict=True))
    whole = reversed_ + posted
    return [
        Figure("refund: posted 3-line invoice to posted credit note", engine, whole, "ms", f"<= {BUDGET_MS}", floor,
               "driver, its SELECTs", whole <= BUDGET_MS),
        Figure("… of it the pop-up's Reverse", engine, reversed_, "ms"),
        Figure("… of it posting", engine, posted, "ms"),
        Figure("… of our processor time", engine, processor, "ms"),
        Figure("… statements", engine, len(written), ""),
    ]  # fmt: skip


def posting(kernel: Kernel, engine: str, count: int = 1_000) -> list[Figure]:
    """Invoices of three lines posted one after the other, each in a transaction of its own."""

    def prepare(env: Env) -> list[int]:
        customer, tax = a_contact(env, "Buyer"), a_tax(env, "19")
        return [an_invoice(env, *[("2", "10.00", [tax])] * 3, customer=customer).id for _ in range(count)]

    ids = Acting(kernel).run(prepare)
    clerk = Working(kernel, CLERK)

    def post(id_: int) -> Callable[[Env], None]:
        return lambda env: env.session.get_one(env[Invoice], id_).post()

    begin, begin_cpu = time.perf_counter(), time.process_time()
    for id_ in ids:
        clerk.run(post(id_))
    clock, processor = time.perf_counter() - begin, time.process_time() - begin_cpu
    floor = _plain_entries(kernel, count)
    return [
        Figure(f"post {count:,} invoices of 3 lines, one by one", engine, count / clock, "/s", "", floor,
               "driver, entries only, one by one"),
        Figure("… a second of our processor time", engine, count / processor, "/s"),
    ]  # fmt: skip


def listing(kernel: Kernel, engine: str, invoices: int) -> list[Figure]:
    """80 of very many invoices as their list reads them, under the clerk's rules."""
    _seed(kernel, invoices)
    connection = kernel.database.engine.raw_connection()
    try:
        cursor = connection.cursor()
        floor = median_ms(lambda: cursor.execute(RAW_LIST).fetchall(), rounds=100)
    finally:
        connection.close()
    clerk = Working(kernel, CLERK)

    def read(env: Env) -> list[Found]:
        return Search(env, "account.invoice").where(env[Invoice].type == "invoice").rows(LISTED, limit=80)

    def overdue(env: Env) -> list[Found]:
        cls = env[Invoice]
        due = (cls.state == "posted", cls.residual > 0, cls.due_date < env.today())
        return Search(env, "account.invoice").where(*due).rows(LISTED, limit=80)

    def measure(work: Callable[[Env], list[Found]]) -> float:
        def warm(env: Env) -> float:
            assert len(work(env)) == 80
            return median_ms(lambda: work(env), rounds=50)

        return clerk.run(warm, write=False)

    ours = measure(read)
    return [
        Figure(f"list 80 of {invoices:,} invoices, 8 columns", engine, ours, "ms", "", floor, "driver"),
        Figure("… those that are overdue", engine, measure(overdue), "ms"),
    ]  # fmt: skip


def _people(env: Env) -> None:
    hire(env)
    make_user(env, CLERK, "a good long password", name="clerk", roles=("helpdesk.user", "account.user"))
    a_team(env, use_refunds=True)


def _invoiced(env: Env, count: int) -> list[tuple[int, int]]:
    """(ticket, invoice) of customers with one order each, of three products, invoiced."""
    tax = a_tax(env, "19")
    goods = [a_product(env, name, taxes=[tax]) for name in ("Helmet", "Lamp", "Lock")]
    made = []
    for number in range(count):
        customer = a_contact(env, f"Customer {number}")
        order: Any = an_order(env, customer, [(one, 2) for one in goods])
        invoice = order.create_invoice()
        invoice.date = env.today()
        invoice.post()
        made.append((a_ticket(env, f"Ticket {number}", customer=customer, sales_order=order).id, invoice.id))
    return made


def _refunded(agent: Working, clerk: Working, ticket: int, invoice: int) -> tuple[float, float]:
    """Milliseconds of "Reverse" by an agent, and of posting by an invoicing user. Commits included."""

    def reverse(env: Env) -> int:
        mine = env.session.get_one(env[Ticket], ticket)
        with env.system("the pop-up") as system:
            original = system.session.get_one(system[Invoice], invoice)
            made: Invoice = press(opened(system, system.get(mine), invoices=[original]))
            return made.id

    def post(env: Env) -> None:
        env.session.get_one(env[Invoice], note).post()

    begin = time.perf_counter()
    note = agent.run(reverse)
    between = time.perf_counter()
    clerk.run(post)
    return (between - begin) * 1e3, (time.perf_counter() - between) * 1e3


@contextmanager
def _statements(kernel: Kernel) -> Iterator[list[tuple[str, Any, bool]]]:
    """What is sent to the database meanwhile: (statement, parameters, whether there are many)."""
    seen: list[tuple[str, Any, bool]] = []

    def note(_c: object, _cursor: object, statement: str, parameters: Any, _context: object, many: bool) -> None:
        seen.append((statement, parameters, many))

    sa.event.listen(kernel.database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(kernel.database.engine, "before_cursor_execute", note)


def _alone(kernel: Kernel, written: list[tuple[str, Any, bool]]) -> float:
    """Milliseconds of the reading statements of a refund by the driver alone, in one transaction."""
    reads = [(statement, values) for statement, values, many in written if not many and statement.startswith("SELECT")]
    connection = kernel.database.engine.raw_connection()
    try:
        cursor = connection.cursor()

        def again() -> None:
            for statement, values in reads:
                cursor.execute(statement, values)
                cursor.fetchall()

        return median_ms(again, rounds=20)
    finally:
        connection.rollback()
        connection.close()


def _plain_entries(kernel: Kernel, count: int) -> float:
    """Entries of three lines a second by bare INSERTs, a transaction each: the floor of posting."""

    def facts(env: Env) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        entry = env.session.scalars(sa.select(env[Entry]).order_by(env[Entry].id.desc()).limit(1)).one()
        columns = {c.name: getattr(entry, c.name) for c in env[Entry].__table__.columns if c.name != "id"}
        line = {c.name for c in env[EntryLine].__table__.columns} - {"id"}
        return columns, [{name: getattr(one, name) for name in line} for one in entry.lines]

    head, lines = kernel.work(facts, who=Identity.system())
    models = kernel.registry.models
    entry_table, line_table = models[Entry].__table__, models[EntryLine].__table__
    begin = time.perf_counter()
    for _ in range(count):
        with kernel.database.begin() as connection:
            id_ = connection.execute(sa.insert(entry_table).returning(entry_table.c.id), head).scalar_one()
            connection.execute(sa.insert(line_table), [{**one, "entry_id": id_} for one in lines])
    return count / (time.perf_counter() - begin)


def _seed(kernel: Kernel, count: int) -> None:
    def add(env: Env) -> None:
        model = next(iter(env.session.scalars(sa.select(env[Invoice]).where(env[Invoice].state == "posted").limit(1))))
        columns = {c.name for c in env[Invoice].__table__.columns} - {"id", "number", "seal"}
        same = {name: getattr(model, name) for name in columns}
        today, company = env.today(), company_of(env)
        rows = []
        for n in range(count):
            day: date = today - timedelta(days=n % 700)
            paid = n % 20 != 0
            rows.append({
                **same, "number": f"OLD/{company.id}/{n:06d}", "date": day, "due_date": day + timedelta(days=14),
                "residual": Decimal(0) if paid else model.total, "payment": "paid" if paid else "not_paid",
            })  # fmt: skip
        for start in range(0, count, 5_000):
            env.session.connection().execute(sa.insert(env[Invoice].__table__), rows[start : start + 5_000])

    kernel.work(add, who=Identity.system())
    with kernel.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
